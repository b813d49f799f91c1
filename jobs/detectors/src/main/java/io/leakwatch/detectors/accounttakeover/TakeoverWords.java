package io.leakwatch.detectors.accounttakeover;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an analyst reads about an account that was taken over. */
final class TakeoverWords {

  /** A figure that the words need; the sensor puts it into the evidence under this name. */
  static final String ANSWERS = "answers with personal data in all";

  private TakeoverWords() {}

  /**
   * @param isDoubtful the way in alone may have been the owner's
   */
  static Finding takenOver(Match match, boolean isDoubtful) {
    Signal entry = step(match, Sequence.ENTRY);
    Signal change = step(match, AccountTakeover.RECOVERY_CHANGED);
    Signal data = step(match, AccountTakeover.DATA_TAKEN);
    boolean isNamed = namesChange(match);
    String account = match.subject().id();
    String untilChange =
        isNamed
            ? Figures.of(Duration.ofMillis(change.at() - entry.firstSeenAt()))
            : between(entry, change);
    String untilData = between(change, data);
    return Finding.of(
        withTimes(match, isNamed, untilChange, untilData),
        isDoubtful ? Severity.HIGH : Severity.CRITICAL,
        confidence(entry),
        "Account " + account + (isDoubtful ? " was probably taken over" : " was taken over"),
        "Somebody got into %s, see '%s'. %s, %s. %s after that, whoever did it had read %s in %s."
            .formatted(
                account,
                entry.note(),
                untilChange + (isNamed ? " after the first sign of it" : " later"),
                change.note(),
                untilData,
                Figures.counted(match.extent().records(), "record"),
                answers(data)),
        List.of(
            "End all sessions and tokens of " + account + " and freeze it.",
            "Undo the changes of e-mail address, phone number and second factor. The old ones are"
                + " the owner's.",
            "Contact the owner through the old address or number, never through the new one.",
            "List what was read or exported since, and which other people it concerns. Decide who"
                + " must be informed.",
            "Work through the alerts named in the evidence: the same way in may be open on other"
                + " accounts."));
  }

  private static String answers(Signal data) {
    String answers = data.observed(ANSWERS).orElse("some");
    return answers + (answers.equals("1") ? " answer" : " answers");
  }

  /** The last of its steps of a kind. */
  static Signal step(Match match, String kind) {
    return match.signals().stream()
        .filter(signal -> signal.is(kind))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** Whether it is for the change, among other events, that the way in raised an alert. */
  static boolean namesChange(Match match) {
    Signal change = step(match, AccountTakeover.RECOVERY_CHANGED);
    return step(match, Sequence.ENTRY).eventIds().containsAll(change.eventIds());
  }

  private static String between(Signal one, Signal other) {
    return Figures.of(Duration.ofMillis(other.lastSeenAt() - one.at()));
  }

  /** No sensor sees all three steps, so the times between them come into the evidence here. */
  private static Match withTimes(
      Match match, boolean isNamed, String untilChange, String untilData) {
    List<Signal> signals = new ArrayList<>(match.signals());
    Signal last = match.last();
    List<Condition> conditions = new ArrayList<>(last.conditions());
    conditions.add(
        Condition.fact(
            isNamed
                ? "time from the first sign of the way in to the change"
                : "time from the way in to the change",
            untilChange,
            "any"));
    conditions.add(Condition.fact("time from the change to the last data", untilData, "any"));
    signals.set(signals.size() - 1, last.with(last.confidence(), conditions));
    return new Match(match.detectorId(), match.subject(), match.sequence(), signals);
  }

  /** Three steps in order leave less doubt than the way in alone. */
  private static int confidence(Signal entry) {
    return (100 + entry.confidence()) / 2;
  }
}
