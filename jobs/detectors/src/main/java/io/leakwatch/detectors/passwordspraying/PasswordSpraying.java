package io.leakwatch.detectors.passwordspraying;

import io.leakwatch.detection.BreakIn;
import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A few passwords, tried on many accounts with patience: slowly, or in rounds. */
public final class PasswordSpraying implements Detector<Attempts> {

  private static final int ROUNDS = 2;
  private static final double MOST_BUSY_ADDRESSES = 0.2;
  private static final int MANY_ADDRESSES = 8;
  private static final String SPRAYED = "sprayed";
  private static final String OPENED = "opened";

  /**
   * Fact about a fingerprint: it has an alert of its own, so slow spraying from one of its
   * addresses raises none.
   */
  private static final String TOLD_BY_FINGERPRINT = "told-by-fingerprint";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, PasswordSpraying::new);

  private final Settings settings;
  private final BreakIn breakIn;
  private final int minAccounts;
  private final int minAccountsSlow;
  private final int fastAccounts;

  private PasswordSpraying(Settings settings) {
    this.settings = settings;
    this.breakIn = new BreakIn(SPRAYED, OPENED, settings.get(Options.OPENED_WITHIN));
    this.minAccounts = settings.get(Options.MIN_ACCOUNTS);
    this.minAccountsSlow = settings.get(Options.MIN_ACCOUNTS_SLOW);
    this.fastAccounts = settings.get(Options.FAST_ACCOUNTS);
  }

  // Sensor

  @Override
  public List<Watch<?, Attempts>> watches() {
    return List.of(
        Watch.of(SubjectType.ADDRESS, Login.class, Login::guessed, this::failed),
        Watch.of(SubjectType.FINGERPRINT, Login.class, Login::guessed, this::failed),
        Watch.onlyIfRemembered(SubjectType.ADDRESS, Login.class, Login::cameIn, this::cameIn),
        Watch.onlyIfRemembered(
            SubjectType.FINGERPRINT, Login.class, Login::loggedIn, this::cameIn));
  }

  private void failed(Entity entity, Login login, Attempts state, Signals out) {
    boolean isFingerprint = entity.type() == SubjectType.FINGERPRINT;
    state.failed(login, isFingerprint, fastAccounts, Math.min(minAccounts, minAccountsSlow));
    long at = login.at();
    if (state.accounts.size() < Math.min(minAccounts, minAccountsSlow)
        || !state.told.isReached(state.attempts.total(at), 1, at)) {
      return;
    }
    long failing = state.failing(at);
    double failingShare = (double) failing / Math.max(1, failing + state.succeeding(at));
    if (failingShare < settings.get(Options.MIN_FAILING_SHARE)) {
      return;
    }
    if (isFingerprint && state.wasFast(at) && state.addresses(at) >= MANY_ADDRESSES) {
      tellFact(entity, at, state, out);
    }
    long inRounds = state.failingInRounds(ROUNDS, at);
    boolean isRounds =
        inRounds >= minAccounts && inRounds >= settings.get(Options.MIN_ROUNDS_SHARE) * failing;
    boolean isSlow =
        failing >= minAccountsSlow
            && !state.wasFast(at)
            && state.isSpreadOut(failing, at)
            && (!isFingerprint || state.addressesReturn(at));
    if ((isRounds || isSlow) && (!isFingerprint || isShared(state, at))) {
      state.told.set(state.attempts.total(at), at);
      state.noticed(login, isFingerprint);
      state.asked.set(
          isFingerprint || isRounds ? null : Entity.of(SubjectType.FINGERPRINT, login), at);
      Signal sprayed = sprayed(entity, at, isRounds, inRounds, failing, failingShare, state);
      out.emit(sprayed.asking(state.asked.get()));
      if (isFingerprint) {
        tellFact(entity, at, state, out);
      }
    }
  }

  @Override
  public Optional<Signal> report(Entity entity, Attempts state, long at) {
    state.story.reported(at);
    return Optional.of(
        signal(entity, at, state.wasFast(at), state).asReport().build().asking(state.asked.get()));
  }

  private void tellFact(Entity fingerprint, long at, Attempts state, Signals out) {
    if (!state.factAt.isWithin(at)) {
      state.factAt.set(at);
      out.emit(Signal.fact(profile().id(), TOLD_BY_FINGERPRINT, fingerprint, at));
    }
  }

  /** Slow spraying from an address raises no alert if its fingerprint has one already. */
  @Override
  public Optional<Signal> answered(Signal signal) {
    long oldest = signal.at() - settings.get(Options.WINDOW).toMillis();
    boolean isTold =
        signal.told().stream()
            .anyMatch(told -> told.kind().equals(TOLD_BY_FINGERPRINT) && told.at() >= oldest);
    return isTold ? Optional.empty() : Optional.of(signal);
  }

  /** Many addresses have it, and few of them are busy enough for alerts of their own. */
  private boolean isShared(Attempts state, long at) {
    long addresses = state.addresses(at);
    return addresses >= settings.get(Options.MIN_ADDRESSES)
        && state.busyAddresses(minAccounts, at) <= MOST_BUSY_ADDRESSES * addresses;
  }

  private Signal sprayed(
      Entity entity,
      long at,
      boolean isRounds,
      long inRounds,
      long failing,
      double failingShare,
      Attempts state) {
    return signal(entity, at, isRounds, state)
        .confidence(confidence(isRounds, isRounds ? inRounds : failing, failingShare))
        .because(conditions(entity, isRounds, inRounds, failing, failingShare, state.addresses(at)))
        .build();
  }

  /** What all signals of an attack say, reports of what went on included. */
  private SignalBuilder signal(Entity entity, long at, boolean isRounds, Attempts state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(profile().id(), SPRAYED, entity)
        .at(at)
        .because(totals(inAll))
        .quoting(state.trail, inAll.accounts())
        .amounting(inAll)
        .note(SprayWords.manner(isRounds, state.told.told(at) > 0));
  }

  /** What it came to; nothing where it was not noticed. */
  private static List<Condition> totals(Extent inAll) {
    return inAll.equals(Extent.NONE)
        ? List.of()
        : List.of(
            Condition.figure("accounts that failed in all", inAll.accounts(), "accounts"),
            Condition.figure("failed attempts in all", inAll.events(), "attempts"));
  }

  private List<Condition> conditions(
      Entity entity,
      boolean isRounds,
      long inRounds,
      long failing,
      double failingShare,
      long addresses) {
    String within = " within " + Figures.of(settings.get(Options.WINDOW));
    List<Condition> conditions = new ArrayList<>();
    if (isRounds) {
      conditions.add(
          Condition.atLeast(
                  "accounts that were tried in two half-hours or more, always in vain" + within,
                  inRounds,
                  minAccounts,
                  "accounts")
              .setBy(Options.MIN_ACCOUNTS));
      conditions.add(
          Condition.atLeast(
                  "share of the failing accounts that came round again",
                  (double) inRounds / failing,
                  settings.get(Options.MIN_ROUNDS_SHARE),
                  "")
              .setBy(Options.MIN_ROUNDS_SHARE));
    } else {
      conditions.add(
          Condition.atLeast(
                  "accounts whose every attempt failed" + within,
                  failing,
                  minAccountsSlow,
                  "accounts")
              .setBy(Options.MIN_ACCOUNTS_SLOW));
    }
    conditions.add(
        Condition.atLeast(
                "share of failing among all accounts seen since the first failure",
                failingShare,
                settings.get(Options.MIN_FAILING_SHARE),
                "")
            .setBy(Options.MIN_FAILING_SHARE));
    if (entity.type() == SubjectType.FINGERPRINT) {
      conditions.add(
          Condition.atLeast(
                  "addresses with this fingerprint that failed" + within,
                  addresses,
                  settings.get(Options.MIN_ADDRESSES),
                  "addresses")
              .setBy(Options.MIN_ADDRESSES));
      conditions.add(
          Condition.fact(
              "user agent that the attempts share", Named.described(entity.id()), "any"));
    }
    return conditions;
  }

  /** Surer in rounds, with more accounts, and with fewer that get in. */
  private int confidence(boolean isRounds, long accounts, double failingShare) {
    int threshold = isRounds ? minAccounts : minAccountsSlow;
    return Confidence.of((isRounds ? 60 : 45) + 20 * failingShare)
        .perFactorOfE(6, accounts, threshold)
        .atMost(95);
  }

  private void cameIn(Entity entity, Login login, Attempts state, Signals out) {
    if (!state.hasFailures(login.at())) {
      return;
    }
    boolean underAttack = state.told.told(login.at()) > 0;
    if (underAttack && login.openedByPassword() && state.isCatch(login)) {
      out.emit(opened(entity, login, state));
      return; // nor is it taken for a neighbour
    }
    state.cameIn(login);
  }

  private Signal opened(Entity entity, Login login, Attempts state) {
    Extent inAll = state.story.extent(login.at());
    String from = login.address() == null ? "an unknown address" : login.address();
    return breakIn
        .opened(profile().id(), entity, login)
        .confidence(90)
        .because(
            Condition.fact(
                "account that got in",
                login.account() + ", from " + from,
                "had failed here, or is the first to get in from here"))
        .because(totals(inAll))
        .note(from)
        // Its one address is where the way in came from.
        .amounting(inAll.from(List.of(), inAll.sourceCount()))
        .seenIn(login)
        .build();
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return breakIn.sequences();
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return breakIn.finding(match, SprayWords::sprayed, SprayWords::opened);
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Attempts newState() {
    return new Attempts(settings.get(Options.WINDOW), staysOpen());
  }
}
