package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The alerts of one detector about one subject. The first match raises one; while it is open, later
 * matches are folded into it; it is closed when it was last seen so long ago as the detector says.
 * A match of that very moment still belongs to it. A match with the cause of the closed alert opens
 * that one again. (The job forgets a closed alert after 32 days; no run here lasts as long.)
 */
final class PlainRaiser {

  /**
   * A single signal comes before the sequence that it completes; of sequences that one signal
   * completes, the one that began last comes first.
   */
  static final Comparator<Match> ORDER =
      Comparator.comparingLong(Match::at)
          .thenComparing(Match::sequence)
          .thenComparing(match -> match.last().kind())
          .thenComparing(match -> match.last().eventIds().toString())
          .thenComparing(match -> match.first().at(), Comparator.reverseOrder());

  /**
   * What all alerts of a round put out.
   *
   * @param revisions not yet with what they have to do with each other
   * @param entries for each account that an alert says was entered, a signal about it
   * @param links from steps to the alerts that they are steps of
   */
  record Raised(List<Alert> revisions, List<Signal> entries, List<Link> links) {

    static Raised nothing() {
      return new Raised(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Detector<?> detector;
  private final PlainContents contents;
  private final Raised raised;

  /** Open or closed; null before the first. */
  private Alert alert;

  /** The match whose words it has: of the gravest, the latest. */
  private Match speaker;

  private long accountsSaid;
  private long recordsSaid;

  /**
   * @param raised takes what they put out
   */
  PlainRaiser(Armed armed, Raised raised) {
    this.detector = armed.newDetector();
    this.contents = new PlainContents(armed);
    this.raised = raised;
  }

  /**
   * Raises them.
   *
   * @param matches of one subject
   * @param lastMark what is to be closed by then is closed, epoch milliseconds
   */
  void raise(List<Match> matches, long lastMark) {
    matches.stream().sorted(ORDER).forEach(this::take);
    closeBefore(lastMark + 1);
  }

  private void closeBefore(long time) {
    if (isOpen() && closesAt() < time) {
      alert = PlainContents.closed(alert, closesAt());
      raised.revisions().add(alert);
    }
  }

  private boolean isOpen() {
    return alert != null && alert.getActivity() != AlertActivity.CLOSE;
  }

  private long closesAt() {
    return alert.getLastSeenAt().toEpochMilli() + detector.staysOpen().toMillis();
  }

  private void take(Match match) {
    Optional<Finding> found = detector.finding(match);
    if (found.isEmpty()) {
      return;
    }
    closeBefore(match.at());
    if (isOpen()) {
      fold(match, found.get());
    } else if (match.last().report()) {
      return; // it says how an alert went on, and that one is over
    } else if (alert != null && alert.getAlertId().equals(PlainContents.idOf(match))) {
      fold(match, found.get());
    } else {
      speaker = match;
      alert = contents.created(match, found.get());
      say(alert);
      letOthersKnow(match);
    }
  }

  private void fold(Match match, Finding finding) {
    if (saysNothingNew(match, finding)) {
      return;
    }
    Alert before = alert;
    boolean wasOpen = isOpen();
    if (finding.severity().compareTo(before.getSeverity()) >= 0) {
      speaker = match;
    }
    Extent known = PlainContents.reach(before).and(finding.extent());
    Finding words = detector.finding(speaker.reaching(known)).orElse(finding);
    alert = contents.folded(before, match, finding, speaker.equals(match), words);
    if (!wasOpen || isWorthARevision(before, match)) {
      alert = Alert.newBuilder(alert).setRevision(before.getRevision() + 1).build();
      say(alert);
    }
    letOthersKnow(match);
  }

  private void say(Alert revision) {
    raised.revisions().add(revision);
    accountsSaid = revision.getAffectedCount();
    recordsSaid = revision.getRecords();
  }

  /** A sequence counts once for what completed it, unless its first step proves something else. */
  private boolean saysNothingNew(Match match, Finding finding) {
    return match.isSequence()
        && finding.severity().compareTo(alert.getSeverity()) <= 0
        && alert.getEventIds().containsAll(match.last().eventIds())
        && finding.conditions().stream()
            .map(Condition::condition)
            .allMatch(conditionsOf(alert)::contains);
  }

  /**
   * Graver; severe, with accounts or proofs that it did not name; for the second, fourth, eighth
   * time; or a report of twice as much as was said last.
   */
  private boolean isWorthARevision(Alert before, Match match) {
    boolean isGraver = alert.getSeverity().compareTo(before.getSeverity()) > 0;
    boolean isSevere = alert.getSeverity().compareTo(Severity.HIGH) >= 0;
    boolean namesMore =
        !before.getAffectedAccounts().containsAll(alert.getAffectedAccounts())
            || !conditionsOf(before).containsAll(conditionsOf(alert));
    long times = alert.getOccurrences();
    boolean isAPowerOfTwo = times > before.getOccurrences() && (times & (times - 1)) == 0;
    boolean isTwiceAsMuch =
        alert.getAffectedCount() >= 2 * Math.max(1, accountsSaid)
            || alert.getRecords() >= 2 * Math.max(1, recordsSaid);
    return isGraver
        || (isSevere && namesMore)
        || isAPowerOfTwo
        || (match.last().report() && isTwiceAsMuch);
  }

  private static Set<String> conditionsOf(Alert alert) {
    Set<String> conditions = new HashSet<>();
    for (Evidence each : alert.getEvidence()) {
      conditions.add(each.getCondition());
    }
    return conditions;
  }

  private void letOthersKnow(Match match) {
    for (Signal signal : match.signals()) {
      Signal.Cause cause = signal.cause();
      if (cause != null) {
        raised
            .links()
            .add(
                new Link(
                    cause.subject(),
                    cause.alertId(),
                    alert.getAlertId(),
                    alert.getDetectorId(),
                    Relation.PART_OF,
                    alert.getSeverity(),
                    match.at()));
      }
    }
    match.last().entered().forEach(account -> raised.entries().add(entry(match, account)));
  }

  private Signal entry(Match match, String account) {
    Entity subject = new Entity(SubjectType.ACCOUNT, account);
    Signal last = match.last();
    return Signal.of(alert.getDetectorId(), Sequence.ENTRY, subject)
        .at(match.at())
        .since(match.first().firstSeenAt())
        .confidence(alert.getConfidence())
        .because(
            Condition.fact(
                "way in: " + alert.getDetectorId() + " alert", alert.getAlertId(), "any"))
        .events(last.eventIds())
        .account(account)
        .amounting(Extent.of(last.extent().sources()))
        .note(alert.getTitle())
        .causedBy(new Signal.Cause(alert.getAlertId(), alert.getDetectorId(), match.subject()))
        .build();
  }
}
