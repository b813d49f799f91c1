package io.leakwatch.detection.calls;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.List;

/**
 * What is remembered of one account's calls to people who do not know it: whom it called, and how
 * well the best of its calls to each went. How well a call went is a bit, the higher the better;
 * from a certain bit on it was welcome, and that outweighs all else.
 */
public final class StrangersCalled extends SensorState {

  private static final int PANES_IN_WINDOW = 4;
  private static final int FOLLOWED_STRANGERS = 256;

  /** Whom it called in vain, and by which calls, as far as the room has noted. */
  public final EvidenceTrail trail;

  final Milestone told;
  private final DistinctWithin strangers;
  private final int welcome;

  /**
   * @param limits the windows in which calls count
   * @param welcome the lowest bit of a welcome call, 2 to 128
   */
  public StrangersCalled(CallLimits limits, int welcome) {
    Duration slow = limits.slowWindow();
    int panes = (int) (PANES_IN_WINDOW * slow.toMillis() / limits.window().toMillis());
    strangers = new DistinctWithin(slow, panes, FOLLOWED_STRANGERS);
    trail = new EvidenceTrail(slow);
    told = new Milestone(slow);
    this.welcome = welcome;
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(strangers, trail.first(), trail.names(), trail.events(), told);
  }

  /**
   * Counts a call.
   *
   * @param outcome how well it went: one bit, 1 to 128
   */
  public void called(DmActivity call, int outcome) {
    strangers.add(Hashes.of(call.peer()), call.at(), outcome);
  }

  /** How many strangers are followed: cheap, to see early that they are too few. */
  public int followed() {
    return strangers.size();
  }

  /** Strangers none of whose calls was welcome, within the short window. */
  long unwelcomeInWindow(long at) {
    return strangers.distinct(at, PANES_IN_WINDOW, (times, marks) -> marks < welcome);
  }

  /** The same within the slow window. */
  long unwelcome(long at) {
    return strangers.distinct(at, (times, marks) -> marks < welcome);
  }

  /** Strangers to whom a call was welcome, within the slow window. */
  long welcome(long at) {
    return strangers.distinct(at, (times, marks) -> marks >= welcome);
  }

  /** Strangers of the slow window for whom this was the best outcome. */
  public long best(int outcome, long at) {
    return strangers.distinct(at, (times, marks) -> Integer.highestOneBit(marks) == outcome);
  }
}
