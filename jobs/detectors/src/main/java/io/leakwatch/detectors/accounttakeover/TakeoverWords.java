package io.leakwatch.detectors.accounttakeover;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;

/** What an analyst reads about an account that was taken over. */
final class TakeoverWords {

  private TakeoverWords() {}

  static Finding takenOver(Match match) {
    Signal entry = match.first();
    Signal change = match.signals().get(1);
    Signal data = match.last();
    String account = match.subject().id();
    return Finding.of(
        match,
        Severity.CRITICAL,
        confidence(entry),
        "Account " + account + " was taken over",
        "Somebody got into %s (%s: %s). %s later %s, and %s after that the intruder had %s."
            .formatted(
                account,
                entry.detectorId(),
                entry.note(),
                Figures.of(Duration.ofMillis(change.at() - entry.at())),
                change.note(),
                Figures.of(Duration.ofMillis(data.at() - change.at())),
                data.note()),
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

  /** Three steps in order leave less doubt than the way in alone. */
  private static int confidence(Signal entry) {
    return (100 + entry.confidence()) / 2;
  }
}
