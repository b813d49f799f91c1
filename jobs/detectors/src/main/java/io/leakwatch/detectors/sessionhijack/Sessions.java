package io.leakwatch.detectors.sessionhijack;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SessionUses;
import io.leakwatch.detection.state.SessionUses.Return;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.List;

/** What is remembered of the sessions of one account. */
final class Sessions extends SensorState {

  /** A phone, a laptop, a tablet, a browser at work, and as many to spare. */
  private static final int FOLLOWED_SESSIONS = 8;

  /** Numbers of operators have 32 bits; what stands for an unknown one lies above. */
  private static final long UNKNOWN_OPERATOR = 1L << 32;

  final RecentTexts events;
  private final SessionUses uses;

  Sessions(Duration within) {
    uses = new SessionUses(FOLLOWED_SESSIONS, within);
    events = new RecentTexts(Signal.MOST_EVENTS, within);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(uses, events);
  }

  /** See {@link SessionUses#use}. */
  Return use(Activity activity, long userAgent, long device) {
    return uses.use(
        Hashes.of(activity.session()), userAgent, device, network(activity), activity.at());
  }

  /** The operator or, where it is not known, the address. */
  private static long network(Activity activity) {
    return activity.network() != 0
        ? activity.network()
        : UNKNOWN_OPERATOR | (Hashes.of(activity.address()) & 0xFFFF_FFFFL);
  }

  /** For people: {@code AS64512}; of an unknown operator only that it is another one. */
  static String name(long network) {
    return network >= UNKNOWN_OPERATOR ? "an operator not known" : "AS" + network;
  }
}
