package io.leakwatch.detectors.sessionhijack;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SessionUses;
import io.leakwatch.detection.state.SessionUses.Return;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Source;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What is remembered of the sessions of one account. */
final class Sessions extends SensorState {

  /** A phone, a laptop, a tablet, a browser at work, and as many to spare. */
  private static final int FOLLOWED_SESSIONS = 8;

  /** Numbers of operators have 32 bits; what stands for an unknown one lies above. */
  private static final long UNKNOWN_OPERATOR = 1L << 32;

  final RecentTexts events;
  private final SessionUses uses;

  /** Where sessions are used from, from the second client of one on. */
  private final Origins origins;

  Sessions(Duration within) {
    uses = new SessionUses(FOLLOWED_SESSIONS, within);
    origins = new Origins(within);
    events = new RecentTexts(Signal.MOST_EVENTS, within);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(uses, events, origins);
  }

  /** See {@link SessionUses#use}. */
  Return use(Activity activity, long userAgent, long device) {
    long session = Hashes.of(activity.session());
    long network = network(activity.network(), activity.address());
    Return back = uses.use(session, userAgent, device, network, activity.at());
    if (uses.isShared(session, activity.at())) {
      origins.add(activity);
    }
    return back;
  }

  /** Where both sides of a shared session were seen, as far as it is known. */
  List<Source> sides(Return back, long at) {
    return origins.list(at).stream()
        .filter(
            source -> {
              long network = network(source.network(), source.address());
              return network == back.network() || network == back.otherNetwork();
            })
        .toList();
  }

  /** The address from which the side on a network was seen last; null where that is not known. */
  private static String addressOn(long network, List<Source> sides) {
    return sides.stream()
        .filter(source -> network(source.network(), source.address()) == network)
        .max(Comparator.comparingLong(Source::lastSeenAt))
        .map(Source::address)
        .orElse(null);
  }

  /** The operator or, where it is not known, the address. */
  private static long network(int operator, String address) {
    return operator != 0 ? operator : UNKNOWN_OPERATOR | (Hashes.of(address) & 0xFFFF_FFFFL);
  }

  /** For people: {@code AS64512 (203.0.113.7)}; the address only where it is known. */
  static String side(long network, List<Source> sides) {
    String address = addressOn(network, sides);
    return address == null ? name(network) : name(network) + " (" + address + ")";
  }

  /** For people: {@code AS64512}; of an unknown operator only that it is another one. */
  static String name(long network) {
    return network >= UNKNOWN_OPERATOR ? "an operator not known" : "AS" + network;
  }
}
