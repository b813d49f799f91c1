package io.leakwatch.detectors.credentialstuffing;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.List;

/** What is remembered of the login attempts from one address. */
final class Attempts extends SensorState {

  private static final int FAILED = 1;
  private static final int SUCCEEDED = 2;
  private static final int PANES = 12;
  private static final int FOLLOWED_ACCOUNTS = 512;
  private static final int FAMILIAR_ACCOUNTS = 256;

  /** Names and events are kept only from here on: most addresses never get so far. */
  private static final int WORTH_NAMING = 4;

  final DistinctWithin accounts;
  final SlidingCount attempts;
  final EvidenceTrail trail;
  final Moment stuffingAt;
  final DistinctWithin familiar;
  final RecentTexts opened;
  final Story story;
  private final Whole stuffingSize;
  private final long windowMillis;

  Attempts(Duration window, Duration openedWithin, Duration familiarFor, Duration staysOpen) {
    windowMillis = window.toMillis();
    accounts = new DistinctWithin(window, PANES, FOLLOWED_ACCOUNTS);
    attempts = new SlidingCount(window, PANES);
    trail = new EvidenceTrail(window);
    stuffingAt = new Moment(openedWithin);
    stuffingSize = new Whole(openedWithin);
    opened = new RecentTexts(Signal.MOST_ACCOUNTS, openedWithin);
    familiar = new DistinctWithin(familiarFor, PANES, FAMILIAR_ACCOUNTS);
    story = new Story(staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        accounts,
        attempts,
        trail.first(),
        trail.names(),
        trail.events(),
        stuffingAt,
        stuffingSize,
        familiar,
        opened,
        story);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * @param threshold so many failing accounts are noticed; while half as many fail, it goes on
   */
  void failed(long account, Login login, int threshold) {
    accounts.add(account, login.at(), FAILED);
    attempts.add(login.at());
    trail.touch(login.at());
    if (accounts.distinct(login.at()) >= WORTH_NAMING) {
      trail.quote(login.account(), login.eventId(), login.at());
    }
    if (story.isOn(login.at()) && 2 * accounts.distinct(login.at()) >= threshold) {
      story.count(login);
      if ((accounts.marks(account, login.at()) & SUCCEEDED) == 0) {
        story.touch(login.account(), login.at());
      }
    }
  }

  void succeeded(long account, long at) {
    accounts.add(account, at, SUCCEEDED);
    familiar.add(account, at, 0);
  }

  boolean hadFailed(long account, long at) {
    return (accounts.marks(account, at) & FAILED) != 0;
  }

  long failing(long at) {
    return accounts.distinct(at, (times, marks) -> marks == FAILED);
  }

  long failingAtMost(int most, long at) {
    return accounts.distinct(at, (times, marks) -> marks == FAILED && times <= most);
  }

  long succeeding(long at) {
    return accounts.distinct(at, (times, marks) -> (marks & SUCCEEDED) != 0);
  }

  /**
   * How many failing accounts are worth an alert: the threshold at first; while an attack is fresh,
   * a quarter more than it had, so that the alert is updated as it grows and not at every attempt.
   */
  long nextThreshold(long at, long threshold) {
    return stuffingAt.since(at) < windowMillis ? stuffingSize.get(at) * 5 / 4 + 1 : threshold;
  }

  void noticed(Login login, long failing) {
    long at = login.at();
    stuffingAt.set(at);
    stuffingSize.set(failing, at);
    if (!story.isOn(at)) {
      story.begin(login, trail.since(at), attempts.total(at));
      story.touchAll(accounts, at, (times, marks) -> marks == FAILED);
    }
    story.reported(at);
  }
}
