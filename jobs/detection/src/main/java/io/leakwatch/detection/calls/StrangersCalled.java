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
 * well the best of its calls to each went. How a call went is a bit, the surer and the better the
 * higher: see {@link Grades}.
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
  private final LastCall last;
  private final CallLimits limits;
  private final Grades grades;
  private final int worthNaming;

  /**
   * What the bits mean by which calls are marked.
   *
   * @param ended the lowest bit of a call of which a record says how it ended, 1 to 128; those
   *     below are of calls that were over before the caller's next one, of which nothing more is
   *     known
   * @param unwelcome the lowest bit of an unwelcome call, 1 to 64; those below are of calls that
   *     may have been either
   * @param welcome the lowest bit of a welcome call, 2 to 128: it outweighs all others
   */
  public record Grades(int ended, int unwelcome, int welcome) {

    boolean isUnwelcome(int marks) {
      return marks >= unwelcome && marks < welcome;
    }
  }

  /**
   * @param limits the windows in which calls count
   * @param worthNaming from so many strangers on it is remembered where calls came from: most
   *     accounts never get so far
   * @param staysOpen how long an alert stays open
   */
  public StrangersCalled(CallLimits limits, Grades grades, int worthNaming, Duration staysOpen) {
    Duration slow = limits.slowWindow();
    int panes = (int) (PANES_IN_WINDOW * slow.toMillis() / limits.window().toMillis());
    strangers = new DistinctWithin(slow, panes, FOLLOWED_STRANGERS);
    trail = new EvidenceTrail(slow);
    told = new Milestone(slow);
    story = new Story(staysOpen);
    inAll = new Tally(story, 1);
    prelude = new Prelude(slow, PANES_IN_WINDOW);
    last = new LastCall(slow);
    this.limits = limits;
    this.grades = grades;
    this.worthNaming = worthNaming;
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        strangers, trail.first(), trail.names(), trail.events(), told, prelude, story, inAll, last);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /** The calls of which this record says how they went, or that they were over: none to two. */
  public List<Call> calls(DmActivity record) {
    return last.take(record);
  }

  /**
   * Counts a call.
   *
   * @param bit how it went: one bit, 1 to 128
   * @return whether it was unwelcome
   */
  public boolean called(Call call, int bit) {
    DmActivity record = call.record();
    long at = record.at();
    long stranger = Hashes.of(record.peer());
    boolean again = call.again() || (call.ended() && isOpen(strangers.marks(stranger, at)));
    if (again) {
      strangers.mark(stranger, at, bit);
    } else {
      strangers.add(stranger, at, bit);
      if (strangers.size() >= worthNaming) {
        prelude.name(record);
      }
    }
    if (story.isOn(at) && goesOn(at)) {
      if (!again) {
        story.count(record);
      }
      story.touch(grades.isUnwelcome(strangers.marks(stranger, at)) ? record.peer() : null, at);
      inAll.add(stranger, at, bit);
    }
    return grades.isUnwelcome(bit);
  }

  /** Only calls were made to the stranger whose ends are not known yet: this end is of one. */
  private boolean isOpen(int marks) {
    return marks != 0 && marks < grades.ended;
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
      story.touchAll(strangers, at, (times, marks) -> grades.isUnwelcome(marks));
      inAll.begin(strangers, at, (times, marks) -> true, List.of());
    }
    story.reported(at);
  }

  /** Unwelcome calls were made to them, but no record says how any of these ended, in all. */
  public long withoutEndInAll() {
    return inAll.count((times, marks) -> grades.isUnwelcome(marks) && marks < grades.ended);
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
    return strangers.distinct(at, PANES_IN_WINDOW, (times, marks) -> grades.isUnwelcome(marks));
  }

  /** The same within the slow window. */
  long unwelcome(long at) {
    return strangers.distinct(at, (times, marks) -> grades.isUnwelcome(marks));
  }

  /** Those of them of no call to whom a record says how it ended. */
  long unwelcomeWithoutEnd(long at) {
    return strangers.distinct(
        at, (times, marks) -> grades.isUnwelcome(marks) && marks < grades.ended);
  }

  /** Strangers of whom nothing says whether a call was welcome, within the slow window. */
  long unknown(long at) {
    return strangers.distinct(at, (times, marks) -> marks < grades.unwelcome);
  }

  /** Strangers to whom a call was welcome, within the slow window. */
  long welcome(long at) {
    return strangers.distinct(at, (times, marks) -> marks >= grades.welcome);
  }
}
