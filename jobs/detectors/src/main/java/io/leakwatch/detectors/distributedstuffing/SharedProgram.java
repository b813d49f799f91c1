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
import java.time.Duration;
import java.util.List;

/** The sensor of one fingerprint: many addresses have it, and hardly anybody gets in. */
final class SharedProgram {

  private static final double MIN_QUIET_SHARE = 0.8;

  private final BreakIn breakIn;
  private final Duration window;
  private final int minAddresses;
  private final int minAccounts;
  private final int maxAttempts;
  private final double minFailingShare;

  SharedProgram(Settings settings, BreakIn breakIn) {
    this.breakIn = breakIn;
    window = settings.get(Options.WINDOW);
    minAddresses = settings.get(Options.MIN_ADDRESSES);
    minAccounts = settings.get(Options.MIN_ACCOUNTS);
    maxAttempts = settings.get(Options.MAX_ATTEMPTS_PER_ADDRESS);
    minFailingShare = settings.get(Options.MIN_FAILING_SHARE);
  }

  void failed(Entity fingerprint, Login login, Attempts state, Signals out) {
    state.failed(login, minAccounts);
    long at = login.at();
    if (state.addresses.size() < minAddresses
        || !state.told.isReached(state.accounts.distinct(at), minAccounts, at)) {
      return;
    }
    long accounts = state.failingAccounts(at);
    long addresses = state.failingAddresses(at);
    long quiet = state.failingAddresses(maxAttempts, at);
    long succeeded = state.succeeded.distinct(at);
    double failingShare = (double) accounts / Math.max(1, accounts + succeeded);
    double quietShare = (double) quiet / Math.max(1, addresses);
    if (state.told.isReached(accounts, minAccounts, at)
        && addresses >= minAddresses
        && quietShare >= MIN_QUIET_SHARE
        && failingShare >= minFailingShare) {
      state.told.set(accounts, at);
      state.noticed(state.trail.since(at), at);
      out.emit(stuffing(fingerprint, at, accounts, addresses, quietShare, failingShare, state));
    }
  }

  private Signal stuffing(
      Entity fingerprint,
      long at,
      long accounts,
      long addresses,
      double quietShare,
      double failingShare,
      Attempts state) {
    String within = " within " + Figures.of(window);
    return signal(fingerprint, at, state)
        .confidence(confidence(accounts, addresses, failingShare))
        .because(
            Condition.atLeast(
                    "accounts that fail with this fingerprint" + within,
                    accounts,
                    minAccounts,
                    "accounts")
                .setBy(Options.MIN_ACCOUNTS),
            Condition.atLeast(
                    "addresses from which nobody got in" + within,
                    addresses,
                    minAddresses,
                    "addresses")
                .setBy(Options.MIN_ADDRESSES),
            Condition.atLeast(
                    "share of them with at most " + Figures.counted(maxAttempts, "attempt"),
                    quietShare,
                    MIN_QUIET_SHARE,
                    "")
                .setBy(Options.MAX_ATTEMPTS_PER_ADDRESS),
            Condition.atLeast(
                    "share of failing among all accounts with this fingerprint",
                    failingShare,
                    minFailingShare,
                    "")
                .setBy(Options.MIN_FAILING_SHARE),
            Condition.fact(
                "user agent that the attempts share", Named.described(fingerprint.id()), "any"))
        .build();
  }

  /** What all signals of an attack say, reports of what went on included. */
  SignalBuilder signal(Entity fingerprint, long at, Attempts state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(DistributedStuffing.TYPE.id(), DistributedStuffing.STUFFING, fingerprint)
        .at(at)
        .because(
            Condition.figure("accounts that failed in all", inAll.accounts(), "accounts"),
            Condition.figure("failed attempts in all", inAll.events(), "attempts"))
        .quoting(state.trail, inAll.accounts())
        .amounting(inAll)
        .note(state.told.told(at) > 0 ? StuffingWords.NOBODY_YET : "");
  }

  /** Surer with more accounts, with more addresses, and with fewer that get in. */
  private int confidence(long accounts, long addresses, double failingShare) {
    return Confidence.of(40 + 30 * failingShare)
        .perDoubling(5, accounts, minAccounts)
        .perDoubling(5, addresses, minAddresses)
        .atMost(97);
  }

  void loggedIn(Entity fingerprint, Login login, Attempts state, Signals out) {
    long at = login.at();
    if (!state.hasFailures(at) && state.told.told(at) == 0) {
      return;
    }
    if (state.told.told(at) > 0 && login.openedByPassword() && state.isCatch(login)) {
      state.opened.add(login.account(), at);
      out.emit(opened(fingerprint, login, state));
      return; // it does not show that people get in with the fingerprint
    }
    state.loggedIn(login);
  }

  private Signal opened(Entity fingerprint, Login login, Attempts state) {
    List<String> accounts = state.opened.list(login.at());
    Extent inAll = state.story.extent(login.at());
    String from = login.address() == null ? "an unknown address" : login.address();
    return breakIn
        .opened(DistributedStuffing.TYPE.id(), fingerprint, login)
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
