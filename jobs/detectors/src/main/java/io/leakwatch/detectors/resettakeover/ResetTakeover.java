package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A stranger asks for a password reset, gets in, and locks the owner out or takes the data. */
public final class ResetTakeover implements Detector<ResetTrail> {

  static final Option<Duration> WITHIN =
      Option.duration("within", Duration.ofDays(1))
          .between(Duration.ofMinutes(10), Duration.ofDays(7))
          .because(
              "The longest time from the request to the last step. Reset links are valid for hours,"
                  + " and the mail that announces one is read within a day.");
  static final Option<Duration> FAMILIAR_FOR =
      Option.duration("familiar-for", Duration.ofDays(14))
          .between(Duration.ofDays(2), Duration.ofDays(90))
          .because(
              "How long an account's devices and operators are remembered after it last got in by"
                  + " them. Two weeks hold a holiday.");
  static final Option<Duration> SETTLED_FOR =
      Option.duration("settled-for", Duration.ofHours(16))
          .between(Duration.ZERO, Duration.ofDays(30))
          .because(
              "Nobody is a stranger to an account that got in by a new device or operator more"
                  + " recently: what it lives with is not yet all known. A round from home to work"
                  + " and back again.");
  static final Option<Integer> MIN_OCCASIONS =
      Option.whole("min-occasions", 10, "occasions")
          .between(1, 100)
          .because(
              "Nor to one that got in on fewer occasions, of which there is at most one every two"
                  + " hours: of somebody who signs in at school twice a day, three days do not show"
                  + " the way home.");
  static final Option<Integer> MIN_REQUESTS =
      Option.whole("min-requests", 5, "requests")
          .between(2, 1000)
          .because(
              "Requests for one account within an hour, none from a familiar place. Common rule"
                  + " packs begin at five; an impatient owner asks two or three times.");
  static final Option<Duration> FLOOD_WINDOW =
      Option.duration("flood-window", Duration.ofMinutes(10))
          .between(Duration.ofMinutes(1), Duration.ofHours(2))
          .because("In which many accounts are asked for; common rule packs take ten minutes.");
  static final Option<Integer> MIN_ACCOUNTS =
      Option.whole("min-accounts", 5, "accounts")
          .between(2, 10_000)
          .because(
              "Accounts whose reset is asked for at one address within the window, and which do"
                  + " not get in there. Common rule packs begin at five.");
  static final Option<Integer> MIN_ACCOUNTS_SLOW =
      Option.whole("min-accounts-slow", 15, "accounts")
          .between(2, 10_000)
          .because("The same within three hours: one every twelve minutes.");
  static final Option<Double> MIN_ASKING_SHARE =
      Option.number("min-asking-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Their share of all accounts seen at the address. Behind a campus or an office most"
                  + " get in and a few have forgotten the password.");
  static final Option<Integer> MIN_RECORDS =
      Option.whole("min-records", 500, "records")
          .between(1, 1_000_000)
          .because(
              "Records of people's data that the one who got in reads, where there is no export."
                  + " A few pages to look around are fewer.");

  static final String ID = "reset-takeover";
  static final String REQUEST = "request";
  static final String REQUEST_AFTER_TRIES = "request-after-tries";
  static final String REQUESTS = "requests";
  static final String ENTERED = "entered";
  static final String LOST = "lost";
  static final String FLOOD = "flood";

  public static final DetectorType TYPE =
      new DetectorType(
          new DetectorProfile(
              ID,
              1,
              "Reset takeover",
              "A stranger asks for a password reset, then gets in, then locks the owner out or takes"
                  + " the data; or resets are asked for in bulk.",
              List.of(SubjectType.ACCOUNT, SubjectType.ADDRESS),
              Severity.LOW,
              List.of("T1586", "T1098"),
              List.of(DetectorProfile.LOGIN_EVENTS, DetectorProfile.API_EVENTS)),
          List.of(
              WITHIN,
              FAMILIAR_FOR,
              SETTLED_FOR,
              MIN_OCCASIONS,
              MIN_REQUESTS,
              FLOOD_WINDOW,
              MIN_ACCOUNTS,
              MIN_ACCOUNTS_SLOW,
              MIN_ASKING_SHARE,
              MIN_RECORDS),
          ResetTakeover::new);

