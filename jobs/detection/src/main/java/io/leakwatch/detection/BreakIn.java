package io.leakwatch.detection;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An attack on logins is noticed. Then, perhaps, it opens accounts. The attack raises an alert by
 * itself. An opened account raises one only after an attack, and each further account updates it.
 *
 * @param attack kind of the signal that the attack is noticed, or has grown
 * @param opened kind of the signal that an account has opened
 * @param within the longest time from the attack to an account that it opened
 */
public record BreakIn(String attack, String opened, Duration within) {

  /** The sequence of both, in the form that {@link Detector#sequences} wants. */
  public List<Sequence> sequences() {
    return List.of(
        Sequence.named(attack + "-then-" + opened).first(attack).thenEach(opened).within(within));
  }

  /** Begins the signal that a login opened its account, which somebody else thereby entered. */
  public SignalBuilder opened(String detectorId, Entity subject, Login login) {
    return Signal.of(detectorId, opened, subject)
        .at(login.at())
        .events(login.eventId())
        .account(login.account())
        .entering(login.account());
  }

  /**
   * What an analyst reads about a match; empty for an account that opened without an attack.
   *
   * @param afterAttack of an attack that has opened nothing yet
   * @param afterOpening of an attack, its first signal, and an account that it opened, its last
   */
  public Optional<Finding> finding(
      Match match, Function<Match, Finding> afterAttack, Function<Match, Finding> afterOpening) {
    if (match.isSequence()) {
      return Optional.of(afterOpening.apply(match));
    }
    return match.last().is(attack) ? Optional.of(afterAttack.apply(match)) : Optional.empty();
  }
}
