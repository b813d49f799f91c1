package io.leakwatch.detectors.credentialstuffing;

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
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Many accounts fail from one address, few attempts each; then, perhaps, one opens. */
public final class CredentialStuffing implements Detector<Attempts> {

  /**
   * Its text is older than its name, and stays: it is stored with sequences that are only partly
   * matched.
   */
  private static final String STUFFING = "spread";

  private static final String OPENED = "opened";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, CredentialStuffing::new);

  private final Settings settings;
  private final BreakIn breakIn;
  private final int minAccounts;
  private final int maxAttempts;
  private final Duration familiarFor;
  private final Duration staysOpen;

  private CredentialStuffing(Settings settings) {
    this.settings = settings;
    this.breakIn = new BreakIn(STUFFING, OPENED, settings.get(Options.OPENED_WITHIN));
    this.minAccounts = settings.get(Options.MIN_ACCOUNTS);
    this.maxAttempts = settings.get(Options.MAX_ATTEMPTS_PER_ACCOUNT);
    this.familiarFor = settings.get(Options.FAMILIAR_FOR);
    this.staysOpen = staysOpen();
  }

  // Sensor

  @Override
  public List<Watch<?, Attempts>> watches() {
    return List.of(
        Watch.of(SubjectType.ADDRESS, Login.class, CredentialStuffing::isAttempt, this::observe));
  }

  private static boolean isAttempt(Login login) {
    return login.action() == LoginAction.LOGIN
        || (login.action() == LoginAction.TOKEN_REFRESH && login.succeeded());
  }

  private void observe(Entity address, Login login, Attempts state, Signals out) {
    long account = Hashes.of(login.account());
    if (login.failed()) {
      state.failed(account, login, minAccounts);
      stuffing(address, login, state).ifPresent(out::emit);
    } else if (login.succeeded()) {
      if (login.openedByPassword() && state.stuffingAt.isWithin(login.at())) {
        opened(address, account, login, state).ifPresent(out::emit);
      }
      state.succeeded(account, login.at());
    }
  }

  private Optional<Signal> stuffing(Entity address, Login login, Attempts state) {
    long at = login.at();
    if (state.accounts.distinct(at) < state.nextThreshold(at, minAccounts)) {
      return Optional.empty();
    }
    long failing = state.failing(at);
    double fewShare = share(state.failingAtMost(maxAttempts, at), failing);
    double failingShare = share(failing, failing + state.succeeding(at));
    if (failing < state.nextThreshold(at, minAccounts)
        || fewShare < settings.get(Options.MIN_FEW_ATTEMPTS_SHARE)
        || failingShare < settings.get(Options.MIN_FAILING_SHARE)) {
      return Optional.empty();
    }
    state.noticed(login, failing);
    return Optional.of(
        signal(address, state, at, conditions(failing, fewShare, failingShare))
            .confidence(confidence(failing, fewShare, failingShare))
            .build());
  }

  /** The attack went on since the last signal, though by now the window may hold less. */
  @Override
  public Optional<Signal> report(Entity address, Attempts state, long at) {
    state.story.reported(at);
    return Optional.of(signal(address, state, at, List.of()).asReport().build());
  }

  private SignalBuilder signal(Entity address, Attempts state, long at, List<Condition> ofWindow) {
    Extent inAll = state.story.extent(at);
    return Signal.of(profile().id(), STUFFING, address)
        .at(at)
        .because(ofWindow)
        .because(totals(inAll))
        .quoting(state.trail, inAll.accounts())
        .note(state.stuffingAt.isWithin(at) ? StuffingWords.NOBODY_YET : "")
        .amounting(inAll);
  }

  /** What it came to; nothing where it was not noticed. */
  private static List<Condition> totals(Extent inAll) {
    return inAll.equals(Extent.NONE)
        ? List.of()
        : List.of(
            Condition.figure("accounts that failed in all", inAll.accounts(), "accounts"),
            Condition.figure("failed attempts in all", inAll.events(), "attempts"));
  }

  private List<Condition> conditions(long failing, double fewShare, double failingShare) {
    return List.of(
        Condition.atLeast(
                "accounts whose every attempt failed within "
                    + Figures.of(settings.get(Options.WINDOW)),
                failing,
                minAccounts,
                "accounts")
            .setBy(Options.MIN_ACCOUNTS),
        Condition.atLeast(
                "share of them tried at most " + Figures.counted(maxAttempts, "time"),
                fewShare,
                settings.get(Options.MIN_FEW_ATTEMPTS_SHARE),
                "")
            .setBy(Options.MIN_FEW_ATTEMPTS_SHARE),
        Condition.atLeast(
                "share of failing among all accounts at the address",
                failingShare,
                settings.get(Options.MIN_FAILING_SHARE),
                "")
            .setBy(Options.MIN_FAILING_SHARE));
  }

  /** Surer with more accounts, with fewer attempts each, and with fewer that get in. */
  private int confidence(long failing, double fewShare, double failingShare) {
    return Confidence.of(25 + 25 * fewShare + 20 * failingShare)
        .perDoubling(7, failing, minAccounts)
        .atMost(98);
  }

  private Optional<Signal> opened(Entity address, long account, Login login, Attempts state) {
    boolean hadFailed = state.hadFailed(account, login.at());
    Seen familiar = state.familiar.seen(account, login.at());
    if (familiar == Seen.UNKNOWN || (familiar == Seen.YES && !hadFailed)) {
      return Optional.empty();
    }
    state.opened.add(login.account(), login.at());
    state.story.reported(login.at());
    List<String> opened = state.opened.list(login.at());
    String notSeen = "not seen to get in from here within " + Figures.of(familiarFor);
    return Optional.of(
        breakIn
            .opened(profile().id(), address, login)
            .confidence(90)
            .because(
                Condition.fact(
                    "account that got in",
                    login.account() + ", " + (hadFailed ? "which had failed here" : notSeen),
                    "had failed here, or " + notSeen),
                Condition.figure("accounts opened in all", opened.size(), "accounts"))
            .because(totals(state.story.extent(login.at())))
            .accounts(opened)
            .amounting(state.story.extent(login.at()))
            .seenIn(login)
            .build());
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return breakIn.sequences();
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return breakIn.finding(match, StuffingWords::stuffing, StuffingWords::opened);
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Attempts newState() {
    return new Attempts(
        settings.get(Options.WINDOW), settings.get(Options.OPENED_WITHIN), familiarFor, staysOpen);
  }
}
