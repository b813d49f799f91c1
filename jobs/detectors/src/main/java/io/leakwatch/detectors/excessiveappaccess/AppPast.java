package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import io.leakwatch.detection.state.SeasonalBaseline;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of one app of somebody else's. Hours are those of the clock, in UTC. */
final class AppPast extends SensorState {

  /** How long an app that does nothing is known, and a user that does not use it. */
  static final Duration LIFE = Duration.ofDays(35);

  static final Duration LATELY = Duration.ofHours(6);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final long HOUR_MS = HOUR.toMillis();
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final int FOLLOWED_ACCOUNTS = 512;
  private static final int FOLLOWED_USERS = 256;
  private static final int DAYS = 35;
  private static final int HOURS_LATELY = 6;

  /** Hours of up to so many accounts are learnt as they are: a handful may be twice that. */
  private static final int NOISE = 8;

  /** From so many accounts of a new class on it is asked for in earnest. */
  private static final int IN_EARNEST = 5;

  /** Marks of a user: since the beginning, or the day it came, going round. */
  private static final int FROM_THE_BEGINNING = 1;

  private static final int FIRST_DAY = 2;
  private static final int DAYS_AROUND = 254;

  /** Marks of a user in this hour. */
  private static final int REGULAR = 1;

  private static final int NEWCOMER = 2;

  /** Mark of what was read and is no account. */
  private static final int OBJECT = 1;

  final SeasonalBaseline usual = new SeasonalBaseline(LIFE, NOISE);
  final Habit habit = new Habit(LIFE, NOISE);
  final Asked asked = new Asked(LIFE);
  final NewClass newClass = new NewClass(LATELY);
  final Noticed noticed;
  private final DistinctWithin accounts = new DistinctWithin(HOUR, 1, FOLLOWED_ACCOUNTS);
  private final DistinctWithin users = new DistinctWithin(HOUR, 1, FOLLOWED_USERS);
  private final DistinctWithin usersLately =
      new DistinctWithin(LATELY, HOURS_LATELY, FOLLOWED_USERS);
  private final DistinctWithin known = new DistinctWithin(LIFE, DAYS, FOLLOWED_ACCOUNTS);
  private final Whole toldHour = new Whole(HOUR.multipliedBy(2));
  private final Whole toldSize = new Whole(HOUR.multipliedBy(2));
  private final long learningHours;

  /**
   * @param learning how long an app is learnt as it is
   * @param staysOpen how long an alert stays open
   */
  AppPast(Duration learning, Duration staysOpen) {
    this.learningHours = learning.toHours();
    this.noticed = new Noticed(staysOpen);
  }

  @Override
  public long dueAt() {
    return noticed.story.dueAt();
  }

  @Override
  protected List<StatePart> parts() {
    List<StatePart> parts =
        new ArrayList<>(
            List.of(usual, habit, asked, accounts, users, usersLately, known, toldHour, toldSize));
    parts.addAll(newClass.parts());
    parts.addAll(noticed.parts());
    return parts;
  }

  /**
   * Notes a call.
   *
   * @return whether the account was not read before in this hour
   */
  boolean read(ApiCall call) {
    long at = call.at();
    noticed.read(call);
    if (call.account() != null) {
      user(Hashes.of(call.account()), at);
    }
    int isObject = Noticed.account(call) == null ? OBJECT : 0;
    boolean another = accounts.add(Hashes.of(Noticed.owner(call)), at, isObject) == 1;
    if (another) {
      long now = accounts.distinct(at);
      usual.reaches(now, at);
      habit.reaches(now, users.distinct(at), at);
    }
    return another;
  }

  private void user(long user, long at) {
    Seen before = known.seen(user, at);
    int mark =
        before == Seen.YES ? known.marks(user, at) : isLearning(at) ? FROM_THE_BEGINNING : day(at);
    known.add(user, at, before == Seen.YES ? 0 : mark);
    int sort = before == Seen.UNKNOWN ? 0 : isNewcomer(mark, at) ? NEWCOMER : REGULAR;
    users.add(user, at, sort);
    usersLately.add(user, at, 0);
  }

  /** Whether the app is not known for long enough yet: whatever it does counts as its past. */
  boolean isLearning(long at) {
    return usual.hoursLearnt(at) < learningHours;
  }

  private static int day(long at) {
    return FIRST_DAY + (int) Math.floorMod(Math.floorDiv(at, DAY_MS), (long) DAYS_AROUND);
  }

  private static boolean isNewcomer(int mark, long at) {
    return mark >= FIRST_DAY && Math.floorMod(day(at) - mark, DAYS_AROUND) < DAYS;
  }

  /** It reads so much that it may be worth an alert. */
  void rises(ApiCall call) {
    noticed.rises(call, accounts, AppPast::isAccount);
  }

  private static boolean isAccount(int times, int marks) {
    return (marks & OBJECT) == 0;
  }

  /** Accounts read in this hour. */
  long accounts(long at) {
    return accounts.distinct(at);
  }

  /** Cheap lower bound of {@link #accounts}. */
  int accountsFollowed() {
    return accounts.size();
  }

  /** Users on whose behalf it read in this hour, at least 1. */
  long users(long at) {
    return Math.max(1, users.distinct(at));
  }

  /** Those of them that came to the app in the last weeks, after it was known for a day. */
  double newcomers(long at) {
    long newcomers = users.distinct(at, (times, marks) -> (marks & NEWCOMER) != 0);
    long regulars = users.distinct(at, (times, marks) -> (marks & REGULAR) != 0);
    double share = newcomers + regulars == 0 ? 1 : (double) newcomers / (newcomers + regulars);
    return users(at) * share;
  }

  /** Whether there was no alert for this hour yet. */
  boolean isFirstInHour(long at) {
    return toldHour.get(at) != hourOf(at);
  }

  /** Whether it is worth an alert: the first time in an hour, and when it has doubled. */
  boolean isDue(long size, long at) {
    return isFirstInHour(at) || size >= 2 * toldSize.get(at);
  }

  /** An alert is raised or updated for so much in this hour. */
  void told(long size, long at) {
    toldHour.set(hourOf(at), at);
    toldSize.set(size, at);
    noticed.excess(at, accounts, AppPast::isAccount);
  }

  private static long hourOf(long at) {
    return Math.floorDiv(at, HOUR_MS);
  }

  /**
   * Notes classes of data that are new to the app.
   *
   * @return whether there were any
   */
  boolean readNewClass(ApiCall call) {
    long at = call.at();
    DataClasses held = call.dataClasses();
    if (!held.hasAny(Asked.SENSITIVE)) {
      return false;
    }
    if (isLearning(at)) {
      asked.belong(held, at);
      return false;
    }
    DataClasses unfamiliar = asked.unfamiliar(held, at);
    if (unfamiliar.isEmpty()) {
      return false;
    }
    newClass.read(call, unfamiliar);
    noticed.newClass(call);
    if (newClass.accounts(at) >= IN_EARNEST) {
      asked.inEarnest(unfamiliar, at);
    }
    return true;
  }

  /** Users on whose behalf it read anything in the last six hours. */
  long usersLately(long at) {
    return usersLately.distinct(at);
  }
}
