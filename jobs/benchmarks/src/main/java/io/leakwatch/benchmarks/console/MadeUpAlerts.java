package io.leakwatch.benchmarks.console;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Alerts of a month, of all detectors, for a page that has to show them: as many fields as real
 * ones have, and as many of the same accounts and addresses.
 *
 * @param seed of all that is drawn
 * @param count how many alerts; each has one to four revisions
 * @param until event time of the newest
 */
record MadeUpAlerts(long seed, int count, Instant until) {

  private static final Duration SPAN = Duration.ofDays(30);
  private static final int ACCOUNTS = 20_000;
  private static final int ADDRESSES = 5_000;
  private static final List<Severity> GRADES = List.of(Severity.values());
  private static final List<String> COUNTRIES = List.of("DE", "FR", "US", "BR", "IN", "VN", "NG");

  /** All revisions, oldest alert first. */
  void forEach(Consumer<Alert> each) {
    TrustedSchemas.trust(); // a builder takes defaults, which Avro copies
    Random random = new Random(seed);
    List<DetectorProfile> detectors = Detectors.ALL.stream().map(DetectorType::profile).toList();
    long step = SPAN.toMillis() / count;
    for (int i = 0; i < count; i++) {
      DetectorProfile detector = detectors.get(random.nextInt(detectors.size()));
      Instant at = until.minus(SPAN).plusMillis(step * i);
      String id = String.format(Locale.ROOT, "%016x%016x", seed * 0x9E3779B97F4A7C15L + i, i);
      SubjectType type = detector.subjects().get(0);
      Subject subject = new Subject(type, idOf(type, random));
      int revisions = 1 + random.nextInt(4);
      for (int revision = 1; revision <= revisions; revision++) {
        each.accept(revision(id, revision, revisions, detector, subject, at, random));
      }
    }
  }

  private static String idOf(SubjectType type, Random random) {
    return switch (type) {
      case ACCOUNT -> account(random);
      case ADDRESS -> address(random);
      default -> type.name().toLowerCase(Locale.ROOT) + "-" + random.nextInt(2_000);
    };
  }

  private static String account(Random random) {
    return "user-" + random.nextInt(ACCOUNTS);
  }

  private static String address(Random random) {
    int drawn = random.nextInt(ADDRESSES);
    return "198.51." + drawn / 256 + "." + drawn % 256;
  }

  private static Alert revision(
      String id,
      int revision,
      int revisions,
      DetectorProfile detector,
      Subject subject,
      Instant raisedAt,
      Random random) {
    Instant at = raisedAt.plusSeconds(90L * (revision - 1));
    boolean isOver = revision == revisions && random.nextInt(3) > 0;
    int grade = random.nextInt(GRADES.size());
    int attempts = 20 + random.nextInt(400) * revision;
    List<String> accounts =
        IntStream.range(0, 1 + random.nextInt(8)).mapToObj(i -> account(random)).toList();
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision(revision)
        .setActivity(
            isOver
                ? AlertActivity.CLOSE
                : revision == 1 ? AlertActivity.CREATE : AlertActivity.UPDATE)
        .setDetectorId(detector.id())
        .setDetectorVersion(detector.version())
        .setMode(random.nextInt(20) == 0 ? AlertMode.SHADOW : AlertMode.ACTIVE)
        .setSeverity(GRADES.get(grade))
        .setConfidence(40 + random.nextInt(60))
        .setRiskScore(20 * grade + random.nextInt(20))
        .setSubject(subject)
        .setRaisedAt(raisedAt)
        .setFirstSeenAt(raisedAt.minusSeconds(300))
        .setLastSeenAt(at)
        .setUpdatedAt(at)
        .setClosedAt(isOver ? at : null)
        .setTitle(detector.title())
        .setSummary(
            "%s %s: %d attempts on %d accounts within 5 min"
                .formatted(subject.getType(), subject.getId(), attempts, accounts.size()))
        .setEvidence(
            List.of(
                evidence("attempts", attempts, 25, "attempts"),
                evidence("accounts", accounts.size(), 1, "accounts")))
        .setEventIds(IntStream.range(0, 10).mapToObj(i -> "event-" + random.nextInt()).toList())
        .setAffectedAccounts(accounts)
        .setAffectedCount(accounts.size())
        .setSources(
            IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> source(at, random)).toList())
        .setSourcesCount(3)
        .setAttack(detector.attack())
        .setRemediation(List.of("Block the address.", "Reset the passwords of the accounts."))
        .setOccurrences(revision)
        .build();
  }

  private static Evidence evidence(String condition, int observed, int threshold, String unit) {
    return Evidence.newBuilder()
        .setCondition(condition)
        .setObserved(String.valueOf(observed))
        .setThreshold(">= " + threshold)
        .setUnit(unit)
        .setObservedValue((double) observed)
        .setThresholdValue((double) threshold)
        .setOperator(">=")
        .build();
  }

  private static Source source(Instant at, Random random) {
    return Source.newBuilder()
        .setAddress(address(random))
        .setAsn(64_500 + random.nextInt(40))
        .setOperator("Example Networks " + random.nextInt(40))
        .setCountry(COUNTRIES.get(random.nextInt(COUNTRIES.size())))
        .setFirstSeenAt(at.minusSeconds(300))
        .setLastSeenAt(at)
        .setEvents(1 + random.nextInt(100))
        .build();
  }
}
