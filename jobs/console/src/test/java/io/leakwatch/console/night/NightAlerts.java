package io.leakwatch.console.night;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** What comes in during a night. */
final class NightAlerts {

  static {
    TrustedSchemas.trust();
  }

  /** Ahead of any clock: decisions then hold from the newest alert on, whenever this runs. */
  static final Instant MORNING = Instant.parse("2099-03-04T06:00:00Z");

  private NightAlerts() {}

  /** Of four detectors, two severities, a third of them about ten addresses. */
  static List<Alert> of(int count) {
    return IntStream.range(0, count).mapToObj(NightAlerts::one).map(Alert.Builder::build).toList();
  }

  private static Alert.Builder one(int n) {
    return switch (n % 4) {
      case 0 -> of("spray-" + n, "password-spraying", Severity.MEDIUM, address(n % 10));
      case 1 -> of("force-" + n, "brute-force", Severity.HIGH, account("u" + n));
      case 2 -> of("travel-" + n, "impossible-travel", Severity.HIGH, account("u" + (n - 1)));
      default -> of("scrape-" + n, "mass-scraping", Severity.MEDIUM, account("u" + n));
    };
  }

  static Subject address(int n) {
    return new Subject(SubjectType.ADDRESS, "203.0.113." + n);
  }

  static Subject account(String id) {
    return new Subject(SubjectType.ACCOUNT, id);
  }

  static Alert.Builder of(String id, String detector, Severity severity, Subject subject) {
    Instant seen = MORNING.minus(Math.abs(id.hashCode() % 500), ChronoUnit.MINUTES);
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision(1)
        .setActivity(AlertActivity.CREATE)
        .setDetectorId(detector)
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(severity)
        .setConfidence(80)
        .setRiskScore(severity == Severity.CRITICAL ? 90 : severity == Severity.HIGH ? 60 : 40)
        .setSubject(subject)
        .setRaisedAt(seen)
        .setFirstSeenAt(seen.minusSeconds(600))
        .setLastSeenAt(seen)
        .setUpdatedAt(seen)
        .setTitle("Something about " + subject.getId())
        .setSummary("From 203.0.113.7, 31 accounts failed, about " + subject.getId() + ".")
        .setEvidence(List.of(evidence()))
        .setEventIds(List.of("e1"))
        .setAffectedAccounts(
            subject.getType() == SubjectType.ACCOUNT ? List.of(subject.getId()) : List.of("u1"))
        .setAffectedCount(1)
        .setAttack(List.of("T1110.003"))
        .setRemediation(List.of("Lock the account.", "Ask its owner."))
        .setOccurrences(1)
        .setSources(List.of(source("203.0.113.7", "DE", seen), source("198.51.100.9", "BR", seen)))
        .setSourcesCount(2)
        .setRecords(detector.equals("mass-scraping") ? 700 : 0);
  }

  private static Evidence evidence() {
    return Evidence.newBuilder()
        .setCondition("accounts that failed within 1 h")
        .setObserved("31")
        .setThreshold(">= 15")
        .setUnit("accounts")
        .setObservedValue(31.0)
        .setThresholdValue(15.0)
        .setOperator(">=")
        .build();
  }

  private static Source source(String address, String country, Instant seen) {
    return Source.newBuilder()
        .setAddress(address)
        .setAsn(64500)
        .setCountry(country)
        .setFirstSeenAt(seen.minusSeconds(600))
        .setLastSeenAt(seen)
        .setEvents(31)
        .build();
  }
}
