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
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Many accounts fail from one address, few attempts each; then, perhaps, one opens. */
public final class CredentialStuffing implements Detector<Attempts> {

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(1))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How far back attempts count. An hour catches one attempt every four minutes; lists"
                  + " are rarely tried more slowly from one address, because addresses burn.");
  static final Option<Integer> MIN_ACCOUNTS =
      Option.whole("min-accounts", 15, "accounts")
          .between(3, 100_000)
          .because(
              "Distinct accounts whose every attempt from the address failed. Shared households"
                  + " and small offices stay below ten; common rule packs start at 15.");
  static final Option<Integer> MAX_ATTEMPTS_PER_ACCOUNT =
      Option.whole("max-attempts-per-account", 2, "attempts")
          .between(1, 50)
          .because(
              "An account counts as tried few times up to here: a leaked list holds one password,"
                  + " seldom two, an account. More is guessing, not stuffing.");
  static final Option<Double> MIN_FEW_ATTEMPTS_SHARE =
      Option.number("min-few-attempts-share", 0.8, "")
          .between(0.0, 1.0)
          .because(
              "Share of the failing accounts that were tried few times. Lists hold a few accounts"
                  + " twice or thrice, hence not 1.");
  static final Option<Double> MIN_FAILING_SHARE =
      Option.number("min-failing-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Failing accounts among all accounts seen at the address. Behind a campus or a"
                  + " carrier most accounts get in, and mistyped passwords are a few percent.");
  static final Option<Duration> OPENED_WITHIN =
      Option.duration("opened-within", Duration.ofHours(3))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How long after the spread a success from the address is part of it. Hits are used"
                  + " or checked within hours.");
  static final Option<Duration> FAMILIAR_FOR =
      Option.duration("familiar-for", Duration.ofDays(1))
          .between(Duration.ofHours(1), Duration.ofDays(30))
          .because(
              "An account that got in from the address this recently belongs there. A day covers"
                  + " people who log in daily; longer costs state for every address.");

  /** Its text is older than its name, and stays: it is stored with what is half matched. */
  private static final String STUFFING = "spread";

  private static final String OPENED = "opened";

  public static final DetectorType TYPE =
      new DetectorType(
          new DetectorProfile(
              "credential-stuffing",
              1,
              "Credential stuffing",
              "Many accounts fail from one address, few attempts each; worse if one then opens.",
              List.of(SubjectType.ADDRESS),
              Severity.MEDIUM,
              List.of("T1110.004"),
              List.of(DetectorProfile.LOGIN_EVENTS)),
          List.of(
              WINDOW,
              MIN_ACCOUNTS,
              MAX_ATTEMPTS_PER_ACCOUNT,
              MIN_FEW_ATTEMPTS_SHARE,
              MIN_FAILING_SHARE,
              OPENED_WITHIN,
              FAMILIAR_FOR),
          CredentialStuffing::new);

  private final Settings settings;
  private final BreakIn breakIn;
  private final int minAccounts;
  private final int maxAttempts;

  private CredentialStuffing(Settings settings) {
    this.settings = settings;
    this.breakIn = new BreakIn(STUFFING, OPENED, settings.get(OPENED_WITHIN));
    this.minAccounts = settings.get(MIN_ACCOUNTS);
    this.maxAttempts = settings.get(MAX_ATTEMPTS_PER_ACCOUNT);
  }

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Attempts newState() {
    return new Attempts(
        settings.get(WINDOW), settings.get(OPENED_WITHIN), settings.get(FAMILIAR_FOR));
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
      state.failed(account, login);
      stuffing(address, login, state).ifPresent(out::emit);
    } else if (login.succeeded()) {
      if (login.action() == LoginAction.LOGIN && state.stuffingAt.isWithin(login.at())) {
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
    long few = state.failingAtMost(maxAttempts, at);
    long succeeding = state.succeeding(at);
    double fewShare = share(few, failing);
    double failingShare = share(failing, failing + succeeding);
    if (failing < state.nextThreshold(at, minAccounts)
        || fewShare < settings.get(MIN_FEW_ATTEMPTS_SHARE)
        || failingShare < settings.get(MIN_FAILING_SHARE)) {
      return Optional.empty();
    }
    state.noticed(at, failing);
    String window = " within " + Figures.of(settings.get(WINDOW));
    return Optional.of(
        Signal.of(profile().id(), STUFFING, address)
            .at(at)
            .confidence(confidence(failing, fewShare, failingShare))
            .because(
                Condition.atLeast(
                    "accounts whose every attempt failed" + window,
                    failing,
                    minAccounts,
                    "accounts"),
                Condition.atLeast(
                    "share of them tried at most " + Figures.counted(maxAttempts, "time"),
                    fewShare,
                    settings.get(MIN_FEW_ATTEMPTS_SHARE),
                    ""),
                Condition.atLeast(
                    "share of failing among all accounts at the address",
                    failingShare,
                    settings.get(MIN_FAILING_SHARE),
                    ""))
            .quoting(state.trail, failing)
            .note(state.attempts.total(at) + " failed attempts")
            .build());
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
    List<String> opened = state.opened.list(login.at());
    return Optional.of(
        breakIn
            .opened(profile().id(), address, login)
            .confidence(90)
            .because(
                Condition.fact(
                    "account that got in",
                    hadFailed ? "had failed here before" : "never got in from here before",
                    "had failed here, or unknown here"))
            .accounts(opened)
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
    return breakIn.finding(match, this::stuffingFinding, this::openedFinding);
  }

  private Finding stuffingFinding(Match match) {
    Signal stuffing = match.last();
    return Finding.of(
        match,
        Severity.MEDIUM,
        stuffing.confidence(),
        "Credential stuffing from " + stuffing.subject().id(),
        "From %s, %s failed with %s in %s; no login that opened one has been noticed since."
            .formatted(
                stuffing.subject().id(),
                Figures.counted(stuffing.accountCount(), "account"),
                stuffing.note(),
                Figures.of(Duration.ofMillis(stuffing.at() - stuffing.firstSeenAt()))),
        List.of(
            "Challenge or block logins from " + stuffing.subject().id() + ".",
            "Check the tried accounts for logins from elsewhere with the same user agent.",
            "Watch this alert: if an account opens, it rises to HIGH and names it."));
  }

  private Finding openedFinding(Match match) {
    Signal stuffing = match.first();
    Signal opened = match.last();
    String account = Figures.listed(opened.accounts());
    return Finding.of(
        match,
        Severity.HIGH,
        Math.max(stuffing.confidence(), opened.confidence()),
        "Credential stuffing from %s opened %s"
            .formatted(stuffing.subject().id(), Figures.counted(opened.accountCount(), "account")),
        "From %s, %s failed; then %s got in, the last %s after the spread was noticed."
            .formatted(
                stuffing.subject().id(),
                Figures.counted(stuffing.accountCount(), "account"),
                account,
                Figures.of(Duration.ofMillis(opened.at() - stuffing.at()))),
        List.of(
            "End all sessions of " + account + " and force a password reset with a second factor.",
            "Block logins from " + stuffing.subject().id() + ".",
            "Review what " + account + " read or changed since it was opened.",
            "Tell the owner."));
  }
}
