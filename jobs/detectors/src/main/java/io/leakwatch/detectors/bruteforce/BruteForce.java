package io.leakwatch.detectors.bruteforce;

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
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Strangers guess one account's password; then, perhaps, one of them gets in. */
public final class BruteForce implements Detector<Attempts> {

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofMinutes(15))
          .between(Duration.ofMinutes(1), Duration.ofHours(2))
          .because(
              "The window in which fast guessing is noticed. Lockouts are lifted after a quarter of"
                  + " an hour in most products, so that it holds a whole round of guesses.");
  static final Option<Integer> MIN_ATTEMPTS =
      Option.whole("min-attempts", 30, "attempts")
          .between(5, 100_000)
          .because(
              "Wrong attempts within the window, by strangers to the account. People who have"
                  + " forgotten a password try five to fifteen times; programs do not tire.");
  static final Option<Duration> SLOW_WINDOW =
      Option.duration("slow-window", Duration.ofDays(1))
          .between(Duration.ofHours(2), Duration.ofDays(7))
          .because("The window in which slow guessing from many addresses is noticed.");
  static final Option<Integer> MIN_ADDRESSES =
      Option.whole("min-addresses", 8, "addresses")
          .between(2, 1_000)
          .because(
              "Distinct unfamiliar addresses that guessed within the slow window. A traveller with"
                  + " a new phone fails from two or three; a proxy pool from dozens.");
  static final Option<Integer> MIN_ATTEMPTS_SLOW =
      Option.whole("min-attempts-slow", 20, "attempts")
          .between(5, 100_000)
          .because(
              "Wrong attempts from those addresses together. The few tries that leaked lists and"
                  + " infected routers make at any account on one day stay far below.");
  static final Option<Duration> OPENED_WITHIN =
      Option.duration("opened-within", Duration.ofHours(3))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How long after guessing was told a stranger's success is part of it. Guessing that"
                  + " goes on is told again as it grows, and begins this time anew.");
  static final Option<Duration> FAMILIAR_FOR =
      Option.duration("familiar-for", Duration.ofDays(14))
          .between(Duration.ofDays(1), Duration.ofDays(60))
          .because(
              "How long a device or an address stays familiar after the account got in from it. A"
                  + " fortnight covers holidays; it costs some three dozen bytes an account.");

  private static final String GUESSED = "guessed";
  private static final String OPENED = "opened";

  public static final DetectorType TYPE =
      new DetectorType(
          new DetectorProfile(
              "brute-force",
              1,
              "Brute force",
              "Strangers guess one account's password, fast or from many addresses; worse if one"
                  + " then gets in.",
              List.of(SubjectType.ACCOUNT),
              Severity.MEDIUM,
              List.of("T1110.001"),
              List.of(DetectorProfile.LOGIN_EVENTS)),
          List.of(
              WINDOW,
              MIN_ATTEMPTS,
              SLOW_WINDOW,
              MIN_ADDRESSES,
              MIN_ATTEMPTS_SLOW,
              OPENED_WITHIN,
              FAMILIAR_FOR),
          BruteForce::new);

  private final Settings settings;
  private final BreakIn breakIn;
  private final int minAttempts;
  private final int minAddresses;
  private final int minAttemptsSlow;

  private BruteForce(Settings settings) {
    this.settings = settings;
    this.breakIn = new BreakIn(GUESSED, OPENED, settings.get(OPENED_WITHIN));
    this.minAttempts = settings.get(MIN_ATTEMPTS);
    this.minAddresses = settings.get(MIN_ADDRESSES);
    this.minAttemptsSlow = settings.get(MIN_ATTEMPTS_SLOW);
  }

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Attempts newState() {
    return new Attempts(
        settings.get(WINDOW), settings.get(SLOW_WINDOW), settings.get(FAMILIAR_FOR));
  }

  // Sensor

  @Override
  public List<Watch<?, Attempts>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, Login.class, BruteForce::isAttempt, this::failed),
        Watch.of(SubjectType.ACCOUNT, Login.class, Login::cameIn, this::cameIn));
  }

  /** Where there is no such account, nobody can get in. */
  private static boolean isAttempt(Login login) {
    return login.guessed() && login.failureReason() != FailureReason.UNKNOWN_ACCOUNT;
  }

  private void failed(Entity account, Login login, Attempts state, Signals out) {
    if (state.isFamiliar(login)) {
      return; // the owner, or a device of theirs that has an old password
    }
    state.failed(login);
    long at = login.at();
    long attempts = state.slow.total(at);
    if (!state.told.isReached(attempts, Math.min(minAttempts, minAttemptsSlow), at)) {
      return;
    }
    long fast = state.fast.total(at);
    long addresses = state.addresses.distinct(at);
    boolean isFast = fast >= minAttempts;
    if (isFast || (addresses >= minAddresses && attempts >= minAttemptsSlow)) {
      state.told.set(attempts, at);
      out.emit(guessed(account, at, isFast, isFast ? fast : attempts, addresses, state));
    }
  }

  private Signal guessed(
      Entity account, long at, boolean isFast, long attempts, long addresses, Attempts state) {
    Duration window = settings.get(isFast ? WINDOW : SLOW_WINDOW);
    String within = " within " + Figures.of(window);
    Condition count =
        Condition.atLeast(
            "wrong attempts by strangers" + within,
            attempts,
            isFast ? minAttempts : minAttemptsSlow,
            "attempts");
    Condition sources =
        Condition.atLeast("unfamiliar addresses" + within, addresses, minAddresses, "addresses");
    Condition stranger =
        Condition.fact(
            "device or address that the account got in from before", "none of these", "none");
    return Signal.of(profile().id(), GUESSED, account)
        .at(at)
        .since(state.since(at, window))
        .confidence(confidence(isFast, attempts, addresses))
        .because(isFast ? List.of(count, stranger) : List.of(count, sources, stranger))
        .events(state.events.list(at))
        .account(account.id())
        .note(
            "%s from %s"
                .formatted(
                    Figures.counted(attempts, "wrong attempt"),
                    addresses == 1 ? "one address" : addresses + " addresses"))
        .build();
  }

  /** Surer with more attempts, and with more addresses. */
  private int confidence(boolean isFast, long attempts, long addresses) {
    return Confidence.of(isFast ? 70 : 75)
        .perDoubling(5, attempts, isFast ? minAttempts : minAttemptsSlow)
        .perDoubling(5, Math.max(addresses, minAddresses), minAddresses)
        .atMost(97);
  }

  private void cameIn(Entity account, Login login, Attempts state, Signals out) {
    boolean underAttack = state.told.told(login.at()) > 0;
    boolean guessedHere = state.hasGuessed(login);
    if (underAttack
        && login.action() == LoginAction.LOGIN
        && (guessedHere || !state.isFamiliar(login))) {
      out.emit(opened(account, login, guessedHere));
      return; // nor is it learnt as the owner's
    }
    state.cameIn(login);
  }

  private Signal opened(Entity account, Login login, boolean guessedHere) {
    return breakIn
        .opened(profile().id(), account, login)
        .confidence(guessedHere ? 95 : 85)
        .because(
            Condition.fact(
                "who got in",
                guessedHere ? "an address that had guessed" : "a device and address not seen",
                "had guessed, or never got in before"))
        .note(
            (login.address() == null ? "an unknown address" : login.address())
                + (guessedHere ? ", which had guessed" : ", which the account never used before"))
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
    return breakIn.finding(match, BruteForce::guessedFinding, BruteForce::openedFinding);
  }

  private static Finding guessedFinding(Match match) {
    Signal guessed = match.last();
    String account = guessed.subject().id();
    return Finding.of(
        match,
        Severity.MEDIUM,
        guessed.confidence(),
        "The password of " + account + " is being guessed",
        "Strangers tried to log in to %s: %s in %s, none of them on a device or from an address that"
                .formatted(account, guessed.note(), lasting(guessed))
            + " the account is known by. Nobody unfamiliar has been seen to get in since.",
        List.of(
            "Require a second factor or a challenge for logins to " + account + ".",
            "If the attempts come from few addresses, block these for logins.",
            "Watch this alert: if a stranger gets in, it rises to HIGH.",
            "Ask the owner to choose a long password that is used nowhere else."));
  }

  private static Finding openedFinding(Match match) {
    Signal guessed = match.first();
    Signal opened = match.last();
    String account = opened.subject().id();
    return Finding.of(
        match,
        Severity.HIGH,
        opened.confidence(),
        "Guessing opened " + account,
        "After %s at %s in %s, somebody got in from %s, %s later."
            .formatted(
                guessed.note(),
                account,
                lasting(guessed),
                opened.note(),
                Figures.of(Duration.ofMillis(opened.at() - guessed.at()))),
        List.of(
            "End all sessions of " + account + " and force a password reset with a second factor.",
            "Check with the owner, by another way than this account, whether it was them.",
            "Review what " + account + " read, sent or changed since then.",
            "Block logins from the addresses that guessed."));
  }

  private static String lasting(Signal guessed) {
    return Figures.of(Duration.ofMillis(guessed.at() - guessed.firstSeenAt()));
  }
}
