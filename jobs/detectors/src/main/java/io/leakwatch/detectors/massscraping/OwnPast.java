package io.leakwatch.detectors.massscraping;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compares an account with its own past: far more than usual, and from elsewhere. */
final class OwnPast {

  private static final int AT_THRESHOLD = 50;
  private static final int MOST = 85;

  private final Duration within;
  private final int minTargets;
  private final int beyond;

  /**
   * @param within the slow window
   */
  OwnPast(Settings settings, Duration within) {
    this.within = within;
    this.minTargets = settings.get(Options.MIN_TARGETS_SLOW);
    this.beyond = settings.get(Options.BEYOND_PAST);
  }

  /**
   * What was noticed.
   *
   * @param targets read from networks not used before, within the window
   * @param usual the most that the account usually reads in as long
   * @param threshold so many targets were enough
   */
  record Excess(long targets, long usual, long threshold) {

    /** Surer the further it is beyond both. */
    int confidence() {
      return Confidence.of(AT_THRESHOLD).perDoubling(10, targets, threshold).atMost(MOST);
    }
  }

  /** Whether the account is far beyond its past. */
  Optional<Excess> isBeyond(Entity account, ApiCall call, Reads state) {
    long at = call.at();
    if (!state.isBeyondDue(at) || !state.past.isElsewhere(account, call)) {
      return Optional.empty();
    }
    long usual = Math.round(state.past.usual(at));
    long threshold = Math.max(minTargets, beyond * usual);
    long targets = state.targetsElsewhere(at);
    return targets < threshold
        ? Optional.empty()
        : Optional.of(new Excess(targets, usual, threshold));
  }

  List<Condition> conditions(Excess excess, ApiCall call) {
    return List.of(
        Condition.atLeast(
                "different people or conversations read from elsewhere within "
                    + Figures.of(within),
                excess.targets(),
                excess.threshold(),
                "targets")
            .setBy(
                excess.threshold() == minTargets ? Options.MIN_TARGETS_SLOW : Options.BEYOND_PAST),
        Condition.figure(
            "the most that the account usually reads within %s of a day, about"
                .formatted(Figures.of(within)),
            excess.usual(),
            "targets"),
        Condition.fact(
            "network that it read from", ScrapingWords.network(call), "not used until a day ago"));
  }
}
