package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The states of an alert: created, folded, updated, closed. */
final class Alerts {

  /** The first sighting is taken to the minute, so that an id does not hang on a stray second. */
  private static final long ID_GRAIN_MILLIS = 60_000;

  private Alerts() {}

  /** Revision 1 of a new alert. */
  static Alert create(DetectorProfile detector, boolean shadow, Match match, Finding finding) {
    return Alert.newBuilder()
        .setAlertId(idOf(detector.id(), match.subject(), match.first().firstSeenAt()))
        .setRevision(1)
        .setActivity(AlertActivity.CREATE)
        .setDetectorId(detector.id())
        .setDetectorVersion(detector.version())
        .setMode(shadow ? AlertMode.SHADOW : AlertMode.ACTIVE)
        .setSeverity(finding.severity())
        .setConfidence(finding.confidence())
        .setRiskScore(riskScore(finding.severity(), finding.confidence()))
        .setSubject(new Subject(match.subject().type(), match.subject().id()))
        .setRaisedAt(Instant.ofEpochMilli(match.at()))
        .setFirstSeenAt(Instant.ofEpochMilli(match.first().firstSeenAt()))
        .setLastSeenAt(Instant.ofEpochMilli(match.at()))
        .setTitle(finding.title())
        .setSummary(finding.summary())
        .setEvidence(evidence(List.of(), finding.conditions()))
        .setEventIds(finding.eventIds())
        .setAffectedAccounts(finding.accounts())
        .setAffectedCount(finding.accountCount())
        .setAttack(detector.attack())
        .setRemediation(finding.remediation())
        .setOccurrences(1)
        .setUpdatedAt(Instant.ofEpochMilli(match.at()))
        .build();
  }

  /**
   * The alert with one more match in it, its revision unchanged. Words and next steps are those of
   * the gravest match, of equals the latest.
   */
  static Alert fold(Alert alert, Match match, Finding finding) {
    boolean speaks = finding.severity().compareTo(alert.getSeverity()) >= 0;
    Severity severity = speaks ? finding.severity() : alert.getSeverity();
    int confidence = speaks ? finding.confidence() : alert.getConfidence();
    long firstSeen = Math.min(alert.getFirstSeenAt().toEpochMilli(), match.first().firstSeenAt());
    long lastSeen = Math.max(alert.getLastSeenAt().toEpochMilli(), match.at());
    return Alert.newBuilder(alert)
        .setActivity(AlertActivity.UPDATE)
        .setSeverity(severity)
        .setConfidence(confidence)
        .setRiskScore(riskScore(severity, confidence))
        .setFirstSeenAt(Instant.ofEpochMilli(firstSeen))
        .setLastSeenAt(Instant.ofEpochMilli(lastSeen))
        .setTitle(speaks ? finding.title() : alert.getTitle())
        .setSummary(speaks ? finding.summary() : alert.getSummary())
        .setEvidence(evidence(alert.getEvidence(), finding.conditions()))
        .setEventIds(merged(finding.eventIds(), alert.getEventIds(), Signal.MOST_EVENTS))
        .setAffectedAccounts(
            speaks
                ? merged(finding.accounts(), alert.getAffectedAccounts(), Signal.MOST_ACCOUNTS)
                : merged(alert.getAffectedAccounts(), finding.accounts(), Signal.MOST_ACCOUNTS))
        .setAffectedCount(Math.max(alert.getAffectedCount(), finding.accountCount()))
        .setRemediation(speaks ? finding.remediation() : alert.getRemediation())
        .setOccurrences(alert.getOccurrences() + (match.isSequence() ? 0 : 1))
        .build();
  }

  /** The same state, as the next revision. */
  static Alert next(Alert alert) {
    return Alert.newBuilder(alert).setRevision(alert.getRevision() + 1).build();
  }

  /** The last revision: nothing more has happened for long enough. */
  static Alert close(Alert alert) {
    return Alert.newBuilder(next(alert)).setActivity(AlertActivity.CLOSE).build();
  }

  private static String idOf(String detectorId, Entity subject, long firstSeenAt) {
    String cause =
        String.join(
            "\n",
            detectorId,
            subject.type().name(),
            subject.id(),
            Long.toString(Math.floorDiv(firstSeenAt, ID_GRAIN_MILLIS)));
    return UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Severity in steps of 25, weighed with confidence. */
  static int riskScore(Severity severity, int confidence) {
    int weight =
        switch (severity) {
          case INFORMATIONAL -> 10;
          case LOW -> 25;
          case MEDIUM -> 50;
          case HIGH -> 75;
          case CRITICAL -> 100;
        };
    return Math.round(weight * confidence / 100f);
  }

  private static List<Evidence> evidence(List<Evidence> before, List<Condition> more) {
    Map<String, Evidence> all = new LinkedHashMap<>();
    before.forEach(evidence -> all.put(evidence.getCondition(), evidence));
    for (Condition each : more) {
      all.put(
          each.condition(),
          Evidence.newBuilder()
              .setCondition(each.condition())
              .setObserved(each.observed())
              .setThreshold(each.threshold())
              .setUnit(each.unit())
              .build());
    }
    return List.copyOf(all.values());
  }

  private static List<String> merged(Collection<String> first, Collection<String> then, int most) {
    LinkedHashSet<String> all = new LinkedHashSet<>(first);
    all.addAll(then);
    return all.stream().limit(most).toList();
  }
}
