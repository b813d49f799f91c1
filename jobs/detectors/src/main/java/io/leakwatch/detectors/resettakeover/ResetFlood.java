package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import java.time.Duration;

/** One address asks for the resets of many accounts. */
final class ResetFlood {

  /** Facts about an address that explain a stranger's request there. */
  static final String DESK = "desk";

  static final String FLOODING = "flooding";

  private final Duration window;
  private final int minAccounts;
  private final int minAccountsSlow;
  private final double minShare;

  ResetFlood(Duration window, int minAccounts, int minAccountsSlow, double minShare) {
    this.window = window;
    this.minAccounts = minAccounts;
    this.minAccountsSlow = minAccountsSlow;
    this.minShare = minShare;
  }

  void observeRequest(Entity address, Login request, AddressTrail state, Signals out) {
    if (state.isAtHomeHere(request)) {
      desk(address, request.at(), state, out);
      return;
    }
    state.askedFor(request, Math.min(minAccounts, minAccountsSlow));
    boolean isFast = isFlood(false, request.at(), state);
    if (isFast || isFlood(true, request.at(), state)) {
      flood(address, request, !isFast, state, out);
    }
  }

  private static void desk(Entity address, long at, AddressTrail state, Signals out) {
    if (!state.deskToldAt.isWithin(at)) {
      state.deskToldAt.set(at);
      out.emit(Signal.fact(ResetTakeover.ID, DESK, address, at));
    }
  }

  private boolean isFlood(boolean slow, long at, AddressTrail state) {
    long asked = state.askedOnly(slow, at);
    return asked >= (slow ? minAccountsSlow : minAccounts)
        && share(asked, slow, at, state) >= minShare;
  }

  private static double share(long asked, boolean slow, long at, AddressTrail state) {
    return (double) asked / (asked + state.gotInHere(slow, at));
  }

  private void flood(Entity address, Login request, boolean slow, AddressTrail state, Signals out) {
    long at = request.at();
    long all = state.askedOnly(true, at);
    if (!state.floodTold.isReached(all, 1, at)) {
      return;
    }
    state.floodTold.set(all, at);
    state.noticed(request);
    out.emit(Signal.fact(ResetTakeover.ID, FLOODING, address, at));
    out.emit(floodSignal(address, at, slow, state));
  }

  private Signal floodSignal(Entity address, long at, boolean slow, AddressTrail state) {
    Duration within = slow ? AddressTrail.SLOW_WINDOW : window;
    long asked = state.askedOnly(slow, at);
    int threshold = slow ? minAccountsSlow : minAccounts;
    double share = share(asked, slow, at, state);
    return signal(address, at, state)
        .confidence(Confidence.of(45 + 20 * share).perDoubling(8, asked, threshold).atMost(95))
        .because(
            Condition.atLeast(
                    "accounts asked for, that did not get in here, within " + Figures.of(within),
                    asked,
                    threshold,
                    "accounts")
                .setBy(slow ? Options.MIN_ACCOUNTS_SLOW : Options.MIN_ACCOUNTS),
            Condition.atLeast("their share of all accounts at the address", share, minShare, "")
                .setBy(Options.MIN_ASKING_SHARE))
        .note(" None of these accounts had got in from there.")
        .build();
  }

  Signal report(Entity address, AddressTrail state, long at) {
    return signal(address, at, state).asReport().build();
  }

  /** What all signals of a flood say, reports of what went on included. */
  private static SignalBuilder signal(Entity address, long at, AddressTrail state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(ResetTakeover.ID, ResetTakeover.FLOOD, address)
        .at(at)
        .because(Condition.figure("requests in all", inAll.events(), "requests"))
        .quoting(state.floodTrail, inAll.accounts())
        .amounting(inAll);
  }
}
