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
 * the account and raises both thresholds: a sequential test after Wald, 1945.
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
   */
  public record Excess(Duration window, long strangers, long threshold, long slow, long welcome) {

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
   * @param call the unwelcome call
   */
  public Optional<Excess> newExcess(StrangersCalled calls, DmActivity call) {
    long at = call.at();
    if (calls.followed() < Math.min(minStrangers, minStrangersSlow)) {
      return Optional.empty();
    }
    long fast = calls.unwelcomeInWindow(at);
    long slow = calls.unwelcome(at);
    long welcome = calls.welcome(at);
    long fastThreshold = minStrangers + (long) welcomeWeight * welcome;
    long slowThreshold = minStrangersSlow + (long) welcomeWeight * welcome;
    boolean isFast = fast >= fastThreshold;
    if (!(isFast || slow >= slowThreshold) || !calls.told.isReached(slow, 1, at)) {
      return Optional.empty();
    }
    calls.noticed(call, slow);
    return Optional.of(
        isFast
            ? new Excess(window, fast, fastThreshold, slow, welcome)
            : new Excess(slowWindow, slow, slowThreshold, slow, welcome));
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
