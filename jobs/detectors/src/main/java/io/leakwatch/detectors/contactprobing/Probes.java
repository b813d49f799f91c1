package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentNumbers;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import java.time.Duration;
import java.util.List;

/**
 * What one account or app has looked up, uploaded and been shown. What was looked up is kept as
 * hashes, except the last few numbers, which only show whether the next one is close.
 */
final class Probes extends SensorState {

  private static final int HIT = 1;
  private static final int IN_RUN = 2;
  private static final int PANES = 12;
  private static final int FOLLOWED_NUMBERS = 512;
  private static final int FOLLOWED_STRANGERS = 256;
  private static final int FOLLOWED_ACCOUNTS = 64;
  private static final int NEIGHBOURS = 16;

  /** Neighbours, names and events are kept only from here on: most never get so far. */
  private static final int WORTH_NAMING = 10;

  final EvidenceTrail trail;
  final Milestone numbersTold;
  final Milestone strangersTold;
  private final DistinctWithin numbers;
  private final RecentNumbers neighbours;
  private final DistinctWithin accounts;
  private final SlidingCount uploads;
  private final DistinctWithin strangers;
  private final Whole acquaintances;

  Probes(Duration window) {
    numbers = new DistinctWithin(window, PANES, FOLLOWED_NUMBERS);
    neighbours = new RecentNumbers(NEIGHBOURS, window);
    accounts = new DistinctWithin(window, PANES, FOLLOWED_ACCOUNTS);
    uploads = new SlidingCount(window, PANES);
    strangers = new DistinctWithin(window, PANES, FOLLOWED_STRANGERS);
    acquaintances = new Whole(window);
    trail = new EvidenceTrail(window);
    numbersTold = new Milestone(window);
    strangersTold = new Milestone(window);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        numbers,
        neighbours,
        accounts,
        uploads,
        strangers,
        acquaintances,
        trail.first(),
        trail.names(),
        trail.events(),
        numbersTold,
        strangersTold);
  }

  /**
   * Notes a look-up.
   *
   * @param distance how close a phone number must be to one of the last few to be in a run
   */
  void lookedUp(ApiCall call, int distance) {
    long at = call.at();
    int marks = call.answered() && call.records() > 0 ? HIT : 0;
    if (numbers.size() >= WORTH_NAMING) {
      marks |= inRun(PhoneNumber.of(call.target()), distance, at);
      trail.event(call.eventId(), at);
    }
    numbers.add(Hashes.of(call.target()), at, marks);
    trail.touch(at);
  }

  private int inRun(long number, int distance, long at) {
    if (number == PhoneNumber.NONE) {
      return 0;
    }
    boolean near = neighbours.isNear(number, distance, at);
    neighbours.add(number, at);
    return near ? IN_RUN : 0;
  }

  /** Notes on whose behalf an app looks up. */
  void behalfOf(String account, long at) {
    accounts.add(Hashes.of(account), at, 0);
  }

  void uploaded(ApiCall call) {
    uploads.add(call.at());
    trail.touch(call.at());
  }

  void stranger(DmActivity shown) {
    long at = shown.at();
    int times = strangers.add(Hashes.of(shown.peer()), at, 0);
    trail.touch(at);
    if (times == 1 && strangers.size() >= WORTH_NAMING) {
      trail.quote(shown.peer(), shown.eventId(), at);
    }
  }

  void acquaintance(long at) {
    acquaintances.set(acquaintances.get(at) + 1, at);
  }

  /** Whether it looked up so many numbers that counting them is worth it. */
  boolean hasLookedUp(long atLeast) {
    return numbers.size() >= Math.min(atLeast, FOLLOWED_NUMBERS / 2);
  }

  boolean hasBeenShown(long strangersAtLeast) {
    return strangers.size() >= Math.min(strangersAtLeast, FOLLOWED_STRANGERS / 2);
  }

  long numbers(long at) {
    return numbers.distinct(at);
  }

  long hits(long at) {
    return numbers.distinct(at, (times, marks) -> (marks & HIT) != 0);
  }

  long inRuns(long at) {
    return numbers.distinct(at, (times, marks) -> (marks & IN_RUN) != 0);
  }

  /** On behalf of how many accounts an app looked up; at least 1. */
  long accounts(long at) {
    return Math.max(1, accounts.distinct(at));
  }

  int uploads(long at) {
    return uploads.total(at);
  }

  long strangers(long at) {
    return strangers.distinct(at);
  }

  /** Suggestions with mutual contacts, since it was first remembered. */
  long acquaintances(long at) {
    return acquaintances.get(at);
  }
}
