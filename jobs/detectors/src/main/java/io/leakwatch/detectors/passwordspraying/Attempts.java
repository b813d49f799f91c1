package io.leakwatch.detectors.passwordspraying;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import io.leakwatch.detection.state.LastFingerprint;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.List;

/** What is remembered of the wrong passwords from one address, or from one fingerprint. */
final class Attempts extends SensorState {

  static final Duration HOUR = Duration.ofHours(1);

  /** An account that is tried in two of these was tried in two rounds. */
  private static final Duration ROUND = Duration.ofMinutes(30);

  /** Attempts this long after the ones before belong to another attack. */
  private static final Duration PAUSE = Duration.ofHours(6);

  private static final int PANES = 24;
  private static final int PANES_IN_HOUR = 6;
  private static final int FOLLOWED_ACCOUNTS = 256;
  private static final int FOLLOWED_IN_HOUR = 64;
  private static final int FOLLOWED_ADDRESSES = 128;
  private static final int FOLLOWED_NEIGHBOURS = 64;

  /** Names and events are kept only from here on: most addresses never get so far. */
  private static final int WORTH_NAMING = 4;

  /**
   * Of an account's eight marks, seven say in which half-hours it was tried. After seven half-hours
   * they begin again, so only rounds that are exactly three and a half hours apart look like one.
   */
  private static final int ROUND_MARKS = 7;

  private static final int SUCCEEDED = 1 << ROUND_MARKS;

  final DistinctWithin accounts;
  final EvidenceTrail trail;
  final Milestone told;
  final SlidingCount attempts;
  private final DistinctWithin lately;
  private final DistinctWithin addresses;
  private final DistinctWithin neighbours;
  final Moment factAt;
  final Origins origins;
  final Story story;

  /** That of a slow attack from one address, which may have an alert of its own. */
  final LastFingerprint asked;

  private final Moment fast;

  Attempts(Duration window, Duration staysOpen) {
    accounts = new DistinctWithin(window, PANES, FOLLOWED_ACCOUNTS);
    lately = new DistinctWithin(HOUR, PANES_IN_HOUR, FOLLOWED_IN_HOUR);
    addresses = new DistinctWithin(window, PANES, FOLLOWED_ADDRESSES);
    neighbours = new DistinctWithin(window, PANES, FOLLOWED_NEIGHBOURS);
    attempts = new SlidingCount(window, PANES);
    trail = new EvidenceTrail(window, PAUSE);
    told = new Milestone(window);
    factAt = new Moment(HOUR);
    fast = new Moment(window);
    origins = new Origins(window);
    story = new Story(staysOpen);
    asked = new LastFingerprint(staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        accounts,
        lately,
        addresses,
        neighbours,
        attempts,
        trail.names(),
        trail.events(),
        told,
        factAt,
        fast,
        trail.first(),
        origins,
        story,
        asked);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * Somebody tried an account and failed.
   *
   * @param ofMany whether more than one address may be behind this entity
   * @param fastAccounts so many accounts within an hour are no longer slow
   * @param threshold so many failing accounts are noticed; while half as many fail, it goes on
   */
  void failed(Login login, boolean ofMany, int fastAccounts, int threshold) {
    long at = login.at();
    long account = Hashes.of(login.account());
    accounts.add(account, at, 1 << roundOf(at));
    attempts.add(at);
    trail.touch(at);
    if (ofMany) {
      addresses.add(Hashes.of(login.address()), at, 0);
    }
    lately.add(account, at, 0);
    if (lately.size() >= fastAccounts && lately.distinct(at) >= fastAccounts) {
      fast.set(at);
    }
    if (accounts.size() >= WORTH_NAMING) {
      trail.quote(login.account(), login.eventId(), at);
      if (ofMany) {
        origins.add(login);
      }
    }
    if (story.isOn(at) && 2 * accounts.distinct(at) >= threshold) {
      story.count(login);
      if ((accounts.marks(account, at) & SUCCEEDED) == 0) {
        story.touch(login.account(), at);
      }
    }
  }

  /** It is noticed, or has grown. */
  void noticed(Login by, boolean ofMany) {
    long at = by.at();
    if (!story.isOn(at)) {
      if (ofMany) {
        story.begin(at, trail.since(at), attempts.total(at), origins.list(at));
        story.cameFromAll(addresses, at, (times, marks) -> true);
      } else {
        story.begin(by, trail.since(at), attempts.total(at));
      }
      story.touchAll(accounts, at, Attempts::isInVain);
    }
    story.reported(at);
  }

  private static boolean isInVain(int times, int marks) {
    return (marks & SUCCEEDED) == 0;
  }

  private static int roundOf(long at) {
    return (int) Math.floorMod(Math.floorDiv(at, ROUND.toMillis()), (long) ROUND_MARKS);
  }

  void cameIn(Login login) {
    long account = Hashes.of(login.account());
    accounts.mark(account, login.at(), SUCCEEDED);
    neighbours.add(account, login.at(), 0);
  }

  /** Accounts of which every attempt failed. */
  long failing(long at) {
    return accounts.distinct(at, Attempts::isInVain);
  }

  /** Those of them that were tried in at least so many rounds. */
  long failingInRounds(int rounds, long at) {
    return accounts.distinct(
        at, (times, marks) -> isInVain(times, marks) && Integer.bitCount(marks) >= rounds);
  }

  /** Accounts that got in. */
  long succeeding(long at) {
    return neighbours.distinct(at);
  }

  /** The accounts came too fast, in some hour of the window, to be called slow. */
  boolean wasFast(long at) {
    return fast.isWithin(at);
  }

  /** No more than half of the accounts that fail were tried in the last hour. */
  boolean isSpreadOut(long failing, long at) {
    return 2 * lately.distinct(at) <= failing;
  }

  long addresses(long at) {
    return addresses.distinct(at);
  }

  /** Two attempts or more for each address: somebody's, and not infected routers' one each. */
  boolean addressesReturn(long at) {
    return attempts.total(at) >= 2 * addresses.distinct(at);
  }

  /** Addresses that made so many attempts or more. */
  long busyAddresses(int attempts, long at) {
    return addresses.distinct(at, (times, marks) -> times >= attempts);
  }

  /** The account was tried here and failed, or nobody at all got in here before. */
  boolean isCatch(Login login) {
    long account = Hashes.of(login.account());
    boolean tried = accounts.seen(account, login.at()) == Seen.YES;
    boolean belongs = neighbours.seen(account, login.at()) == Seen.YES;
    return (tried && !belongs) || succeeding(login.at()) == 0;
  }

  /** Whether any failure is remembered; successful logins alone do not matter. */
  boolean hasFailures(long at) {
    return accounts.endsAt() > at;
  }
}
