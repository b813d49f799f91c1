package io.leakwatch.detection.calls;

import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.activity.DmActivity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * From how many unwelcome calls to strangers on an account is noticed: so many strangers within a
 * short window, or so many within a slow one. Every stranger to whom a call was welcome speaks for
 * the account and raises both thresholds: a sequential test after Wald, 1945. So does, though less,
 * one of whom nothing says how the call went.
 *
 * @param window the short window
 * @param minStrangers strangers in it whose every call was unwelcome
 * @param slowWindow the slow window, longer than the short one
 * @param minStrangersSlow the same within it
 * @param welcomeWeight by how much both thresholds rise for each stranger to whom a call was
 *     welcome
 */
public record CallLimits(
    Duration window,
    int minStrangers,
    Duration slowWindow,
    int minStrangersSlow,
    int welcomeWeight) {

  /**
   * By how much both thresholds rise for each stranger of whom nothing says whether the call was
   * welcome. Of people who talk, fewer than six in ten calls are followed by another one within two
   * minutes; with a weight of two, fewer than two in three never add up.
   */
  public static final int UNKNOWN_WEIGHT = 2;

  private static final int CONFIDENCE_PER_DOUBLING = 12;
  private static final int MOST_CONFIDENCE = 95;

  /** Noticed, and grown twice. */
  private static final int TIMES = 3;

  /**
   * Too many calls.
   *
   * @param window the window in which they were too many
   * @param strangers the strangers in it whose every call was unwelcome
   * @param threshold how many would have been enough
   * @param slow strangers of the slow window whose every call was unwelcome
   * @param welcome strangers of the slow window to whom a call was welcome
   * @param unknown strangers of the slow window of whom nothing says whether it was
   * @param withoutEnd those of {@code slow} of no call to whom a record says how it ended
   */
  public record Excess(
      Duration window,
      long strangers,
      long threshold,
      long slow,
      long welcome,
      long unknown,
      long withoutEnd) {

    /** Most calls were judged by what came after them, because no record says how they ended. */
    public boolean isMostlyWithoutEnd() {
      return 2 * withoutEnd > slow;
    }

    /** Surer the further above the threshold, which holds what speaks for the account. */
    public int confidence(int atThreshold) {
      return Confidence.of(atThreshold)
          .perDoubling(CONFIDENCE_PER_DOUBLING, strangers, threshold)
          .atMost(MOST_CONFIDENCE);
    }
  }

  /**
   * Whether the calls have become too many, for the first time or for a quarter more strangers than
   * when they last were. Ask after an unwelcome call; the answer counts as reported.
   *
   * @param by the record that it was noticed by
   */
  public Optional<Excess> newExcess(StrangersCalled calls, DmActivity by) {
    long at = by.at();
    if (calls.followed() < Math.min(minStrangers, minStrangersSlow)) {
      return Optional.empty();
    }
    long fast = calls.unwelcomeInWindow(at);
    long slow = calls.unwelcome(at);
    long welcome = calls.welcome(at);
    long unknown = calls.unknown(at);
    long rise = (long) welcomeWeight * welcome + UNKNOWN_WEIGHT * unknown;
    long fastThreshold = minStrangers + rise;
    long slowThreshold = minStrangersSlow + rise;
    boolean isFast = fast >= fastThreshold;
    if (!(isFast || slow >= slowThreshold) || !calls.told.isReached(slow, 1, at)) {
      return Optional.empty();
    }
    calls.noticed(by, slow);
    long withoutEnd = calls.unwelcomeWithoutEnd(at);
    return Optional.of(
        isFast
            ? new Excess(window, fast, fastThreshold, slow, welcome, unknown, withoutEnd)
            : new Excess(slowWindow, slow, slowThreshold, slow, welcome, unknown, withoutEnd));
  }

  /**
   * It has gone on and grown twice since it was noticed.
   *
   * @param kind kind of the signal of each {@link Excess}
   */
  public List<Sequence> goesOn(String kind) {
    return List.of(Sequence.named("goes-on").firstUnmatched(kind).times(TIMES).within(slowWindow));
  }
}
