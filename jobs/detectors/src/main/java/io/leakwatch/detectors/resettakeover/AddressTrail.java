package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.Acquaintances;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.StatePart;
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
  private final DistinctWithin accounts;
  private final DistinctWithin accountsSlow;
  private final Acquaintances devices;

  AddressTrail(Duration floodWindow) {
    accounts = new DistinctWithin(floodWindow, PANES, FOLLOWED_ACCOUNTS);
    accountsSlow = new DistinctWithin(SLOW_WINDOW, SLOW_PANES, FOLLOWED_ACCOUNTS);
    floodTrail = new EvidenceTrail(SLOW_WINDOW, HOUR);
    floodTold = new Milestone(SLOW_WINDOW);
    deskToldAt = new Moment(HOUR);
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
        devices);
  }

  void askedFor(Login request) {
    long account = Hashes.of(request.account());
    accounts.add(account, request.at(), ASKED);
    accountsSlow.add(account, request.at(), ASKED);
    floodTrail.touch(request.at());
    floodTrail.quote(request.account(), request.eventId(), request.at());
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
    return (slow ? accountsSlow : accounts).distinct(at, (times, marks) -> marks == ASKED);
  }

  long gotInHere(boolean slow, long at) {
    return (slow ? accountsSlow : accounts).distinct(at, (times, marks) -> marks >= GOT_IN);
  }
}
