package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Source;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.pipeline.raise.RiskScore;
import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an alert of one detector says: after its first match, after one more, and when it is closed.
 * No database gives names to addresses here.
 */
final class PlainContents {

  private static final int MOST_RELATED = 20;

  private final DetectorProfile detector;
  private final AlertMode mode;
  private final String rulesVersion;
  private final PlainEvidence evidence;

  PlainContents(Armed armed) {
    this.detector = armed.type().profile();
    this.mode = armed.isShadow() ? AlertMode.SHADOW : AlertMode.ACTIVE;
    this.rulesVersion = rulesVersion(armed);
    this.evidence = new PlainEvidence(detector.id());
  }

  /** The first minute, the detector and the subject make the id. */
  static String idOf(Match match) {
    long minute = Math.floorDiv(match.first().firstSeenAt(), 60_000);
    String cause =
        "%s\n%s\n%s\n%d"
            .formatted(
                match.detectorId(), match.subject().type().name(), match.subject().id(), minute);
    return UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Of the detector's id, its version, and all options but those that say how loud it is. */
  private static String rulesVersion(Armed armed) {
    TreeSet<String> values = new TreeSet<>();
    armed
        .type()
        .options()
        .forEach(option -> values.add(option.name() + "=" + armed.settings().get(option)));
    values.removeIf(value -> value.startsWith("enabled=") || value.startsWith("mode="));
    String rules =
        "%s %d: %s"
            .formatted(
                armed.type().id(), armed.type().profile().version(), String.join(", ", values));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(rules.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  /** The first revision. */
  Alert created(Match match, Finding finding) {
    Alert.Builder alert =
        Alert.newBuilder()
            .setAlertId(idOf(match))
            .setRevision(1)
            .setActivity(AlertActivity.CREATE)
            .setDetectorId(detector.id())
            .setDetectorVersion(detector.version())
            .setRulesVersion(rulesVersion)
            .setMode(mode)
            .setSubject(new Subject(match.subject().type(), match.subject().id()))
            .setAttack(detector.attack())
            .setSeverity(finding.severity())
            .setConfidence(finding.confidence())
            .setRaisedAt(Instant.ofEpochMilli(match.at()))
            .setUpdatedAt(Instant.ofEpochMilli(match.at()))
            .setFirstSeenAt(Instant.ofEpochMilli(match.first().firstSeenAt()))
            .setLastSeenAt(Instant.ofEpochMilli(match.last().lastSeenAt()))
            .setEvidence(evidence.of(finding))
            .setEventIds(finding.eventIds())
            .setAffectedAccounts(finding.accounts())
            .setAffectedCount(finding.accountCount())
            .setOccurrences(1)
            .setRelated(causes(List.of(), match));
    say(alert, finding);
    return finished(alert, finding.extent());
  }

  /**
   * The same revision with one more match in it: counts, times and severity never get less.
   *
   * @param speaks whether it has this match's words from now on
   * @param words of the match that speaks
   */
  Alert folded(Alert before, Match match, Finding finding, boolean speaks, Finding words) {
    boolean isReport = match.last().report();
    Alert.Builder alert =
        Alert.newBuilder(before)
            .setActivity(AlertActivity.UPDATE)
            .setClosedAt(null)
            .setSeverity(graver(before.getSeverity(), finding.severity()))
            .setConfidence(speaks && !isReport ? finding.confidence() : before.getConfidence())
            .setUpdatedAt(latest(before.getUpdatedAt(), match.at()))
            .setLastSeenAt(latest(before.getLastSeenAt(), match.last().lastSeenAt()))
            .setFirstSeenAt(earliest(before.getFirstSeenAt(), match.first().firstSeenAt()))
            .setEvidence(evidence.after(before.getEvidence(), match, finding, speaks))
            .setEventIds(joined(finding.eventIds(), before.getEventIds(), Signal.MOST_EVENTS))
            .setAffectedAccounts(
                speaks
                    ? joined(finding.accounts(), before.getAffectedAccounts(), Signal.MOST_ACCOUNTS)
                    : joined(
                        before.getAffectedAccounts(), finding.accounts(), Signal.MOST_ACCOUNTS))
            .setAffectedCount(Math.max(before.getAffectedCount(), finding.accountCount()))
            .setRelated(causes(before.getRelated(), match));
    if (!match.isSequence() && !isReport) {
      alert.setOccurrences(before.getOccurrences() + 1);
    }
    say(alert, words);
    return finished(alert, reach(before).and(finding.extent()));
  }

  /** The last revision, for now. */
  static Alert closed(Alert before, long at) {
    return Alert.newBuilder(before)
        .setRevision(before.getRevision() + 1)
        .setActivity(AlertActivity.CLOSE)
        .setUpdatedAt(Instant.ofEpochMilli(at))
        .setClosedAt(Instant.ofEpochMilli(at))
        .build();
  }

  private static void say(Alert.Builder alert, Finding words) {
    alert
        .setTitle(Shown.text(words.title()))
        .setSummary(Shown.text(words.summary()))
        .setRemediation(words.remediation().stream().map(Shown::text).toList());
  }

  /** With all that follows from the rest. */
  private static Alert finished(Alert.Builder alert, Extent extent) {
    Extent.Others others = extent.others();
    long named = alert.getAffectedAccounts().size();
    long accounts = Math.max(alert.getAffectedCount(), named);
    return alert
        .setRiskScore(RiskScore.of(alert.getSeverity(), alert.getConfidence()))
        .setSources(extent.sources().stream().map(PlainContents::source).toList())
        .setSourcesCount(extent.sourceCount())
        .setClients(extent.clients())
        .setSessions(extent.sessions())
        .setDataClasses(DataClasses.ofBits(extent.dataClasses()).list())
        .setRecords(extent.records())
        .setAffectedOther(
            others == null ? null : new AffectedOther(others.type(), others.ids(), others.count()))
        .setAffectedCount(accounts)
        .setAffectedComplete(
            named == accounts && (others == null || others.ids().size() >= others.count()))
        .build();
  }

  private static io.leakwatch.schemas.Source source(Source source) {
    return io.leakwatch.schemas.Source.newBuilder()
        .setAddress(source.address())
        .setAsn(source.network() == 0 ? null : (Integer) source.network())
        .setCountry(source.country())
        .setFirstSeenAt(Instant.ofEpochMilli(source.firstSeenAt()))
        .setLastSeenAt(Instant.ofEpochMilli(source.lastSeenAt()))
        .setEvents(source.events())
        .build();
  }

  /** How far an alert goes, by what it says itself. */
  static Extent reach(Alert alert) {
    AffectedOther other = alert.getAffectedOther();
    List<Source> sources = new ArrayList<>();
    for (io.leakwatch.schemas.Source each : alert.getSources()) {
      sources.add(
          new Source(
              each.getAddress(),
              each.getAsn() == null ? 0 : each.getAsn(),
              each.getCountry(),
              each.getFirstSeenAt().toEpochMilli(),
              each.getLastSeenAt().toEpochMilli(),
              each.getEvents()));
    }
    return new Extent(
        alert.getFirstSeenAt().toEpochMilli(),
        alert.getLastSeenAt().toEpochMilli(),
        0,
        alert.getAffectedCount(),
        true,
        sources,
        alert.getSourcesCount(),
        alert.getClients(),
        alert.getSessions(),
        DataClasses.of(alert.getDataClasses()).bits(),
        alert.getRecords(),
        other == null
            ? null
            : new Extent.Others(other.getType(), other.getIds(), other.getCount()));
  }

  private static List<RelatedAlert> causes(List<RelatedAlert> before, Match match) {
    List<RelatedAlert> all = new ArrayList<>(before);
    for (Signal signal : match.signals()) {
      Signal.Cause cause = signal.cause();
      if (cause != null
          && all.stream().noneMatch(each -> each.getAlertId().equals(cause.alertId()))) {
        all.add(new RelatedAlert(cause.alertId(), cause.detectorId(), Relation.CAUSED_BY));
      }
    }
    return all.subList(0, Math.min(MOST_RELATED, all.size()));
  }

  private static List<String> joined(List<String> first, List<String> then, int most) {
    return Stream.concat(first.stream(), then.stream()).distinct().limit(most).toList();
  }

  private static Severity graver(Severity one, Severity other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Instant latest(Instant one, long other) {
    return Instant.ofEpochMilli(Math.max(one.toEpochMilli(), other));
  }

  private static Instant earliest(Instant one, long other) {
    return Instant.ofEpochMilli(Math.min(one.toEpochMilli(), other));
  }
}