  private final Settings settings;
  private final TakeoverSteps steps;
  private final ResetFlood flood;

  private ResetTakeover(Settings settings) {
    this.settings = settings;
    this.steps =
        new TakeoverSteps(
            settings.get(WITHIN),
            settings.get(SETTLED_FOR),
            settings.get(MIN_OCCASIONS),
            settings.get(MIN_REQUESTS),
            settings.get(MIN_RECORDS));
    this.flood =
        new ResetFlood(
            settings.get(FLOOD_WINDOW),
            settings.get(MIN_ACCOUNTS),
            settings.get(MIN_ACCOUNTS_SLOW),
            settings.get(MIN_ASKING_SHARE));
  }

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public ResetTrail newState() {
    return new ResetTrail(
        settings.get(FAMILIAR_FOR), settings.get(WITHIN), settings.get(FLOOD_WINDOW));
  }

  // Sensor

  @Override
  public List<Watch<?, ResetTrail>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, Login.class, Login::cameIn, steps::observeVisit),
        Watch.of(
            SubjectType.ACCOUNT,
            Login.class,
            login -> isRequest(login) && login.succeeded(),
            steps::observeRequest),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT, Login.class, Login::guessed, steps::observeFailure),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT, Login.class, Login::changesRecovery, steps::observeChange),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT, ApiCall.class, ResetTakeover::isTaking, steps::observeCall),
        Watch.of(SubjectType.ADDRESS, Login.class, ResetTakeover::isRequest, flood::observeRequest),
        Watch.onlyIfRemembered(
            SubjectType.ADDRESS,
            Login.class,
            Login::cameIn,
            (address, login, state, out) -> state.gotInHere(login)));
  }

  private static boolean isRequest(Login login) {
    return login.action() == LoginAction.PASSWORD_RESET_REQUEST;
  }

  private static boolean isTaking(ApiCall call) {
    if (call.clientKind() == ClientKind.THIRD_PARTY || !call.answered()) {
      return false;
    }
    return call.operation() == Operation.EXPORT
        || switch (call.resource()) {
          case PROFILE, FOLLOWERS, DM_METADATA, CONTACTS -> call.records() > 0;
          default -> false;
        };
  }

  // Patterns

  @Override
  public List<Sequence> sequences() {
    Duration within = settings.get(WITHIN);
    // The last step is optional: what has happened so far is told, and again when it goes on.
    return List.of(
        Sequence.named("request-entered-lost")
            .first(REQUEST, REQUEST_AFTER_TRIES)
            .then(ENTERED)
            .thenPerhapsEach(LOST)
            .within(within));
  }

  /**
   * A stranger at a help desk raises nothing, nor does one of many at an address that floods, which
   * is told of itself, nor one who tried passwords first; until more is known of them.
   */
  @Override
  public Optional<Finding> finding(Match match) {
    Signal last = match.last();
    if (last.is(LOST)) {
      return match.isSequence() ? Optional.of(ResetWords.lost(match)) : Optional.empty();
    }
    if (match.isSequence()) {
      boolean isOwnersWay = match.first().is(REQUEST_AFTER_TRIES);
      return isOwnersWay ? Optional.empty() : Optional.of(ResetWords.entered(match));
    }
    return switch (last.kind()) {
      case REQUEST -> isExplained(last) ? Optional.empty() : Optional.of(ResetWords.request(match));
      case REQUESTS -> Optional.of(ResetWords.requests(match));
      case FLOOD -> Optional.of(ResetWords.flood(match));
      default -> Optional.empty();
    };
  }

  private static boolean isExplained(Signal request) {
    return request.told().stream()
        .anyMatch(told -> request.at() - told.at() <= ResetTrail.SLOW_WINDOW.toMillis());
  }
}
