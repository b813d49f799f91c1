package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import io.leakwatch.detection.state.LastFingerprint;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of the logins that failed, with one fingerprint or in the whole service: which
 * accounts, from which addresses. The rest is empty for a fingerprint.
 */
final class Attempts extends SensorState {

  static final int SUCCEEDED = 1;

  private static final int PANES = 12;
  private static final int FOLLOWED = 1024;
  private static final int FOLLOWED_SUCCESSES = 64;
  private static final int MOST_OPENED = 20;

  /** Names and events are kept only from here on: most fingerprints never get so far. */
  private static final int WORTH_NAMING = 6;

  final DistinctWithin accounts;
  final DistinctWithin addresses;
  final DistinctWithin succeeded;
  final EvidenceTrail trail;
  final RecentTexts opened;
  final Milestone told;
  final ServiceLevel level;
  final SlidingCount attempts;
  final Origins origins;
  final Story story;

  /** Of a site: which fingerprint may have an alert of its own. */
  final LastFingerprint asked;

  Attempts(Duration window, Duration openedWithin, Duration staysOpen) {
    accounts = new DistinctWithin(window, PANES, FOLLOWED);
    addresses = new DistinctWithin(window, PANES, FOLLOWED);
    succeeded = new DistinctWithin(window, PANES, FOLLOWED_SUCCESSES);
    trail = new EvidenceTrail(window);
    opened = new RecentTexts(MOST_OPENED, openedWithin);
    told = new Milestone(openedWithin);
    level = new ServiceLevel();
    attempts = new SlidingCount(window, PANES);
    origins = new Origins(window);
    story = new Story(staysOpen);
    asked = new LastFingerprint(staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    List<StatePart> parts =
        new ArrayList<>(
            List.of(
                accounts,
                addresses,
                succeeded,
                trail.names(),
                trail.events(),
                opened,
                told,
                trail.first()));
    parts.addAll(level.parts());
    parts.addAll(List.of(attempts, origins, story, asked));
    return parts;
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * An attempt with a fingerprint failed.
   *
   * @param threshold so many failing accounts are noticed; while half as many fail, it goes on
   */
  void failed(Login login, int threshold) {
    long at = login.at();
    accounts.add(Hashes.of(login.account()), at, 0);
    addresses.add(Hashes.of(login.address()), at, 0);
    attempts.add(at);
    trail.touch(at);
    if (accounts.size() >= WORTH_NAMING) {
      name(login);
    }
    if (story.isOn(at) && 2 * accounts.distinct(at) >= threshold) {
      goesOn(login);
    }
  }

  /** An alert will name the account, and where the attempt came from. */
  void name(Login login) {
    trail.quote(login.account(), login.eventId(), login.at());
    origins.add(login);
  }

  /** What was noticed goes on. */
  void goesOn(Login login) {
    story.count(login);
    if ((accounts.marks(Hashes.of(login.account()), login.at()) & SUCCEEDED) == 0) {
      story.touch(login.account(), login.at());
    }
  }

  /** It is noticed, or has grown. */
  void noticed(long since, long at) {
    if (!story.isOn(at)) {
      story.begin(at, since, attempts.total(at), origins.list(at));
      story.cameFromAll(addresses, at, Attempts::isInVain);
      story.touchAll(accounts, at, Attempts::isInVain);
    }
    story.reported(at);
  }

  private static boolean isInVain(int times, int marks) {
    return (marks & SUCCEEDED) == 0;
  }

  void loggedIn(Login login) {
    long account = Hashes.of(login.account());
    accounts.mark(account, login.at(), SUCCEEDED);
    addresses.mark(Hashes.of(login.address()), login.at(), SUCCEEDED);
    succeeded.add(account, login.at(), 0);
  }

  /** Accounts that nobody got into since they failed. */
  long failingAccounts(long at) {
    return accounts.distinct(at, Attempts::isInVain);
  }

  /** Addresses from which nobody got in since they failed. */
  long failingAddresses(long at) {
    return addresses.distinct(at, Attempts::isInVain);
  }

  /** Those of them that made no more than so many attempts. */
  long failingAddresses(int mostAttempts, long at) {
    return addresses.distinct(
        at, (times, marks) -> isInVain(times, marks) && times <= mostAttempts);
  }

  /** Somebody gets in from an address that has failed, but not with this account. */
  boolean isCatch(Login login) {
    return addresses.seen(Hashes.of(login.address()), login.at()) == Seen.YES
        && accounts.seen(Hashes.of(login.account()), login.at()) == Seen.NO
        && succeeded.seen(Hashes.of(login.account()), login.at()) != Seen.YES;
  }

  boolean hasFailures(long at) {
    return accounts.endsAt() > at;
  }
}
