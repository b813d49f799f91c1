package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.BreakIn;
import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/**
 * The sensor of what many addresses share: a fingerprint, or the site that they are part of. Hardly
 * anybody gets in with it, or from there.
 */
final class Shared {

  /** Fact about a fingerprint: it has an alert of its own, so a site that used it raises none. */
  static final String STUFFING_TOLD = "stuffing-told";

  private static final double MIN_QUIET_SHARE = 0.8;

  private final BreakIn breakIn;
  private final Duration window;
  private final int minAddresses;
  private final int minAccounts;
  private final int halfKnownFactor;
  private final int maxAttempts;
  private final double minFailingShare;

  Shared(Settings settings, BreakIn breakIn) {
    this.breakIn = breakIn;
    window = settings.get(Options.WINDOW);
    minAddresses = settings.get(Options.MIN_ADDRESSES);
    minAccounts = settings.get(Options.MIN_ACCOUNTS);
    halfKnownFactor = settings.get(Options.HALF_KNOWN_FACTOR);
    maxAttempts = settings.get(Options.MAX_ATTEMPTS_PER_ADDRESS);
    minFailingShare = settings.get(Options.MIN_FAILING_SHARE);
  }

  void failed(Entity shared, Login login, Attempts state, Signals out) {
    Fewest fewest = fewest(shared, login);
    state.failed(login, fewest.accounts());
    long at = login.at();
    if (state.addresses.size() < fewest.addresses()
        || !state.told.isReached(state.accounts.distinct(at), fewest.accounts(), at)) {
      return;
    }
    long accounts = state.failingAccounts(at);
    long addresses = state.failingAddresses(at);
    long quiet = state.failingAddresses(maxAttempts, at);
    long succeeded = state.succeeded.distinct(at);
    double failingShare = (double) accounts / Math.max(1, accounts + succeeded);
    double quietShare = (double) quiet / Math.max(1, addresses);
    if (state.told.isReached(accounts, fewest.accounts(), at)
        && addresses >= fewest.addresses()
        && quietShare >= MIN_QUIET_SHARE
        && failingShare >= minFailingShare) {
      state.told.set(accounts, at);
      state.noticed(state.trail.since(at), at);
      Entity program = Entity.of(SubjectType.FINGERPRINT, login);
      state.asked.set(shared.isSite() ? program : null, at);
      out.emit(
          stuffing(shared, at, fewest, accounts, addresses, quietShare, failingShare, state)
              .asking(state.asked.get()));
      if (!shared.isSite()) {
        out.emit(Signal.fact(DistributedStuffing.TYPE.id(), STUFFING_TOLD, shared, at));
      }
    }
  }

  /** How many must fail at least. */
  private record Fewest(int accounts, int addresses) {}

  /** Many innocents have a fingerprint of which only a half is known. */
  private Fewest fewest(Entity shared, Login login) {
    int factor = shared.isSite() || login.hasWholeFingerprint() ? 1 : halfKnownFactor;
    return new Fewest(factor * minAccounts, factor * minAddresses);
  }

  private Signal stuffing(
      Entity shared,
      long at,
      Fewest fewest,
      long accounts,
      long addresses,
      double quietShare,
      double failingShare,
      Attempts state) {
    String within = " within " + Figures.of(window);
    String there = StuffingWords.there(shared);
    return signal(shared, at, state)
        .confidence(confidence(fewest, accounts, addresses, failingShare))
        .because(
            Condition.atLeast(
                    "accounts that fail " + there + within, accounts, fewest.accounts(), "accounts")
                .setBy(Options.MIN_ACCOUNTS),
            Condition.atLeast(
                    "addresses from which nobody got in" + within,
                    addresses,
                    fewest.addresses(),
                    "addresses")
                .setBy(Options.MIN_ADDRESSES),
            Condition.atLeast(
                    "share of them with at most " + Figures.counted(maxAttempts, "attempt"),
                    quietShare,
                    MIN_QUIET_SHARE,
                    "")
                .setBy(Options.MAX_ATTEMPTS_PER_ADDRESS),
            Condition.atLeast(
                    "share of failing among all accounts " + there,
                    failingShare,
                    minFailingShare,
                    "")
                .setBy(Options.MIN_FAILING_SHARE))
        .because(common(shared))
        .build();
  }

  private static List<Condition> common(Entity shared) {
    return shared.isSite()
        ? List.of()
        : List.of(
            Condition.fact(
                "user agent that the attempts share", Named.described(shared.id()), "any"));
  }

  /** What all signals of an attack say, reports of what went on included. */
  SignalBuilder signal(Entity shared, long at, Attempts state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(DistributedStuffing.TYPE.id(), DistributedStuffing.STUFFING, shared)
        .at(at)
        .because(
            Condition.figure("accounts that failed in all", inAll.accounts(), "accounts"),
            Condition.figure("failed attempts in all", inAll.events(), "attempts"))
        .quoting(state.trail, inAll.accounts())
        .amounting(inAll)
        .note(state.told.told(at) > 0 ? StuffingWords.nobodyYet(shared) : "");
  }

  /** Surer with more accounts, with more addresses, and with fewer that get in. */
  private int confidence(Fewest fewest, long accounts, long addresses, double failingShare) {
    return Confidence.of(40 + 30 * failingShare)
        .perDoubling(5, accounts, fewest.accounts())
        .perDoubling(5, addresses, fewest.addresses())
        .atMost(97);
  }

  void cameIn(Entity shared, Login login, Attempts state, Signals out) {
    long at = login.at();
    if (!state.hasFailures(at) && state.told.told(at) == 0) {
      return;
    }
    if (state.told.told(at) > 0 && login.openedByPassword() && state.isCatch(login)) {
      state.opened.add(login.account(), at);
      out.emit(opened(shared, login, state));
      return; // it does not show that people get in with the fingerprint, or from there
    }
    state.loggedIn(login);
  }

  private Signal opened(Entity shared, Login login, Attempts state) {
    List<String> accounts = state.opened.list(login.at());
    Extent inAll = state.story.extent(login.at());
    String from = login.address() == null ? "an unknown address" : login.address();
    return breakIn
        .opened(DistributedStuffing.TYPE.id(), shared, login)
        .confidence(85)
        .because(
            Condition.fact(
                "account that got in",
                "%s, from %s, which had failed with others".formatted(login.account(), from),
                "an address that had failed with others only"),
            Condition.figure("accounts that failed in all", inAll.accounts(), "accounts"),
            Condition.figure("failed attempts in all", inAll.events(), "attempts"),
            Condition.figure("accounts opened in all", accounts.size(), "accounts"))
        // Its one address is where the way in came from.
        .amounting(inAll.from(List.of(), inAll.sourceCount()))
        .seenIn(login)
        .accounts(accounts)
        .note(from)
        .build();
  }
}
