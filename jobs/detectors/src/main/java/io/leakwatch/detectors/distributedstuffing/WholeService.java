package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.state.SeasonalBaseline.Usual;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import java.time.Duration;

/**
 * The sensor of the whole service: far more accounts fail than is usual at this hour, from many
 * addresses, while people get in as usual. All logins come by here, so it only counts, and checks
 * the counts once a minute.
 */
final class WholeService {

  static final String KNOWN_DEVICES = "share of known devices among those that fail";
  static final String SUCCESSES = "logins that succeed, of what is usual at this hour";
  static final String NOT_KNOWN = "not known";

  private static final double HALVES = 2;

  private final Duration window;
  private final Duration learning;
  private final int maxAttempts;
  private final int minAccountsShared;
  private final int minAccounts;
  private final int minAddresses;
  private final double growth;
  private final double maxKnownShare;
  private final double minSuccessShare;

  WholeService(Settings settings) {
    window = settings.get(Options.WINDOW);
    learning = settings.get(Options.SERVICE_LEARNING);
    maxAttempts = settings.get(Options.MAX_ATTEMPTS_PER_ADDRESS);
    minAccountsShared = settings.get(Options.MIN_ACCOUNTS);
    minAccounts = settings.get(Options.SERVICE_MIN_ACCOUNTS);
    minAddresses = settings.get(Options.SERVICE_MIN_ADDRESSES);
    growth = settings.get(Options.SERVICE_GROWTH);
    maxKnownShare = settings.get(Options.SERVICE_MAX_KNOWN_SHARE);
    minSuccessShare = settings.get(Options.SERVICE_MIN_SUCCESS_SHARE);
  }

  void cameIn(Entity service, Login login, Attempts state, Signals out) {
    ServiceLevel level = state.level;
    level.cameIn(login);
    if (login.loggedIn()) {
      state.accounts.mark(Hashes.of(login.account()), login.at(), Attempts.SUCCEEDED);
      state.addresses.mark(Hashes.of(login.address()), login.at(), Attempts.SUCCEEDED);
      level.successes.add(login.at());
      level.usualSuccesses.add(1, login.at());
    }
  }

  void failed(Entity service, Login login, Attempts state, Signals out) {
    long at = login.at();
    ServiceLevel level = state.level;
    int times = state.addresses.add(Hashes.of(login.address()), at, 0);
    // A loud address raises an alert of its own. Here its many accounts must not look like many
    // addresses.
    if (times > maxAttempts) {
      return;
    }
    state.accounts.add(Hashes.of(login.account()), at, level.marks(login));
    state.attempts.add(at);
    if (level.raised.isWithin(at)) {
      state.name(login);
      state.goesOn(login);
    }
    if (!level.looked.isWithin(at)) {
      level.looked.set(at);
      look(service, at, state, out);
    }
  }

  private void look(Entity service, long at, Attempts state, Signals out) {
    ServiceLevel level = state.level;
    ServiceLevel.Picture picture = ServiceLevel.picture(state.accounts, minAccountsShared, at);
    long accounts = picture.accounts();
    level.usualFailing.reaches(accounts, at);
    double usual = level.usualFailing.usual(at).value();
    double wanted = Math.max(minAccounts, growth * usual);
    if (2 * accounts <= usual + wanted) {
      level.calm.set(at);
      return;
    }
    level.raised.set(at);
    long threshold = (long) Math.ceil(wanted);
    if (level.usualFailing.hoursLearnt(at) < learning.toHours()
        || !state.told.isReached(accounts, threshold, at)) {
      return;
    }
    long addresses = state.failingAddresses(at);
    Usual successes = level.usualSuccesses.usual(at);
    double successShare = level.successes.total(at) / Math.max(1, successes.value() / HALVES);
    if (addresses >= minAddresses
        && picture.knowsAtMost(maxKnownShare)
        && successShare >= minSuccessShare) {
      state.told.set(accounts, at);
      state.noticed(since(at, state), at);
      out.emit(
          surge(service, at, accounts, threshold, usual, addresses, picture, successShare, state));
    }
  }

  private Signal surge(
      Entity service,
      long at,
      long accounts,
      long threshold,
      double usual,
      long addresses,
      ServiceLevel.Picture picture,
      double successShare,
      Attempts state) {
    String within = " within " + Figures.of(window);
    return signal(service, at, state)
        .confidence(confidence(accounts, threshold))
        .because(
            Condition.atLeast(
                    "accounts that fail in the whole service" + within,
                    accounts,
                    threshold,
                    "accounts")
                .setBy(
                    threshold == minAccounts
                        ? Options.SERVICE_MIN_ACCOUNTS
                        : Options.SERVICE_GROWTH),
            Condition.atLeast(
                    "times the accounts that usually fail at this hour",
                    accounts / Math.max(1, usual),
                    growth,
                    "")
                .setBy(Options.SERVICE_GROWTH),
            // Where little was learnt, the first minutes of the attack are part of it.
            Condition.figure(
                "accounts taken for usual at this hour", Math.round(usual), "accounts"),
            Condition.atLeast(
                    "hours in which that was learnt",
                    state.level.usualFailing.hoursLearnt(at),
                    learning.toHours(),
                    "hours")
                .setBy(Options.SERVICE_LEARNING),
            Condition.atLeast(
                    "addresses from which nobody got in" + within,
                    addresses,
                    minAddresses,
                    "addresses")
                .setBy(Options.SERVICE_MIN_ADDRESSES),
            known(picture).setBy(Options.SERVICE_MAX_KNOWN_SHARE),
            Condition.atLeast(SUCCESSES, successShare, minSuccessShare, "")
                .setBy(Options.SERVICE_MIN_SUCCESS_SHARE))
        .build();
  }

  private Condition known(ServiceLevel.Picture picture) {
    return Double.isNaN(picture.knownShare())
        ? Condition.fact(KNOWN_DEVICES, NOT_KNOWN, "<= " + Figures.of(maxKnownShare))
        : Condition.atMost(KNOWN_DEVICES, picture.knownShare(), maxKnownShare, "");
  }

  /** What all signals of a surge say, reports of what went on included. */
  SignalBuilder signal(Entity service, long at, Attempts state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(DistributedStuffing.TYPE.id(), DistributedStuffing.SURGE, service)
        .at(at)
        .since(since(at, state))
        .because(Condition.figure("failed attempts in all", inAll.events(), "attempts"))
        .events(state.trail.events(at))
        .accounts(state.trail.names(at), inAll.accounts())
        .amounting(inAll);
  }

  private long since(long at, Attempts state) {
    return at - Math.min(state.level.calm.since(at), window.toMillis());
  }

  /** Never as sure as for a shared fingerprint: innocent accounts are among those counted. */
  private static int confidence(long accounts, long threshold) {
    return Confidence.of(50).perDoubling(15, accounts, threshold).atMost(80);
  }
}
