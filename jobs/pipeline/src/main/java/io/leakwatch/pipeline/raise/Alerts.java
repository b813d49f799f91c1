package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The states of an alert: created, folded, updated, closed. */
final class Alerts {

  /** The first sighting is taken to the minute, so that an id does not hang on a stray second. */
  private static final long ID_GRAIN_MILLIS = 60_000;

  private static final int MOST_RELATED = 20;

  private final SourceNames sources;

  Alerts(SourceNames sources) {
    this.sources = sources;
  }

  /** Revision 1 of a new alert. */
  Alert create(DetectorProfile detector, boolean shadow, Match match, Finding finding) {
    Extent extent = finding.extent();
    Alert.Builder alert =
        Alert.newBuilder()
            .setAlertId(idOf(match))
            .setRevision(1)
            .setActivity(AlertActivity.CREATE)
            .setDetectorId(detector.id())
            .setDetectorVersion(detector.version())
            .setMode(shadow ? AlertMode.SHADOW : AlertMode.ACTIVE)
            .setSeverity(finding.severity())
            .setConfidence(finding.confidence())
            .setRiskScore(RiskScore.of(finding.severity(), finding.confidence()))
            .setSubject(new Subject(match.subject().type(), match.subject().id()))
            .setRaisedAt(Instant.ofEpochMilli(match.at()))
            .setFirstSeenAt(Instant.ofEpochMilli(match.first().firstSeenAt()))
            .setLastSeenAt(Instant.ofEpochMilli(match.last().lastSeenAt()))
            .setTitle(Shown.text(finding.title()))
            .setSummary(Shown.text(finding.summary()))
            .setEvidence(
                finding.conditions().stream().map(each -> evidence(detector.id(), each)).toList())
            .setEventIds(finding.eventIds())
            .setAffectedAccounts(finding.accounts())
            .setAffectedCount(finding.accountCount())
            .setAttack(detector.attack())
            .setRemediation(shown(finding.remediation()))
            .setOccurrences(1)
            .setRelated(related(List.of(), match))
            .setUpdatedAt(Instant.ofEpochMilli(match.at()));
    return complete(reaching(alert, extent)).build();
  }

  /**
   * The alert with one more match in it, its revision unchanged. No count gets less.
   *
   * @param speaker the match whose words it has from now on
   * @param words what the detector says of that, knowing how far the alert goes
   */
  Alert fold(Alert alert, Match match, Finding finding, Match speaker, Finding words) {
    boolean surer = speaker.equals(match) && !match.last().report();
    boolean again = !match.isSequence() && !match.last().report();
    Severity severity = graver(alert.getSeverity(), finding.severity());
    int confidence = surer ? finding.confidence() : alert.getConfidence();
    long firstSeen = Math.min(alert.getFirstSeenAt().toEpochMilli(), match.first().firstSeenAt());
    Alert.Builder folded =
        Alert.newBuilder(alert)
            .setActivity(AlertActivity.UPDATE)
            .setClosedAt(null)
            .setSeverity(severity)
            .setConfidence(confidence)
            .setRiskScore(RiskScore.of(severity, confidence))
            .setFirstSeenAt(Instant.ofEpochMilli(firstSeen))
            .setLastSeenAt(later(alert.getLastSeenAt(), match.last().lastSeenAt()))
            .setTitle(Shown.text(words.title()))
            .setSummary(Shown.text(words.summary()))
            .setEvidence(evidence(alert, match, finding, speaker.equals(match)))
            .setEventIds(merged(finding.eventIds(), alert.getEventIds(), Signal.MOST_EVENTS))
            .setAffectedAccounts(accounts(alert, match, finding, speaker))
            .setAffectedCount(Math.max(alert.getAffectedCount(), finding.accountCount()))
            .setRemediation(shown(words.remediation()))
            .setOccurrences(alert.getOccurrences() + (again ? 1 : 0))
            .setRelated(related(alert.getRelated(), match))
            .setUpdatedAt(later(alert.getUpdatedAt(), match.at()));
    return complete(reaching(folded, Reach.of(alert).and(finding.extent()))).build();
  }

  /** Those of the match that speaks come first. */
  private static List<String> accounts(Alert alert, Match match, Finding finding, Match speaker) {
    return speaker.equals(match)
        ? merged(finding.accounts(), alert.getAffectedAccounts(), Signal.MOST_ACCOUNTS)
        : merged(alert.getAffectedAccounts(), finding.accounts(), Signal.MOST_ACCOUNTS);
  }

