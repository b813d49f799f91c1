package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.Acquaintances;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.List;

/** From the first request made at an address: whose resets it asks for, and who gets in there. */
final class AddressTrail {

  static final Duration SLOW_WINDOW = Duration.ofHours(3);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int ASKED = 1;
  private static final int GOT_IN = 2;
  private static final int PANES = 10;
  private static final int SLOW_PANES = 36;
  private static final int FOLLOWED_ACCOUNTS = 512;
  private static final int DEVICES_AT_ADDRESS = 32;
  private static final Duration DEVICES_FOR = Duration.ofDays(7);
  private static final Duration OCCASION = Duration.ofHours(2);

  final EvidenceTrail floodTrail;
  final Milestone floodTold;
  final Moment deskToldAt;
  final Story story;
  private final SlidingCount requests;
  private final DistinctWithin accounts;
  private final DistinctWithin accountsSlow;
  private final Acquaintances devices;

  AddressTrail(Duration floodWindow, Duration staysOpen) {
    accounts = new DistinctWithin(floodWindow, PANES, FOLLOWED_ACCOUNTS);
    accountsSlow = new DistinctWithin(SLOW_WINDOW, SLOW_PANES, FOLLOWED_ACCOUNTS);
    floodTrail = new EvidenceTrail(SLOW_WINDOW, HOUR);
    floodTold = new Milestone(SLOW_WINDOW);
    deskToldAt = new Moment(HOUR);
    requests = new SlidingCount(SLOW_WINDOW, SLOW_PANES);
    story = new Story(staysOpen);
    devices = new Acquaintances(DEVICES_AT_ADDRESS, DEVICES_FOR, OCCASION);
  }

  List<StatePart> parts() {
    return List.of(
        accounts,
        accountsSlow,
        floodTrail.names(),
        floodTrail.events(),
        floodTrail.first(),
        floodTold,
        deskToldAt,
        devices,
        requests,
        story);
  }

  /**
   * Somebody asks here for the reset of an account.
   *
   * @param threshold so many accounts are noticed; while half as many are asked for, it goes on
   */
  void askedFor(Login request, int threshold) {
    long account = Hashes.of(request.account());
    accounts.add(account, request.at(), ASKED);
    accountsSlow.add(account, request.at(), ASKED);
    floodTrail.touch(request.at());
    floodTrail.quote(request.account(), request.eventId(), request.at());
    requests.add(request.at());
    if (story.isOn(request.at()) && 2 * askedOnly(true, request.at()) >= threshold) {
      story.count(request);
      if (isAskedOnly(1, accountsSlow.marks(account, request.at()))) {
        story.touch(request.account(), request.at());
      }
    }
  }

  /** It is noticed, or has grown. */
  void noticed(Login by) {
    long at = by.at();
    if (!story.isOn(at)) {
      story.begin(by, floodTrail.since(at), requests.total(at));
      story.touchAll(accountsSlow, at, AddressTrail::isAskedOnly);
    }
    story.reported(at);
  }

  private static boolean isAskedOnly(int times, int marks) {
    return marks == ASKED;
  }

  /** Somebody gets in here; worth knowing once anybody asked for a reset here. */
  void gotInHere(Login login) {
    long account = Hashes.of(login.account());
    accounts.add(account, login.at(), GOT_IN);
    accountsSlow.add(account, login.at(), GOT_IN);
    devices.add(Hashes.of(login.device()), login.at());
  }

  /** Whether it is asked on a device on which people get in here, such as a help desk's. */
  boolean isAtHomeHere(Login request) {
    return devices.isFamiliar(Hashes.of(request.device()), request.at());
  }

  /** Accounts whose reset was asked for here, and that did not get in here. */
  long askedOnly(boolean slow, long at) {
    return (slow ? accountsSlow : accounts).distinct(at, AddressTrail::isAskedOnly);
  }

  long gotInHere(boolean slow, long at) {
    return (slow ? accountsSlow : accounts).distinct(at, (times, marks) -> marks >= GOT_IN);
  }
}
