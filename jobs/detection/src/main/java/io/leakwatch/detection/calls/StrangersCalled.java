package io.leakwatch.detection.calls;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Prelude;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
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

  /** What goes on since it was noticed. */
  public final Story story;

  final Milestone told;
  private final DistinctWithin strangers;
  private final Prelude prelude;
  private final Tally inAll;
  private final CallLimits limits;
  private final int welcome;
  private final int worthNaming;

  /**
   * @param limits the windows in which calls count
   * @param welcome the lowest bit of a welcome call, 2 to 128
   * @param worthNaming from so many strangers on it is remembered where calls came from: most
   *     accounts never get so far
   * @param staysOpen how long an alert stays open
   */
  public StrangersCalled(CallLimits limits, int welcome, int worthNaming, Duration staysOpen) {
    Duration slow = limits.slowWindow();
    int panes = (int) (PANES_IN_WINDOW * slow.toMillis() / limits.window().toMillis());
    strangers = new DistinctWithin(slow, panes, FOLLOWED_STRANGERS);
    trail = new EvidenceTrail(slow);
    told = new Milestone(slow);
    story = new Story(staysOpen);
    inAll = new Tally(story, 1);
    prelude = new Prelude(slow, PANES_IN_WINDOW);
    this.limits = limits;
    this.welcome = welcome;
    this.worthNaming = worthNaming;
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        strangers, trail.first(), trail.names(), trail.events(), told, prelude, story, inAll);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * Counts a call.
   *
   * @param outcome how well it went: one bit, 1 to 128
   */
  public void called(DmActivity call, int outcome) {
    long at = call.at();
    long stranger = Hashes.of(call.peer());
    strangers.add(stranger, at, outcome);
    if (strangers.size() >= worthNaming) {
      prelude.name(call);
    }
    if (story.isOn(at) && goesOn(at)) {
      story.count(call);
      story.touch(strangers.marks(stranger, at) < welcome ? call.peer() : null, at);
      inAll.add(stranger, at, outcome);
    }
  }

  /** While half as many as were noticed are called in a window, it goes on. */
  private boolean goesOn(long at) {
    return 2 * unwelcomeInWindow(at) >= limits.minStrangers()
        || 2 * unwelcome(at) >= limits.minStrangersSlow();
  }

  /** It was noticed by this call, or has grown. */
  void noticed(DmActivity call, long unwelcome) {
    long at = call.at();
    told.set(unwelcome, at);
    if (!story.isOn(at)) {
      prelude.begin(story, call, trail.since(at), strangers.distinct(at));
      story.touchAll(strangers, at, (times, marks) -> marks < welcome);
      inAll.begin(strangers, at, (times, marks) -> true, List.of());
    }
    story.reported(at);
  }

  /** Strangers for whom a call once went so, in all. */
  public long inAll(int outcome) {
    return inAll.count((times, marks) -> (marks & outcome) != 0);
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
}
