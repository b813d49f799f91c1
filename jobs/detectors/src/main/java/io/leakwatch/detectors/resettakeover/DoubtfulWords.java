package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about resets of an account of which little is known. */
final class DoubtfulWords {

  /** Nothing had to be weighed: the account is known well. */
  static final int UNWEIGHED = -1;

  /** From this weight on it is worth a look. A new address alone is what owners give. */
  static final int SOMETHING = 2;

  /** From this weight on it is hardly the owner: contact or factor, and much data. */
  static final int MUCH = 3;

  /** All there is to lose. */
  private static final int ALL = 4;

  private DoubtfulWords() {}

  /** What the losses weigh together, as the sensor says; {@link #UNWEIGHED} where it does not. */
  static int weight(Signal lost) {
    return lost.observed(ResetWords.WEIGHT).map(Integer::parseInt).orElse(UNWEIGHED);
  }

  static Finding lost(Match match, int weight) {
    Signal entered = match.signals().get(1);
    Signal lost = match.last();
    String account = match.subject().id();
    Severity severity = severity(weight, lost);
    return Finding.of(
        match,
        severity,
        confidence(severity) + entered.confidence() / 10,
        weight >= MUCH
            ? "Account " + account + " was probably taken over by a password reset"
            : "Somebody unknown got into " + account + " by a password reset",
        ("Somebody at %s asked for a reset of %s. %s. %s.%s Neither device nor operator was one"
                + " that the account was seen with; it is not known well.")
            .formatted(
                match.first().note(),
                account,
                ResetWords.later(entered),
                ResetWords.thenLost(lost),
                ResetWords.read(match, lost)),
        weight >= MUCH
            ? List.of(
                "End all sessions of " + account + " and lock it until you have reached the owner.",
                "Contact the owner by the old address or number, never by a new one.",
                "List what was read or exported since. Decide with the person responsible for"
                    + " privacy who must be informed.")
            : List.of(
                "Ask the owner, by the old address or number, whether it was them.",
                "Watch this alert: it rises with what else is changed or taken."));
  }

  /** Of the losses alone; how well the account is known adds up to 4. */
  private static int confidence(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 85;
      case HIGH -> 70;
      case MEDIUM -> 55;
      default -> 45;
    };
  }

  /** Data that is taken does not come back. Contact and second factor an owner changes, too. */
  private static Severity severity(int weight, Signal lost) {
    if (weight >= ALL) {
      return Severity.CRITICAL;
    }
    if (weight >= MUCH) {
      return Severity.HIGH;
    }
    boolean isOnlyData = lost.observed(ResetWords.LOST).filter(ResetWords.DATA::equals).isPresent();
    return isOnlyData ? Severity.MEDIUM : Severity.LOW;
  }
}
