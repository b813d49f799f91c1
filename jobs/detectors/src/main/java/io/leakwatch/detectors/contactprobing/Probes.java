package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.Activity;
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
import io.leakwatch.detection.story.Prelude;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
import java.time.Duration;
import java.util.List;

/**
 * What one account or app has looked up, uploaded and been shown. What was looked up is kept as
 * hashes, except the last few numbers, which only show whether the next one is close.
 */
final class Probes extends SensorState {

  private static final int HIT = 1;
  private static final int IN_RUN = 2;

  /** In a run, but among the first few, which prove nothing and are not judged by. */
  private static final int IN_RUN_EARLY = 4;

  static final int FIRST_FEW = 11;

  private static final int PANES = 12;
  private static final int FOLLOWED_NUMBERS = 512;
  private static final int FOLLOWED_STRANGERS = 256;
  private static final int FOLLOWED_ACCOUNTS = 64;
  private static final int NEIGHBOURS = 16;

  /** Names, events and addresses are kept only from here on: most never get so far. */
  private static final int WORTH_NAMING = 10;

  final EvidenceTrail trail;
  final Milestone numbersTold;
  final Milestone strangersTold;
  final Story story;
  final Tally numbersInAll;
  final Tally behalfInAll;
  final Prelude prelude;
  private final DistinctWithin numbers;
  private final RecentNumbers neighbours;
  private final DistinctWithin accounts;
  private final SlidingCount uploads;
  private final DistinctWithin strangers;
  private final Whole acquaintances;
  private final Whole gravest;
  private final int fewestNumbers;
  private final int fewestStrangers;

  /**
   * @param fewestNumbers so many looked up are noticed; while there are half as many, it goes on
   * @param fewestStrangers likewise of strangers that were suggested
   */
  Probes(Duration window, Duration staysOpen, int fewestNumbers, int fewestStrangers) {
    this.fewestNumbers = fewestNumbers;
    this.fewestStrangers = fewestStrangers;
    numbers = new DistinctWithin(window, PANES, FOLLOWED_NUMBERS);
    neighbours = new RecentNumbers(NEIGHBOURS, window);
    accounts = new DistinctWithin(window, PANES, FOLLOWED_ACCOUNTS);
    uploads = new SlidingCount(window, PANES);
    strangers = new DistinctWithin(window, PANES, FOLLOWED_STRANGERS);
    acquaintances = new Whole(window);
    trail = new EvidenceTrail(window);
    numbersTold = new Milestone(window);
    strangersTold = new Milestone(window);
    prelude = new Prelude(window, PANES);
    story = new Story(staysOpen);
    numbersInAll = new Tally(story, 1);
    behalfInAll = new Tally(story, 1);
    gravest = new Whole(staysOpen);
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
        strangersTold,
        prelude,
        story,
        numbersInAll,
        behalfInAll,
        gravest);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * Notes a look-up.
   *
   * @param distance how close a phone number must be to one of the last few to be in a run
   */
  void lookedUp(ApiCall call, int distance) {
    long at = call.at();
    boolean isHit = call.answered() && call.records() > 0;
    boolean isWorthNaming = numbers.size() >= WORTH_NAMING;
    int run = inRun(PhoneNumber.of(call.target()), distance, at);
    int marks = (isHit ? HIT : 0) | (numbers.size() < FIRST_FEW ? early(run) : run);
    numbers.add(Hashes.of(call.target()), at, marks);
    trail.touch(at);
    prelude.left(call);
    if (isWorthNaming) {
      trail.event(call.eventId(), at);
      prelude.name(call);
      prelude.behalf(call.account(), at);
    }
    if (story.isOn(at) && 2 * numbers.size() >= fewestNumbers) {
      story.count(call);
      story.touch(isHit ? call.target() : null, at);
      numbersInAll.addUnnamed(call.target(), at, marks);
      behalfInAll.addUnnamed(call.account(), at, 0);
    }
  }

  private static int early(int run) {
    return run == IN_RUN ? IN_RUN_EARLY : 0;
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
    if (2 * strangers.size() >= fewestStrangers) {
      prelude.name(call);
      story.countWithoutData(call); // what was uploaded did not leave
    }
  }

  void stranger(DmActivity shown) {
    long at = shown.at();
    int times = strangers.add(Hashes.of(shown.peer()), at, 0);
    trail.touch(at);
    if (strangers.size() >= WORTH_NAMING) {
      prelude.name(shown);
      if (times == 1) {
        trail.quote(shown.peer(), shown.eventId(), at);
      }
    }
    if (story.isOn(at) && 2 * strangers.size() >= fewestStrangers) {
      story.count(shown);
      story.touch(shown.peer(), at);
    }
  }

  void acquaintance(long at) {
    acquaintances.set(acquaintances.get(at) + 1, at);
  }

  /**
   * It was noticed.
   *
   * @return whether no graver sign was seen of what goes on: then this one says what it came to
   */
  boolean noticed(Activity by, Sign sign) {
    long at = by.at();
    if (!story.isOn(at)) {
      begin(by);
      gravest.set(0, at);
    }
    Sign before = gravest(at);
    if (before != null && before.severity.compareTo(sign.severity) > 0) {
      return false;
    }
    gravest.set(sign.number, at);
    story.reported(at);
    return true;
  }

  private void begin(Activity by) {
    long at = by.at();
    prelude.begin(story, by, trail.since(at), numbers.distinct(at) + strangers.distinct(at));
    story.touchAll(numbers, at, (times, marks) -> (marks & HIT) != 0);
    story.touchAll(strangers, at, (times, marks) -> true);
    numbersInAll.begin(numbers, at, (times, marks) -> true, List.of());
    behalfInAll.begin(accounts, at, (times, marks) -> true, List.of());
  }

  /** The gravest sign of what goes on, the latest of those; null where nothing does. */
  Sign gravest(long at) {
    return Sign.of(gravest.get(at));
  }

  long hitsInAll() {
    return numbersInAll.count((times, marks) -> (marks & HIT) != 0);
  }

  long inRunsInAll() {
    return numbersInAll.count((times, marks) -> (marks & (IN_RUN | IN_RUN_EARLY)) != 0);
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