  private static Severity graver(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Instant later(Instant before, long millis) {
    return Instant.ofEpochMilli(Math.max(before.toEpochMilli(), millis));
  }

  /** Sources, clients, sessions, data and other things that were touched. */
  private Alert.Builder reaching(Alert.Builder alert, Extent extent) {
    return alert
        .setSources(sources.of(extent))
        .setSourcesCount(extent.sourceCount())
        .setClients(extent.clients())
        .setSessions(extent.sessions())
        .setDataClasses(DataClasses.ofBits(extent.dataClasses()).list())
        .setRecords(extent.records())
        .setAffectedOther(
            extent.others() == null
                ? null
                : new AffectedOther(
                    extent.others().type(), extent.others().ids(), extent.others().count()));
  }

  /** Counts and lists that agree, and whether the lists are whole. */
  private static Alert.Builder complete(Alert.Builder alert) {
    int named = alert.getAffectedAccounts().size();
    alert.setAffectedCount(Math.max(alert.getAffectedCount(), named));
    AffectedOther other = alert.getAffectedOther();
    boolean allOthers = other == null || other.getIds().size() >= other.getCount();
    return alert.setAffectedComplete(named >= alert.getAffectedCount() && allOthers);
  }

  /** The same state, as the next revision. */
  static Alert next(Alert alert) {
    return Alert.newBuilder(alert).setRevision(alert.getRevision() + 1).build();
  }

  /**
   * The last revision for now: nothing more has happened for long enough.
   *
   * @param at since when it is over, epoch milliseconds
   */
  static Alert close(Alert alert, long at) {
    return Alert.newBuilder(next(alert))
        .setActivity(AlertActivity.CLOSE)
        .setUpdatedAt(Instant.ofEpochMilli(at))
        .setClosedAt(Instant.ofEpochMilli(at))
        .build();
  }

  /** The id of the alert that a match would raise. */
  static String idOf(Match match) {
    Entity subject = match.subject();
    return AlertId.of(
        match.detectorId(),
        subject.type().name(),
        subject.id(),
        Long.toString(Math.floorDiv(match.first().firstSeenAt(), ID_GRAIN_MILLIS)));
  }

  /**
   * What an alert showed before, and what a match adds. The figures of the match that speaks stand,
   * for its words have them; of its earlier steps, and of other matches, only what was not shown
   * yet. Totals never get less.
   */
  private static List<Evidence> evidence(
      Alert before, Match match, Finding finding, boolean speaks) {
    Map<String, Evidence> all = new LinkedHashMap<>();
    before.getEvidence().forEach(evidence -> all.put(evidence.getCondition(), evidence));
    for (Condition each : finding.conditions()) {
      Evidence evidence = evidence(before.getDetectorId(), each);
      Evidence shown = all.get(evidence.getCondition());
      boolean isNews = speaks && match.last().conditions().contains(each);
      boolean isMore = each.isTotal() && each.observedValue() >= figureOf(shown);
      if (shown == null || (each.isTotal() ? isMore : isNews)) {
        all.put(evidence.getCondition(), evidence);
      }
    }
    return List.copyOf(all.values());
  }

  private static double figureOf(Evidence shown) {
    return shown == null || shown.getObservedValue() == null ? 0 : shown.getObservedValue();
  }

  private static Evidence evidence(String detectorId, Condition each) {
    String option =
        each.option().isEmpty() ? null : "detectors." + detectorId + "." + each.option();
    return ShownEvidence.of(each, option);
  }

  /** Those it names already, and those that the match rests on. */
  private static List<RelatedAlert> related(List<RelatedAlert> before, Match match) {
    Map<String, RelatedAlert> all = new LinkedHashMap<>();
    before.forEach(each -> all.put(each.getAlertId(), each));
    for (Signal signal : match.signals()) {
      Signal.Cause cause = signal.cause();
      if (cause != null) {
        all.putIfAbsent(
            cause.alertId(),
            new RelatedAlert(cause.alertId(), cause.detectorId(), Relation.CAUSED_BY));
      }
    }
    return all.values().stream().limit(MOST_RELATED).toList();
  }

  private static List<String> shown(List<String> texts) {
    return texts.stream().map(Shown::text).toList();
  }

  private static List<String> merged(Collection<String> first, Collection<String> then, int most) {
    LinkedHashSet<String> all = new LinkedHashSet<>(first);
    all.addAll(then);
    return all.stream().limit(most).toList();
  }
}
