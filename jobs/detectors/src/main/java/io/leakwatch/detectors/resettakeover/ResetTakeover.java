package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.Watch.Sensor;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A stranger asks for a password reset, gets in, and locks the owner out or takes the data. */
public final class ResetTakeover implements Detector<ResetTrail> {

  static final String ID = "reset-takeover";
  static final String REQUEST = "request";
  static final String REQUEST_AFTER_TRIES = "request-after-tries";
  static final String DOUBTFUL_REQUEST = "doubtful-request";
  static final String DOUBTFUL_AFTER_TRIES = "doubtful-request-after-tries";
  static final String REQUESTS = "requests";
  static final String ENTERED = "entered";
  static final String LOST = "lost";
  static final String FLOOD = "flood";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, ResetTakeover::new);

  private final Settings settings;
  private final TakeoverSteps steps;
  private final ResetFlood flood;

  private ResetTakeover(Settings settings) {
    this.settings = settings;
    this.steps =
        new TakeoverSteps(
            settings.get(Options.WITHIN),
            new Stranger.Judge(
                settings.get(Options.SETTLED_FOR), settings.get(Options.MIN_OCCASIONS)),
            settings.get(Options.MIN_REQUESTS),
            new Losses(settings.get(Options.MIN_RECORDS)));
    this.flood =
        new ResetFlood(
            settings.get(Options.FLOOD_WINDOW),
            settings.get(Options.MIN_ACCOUNTS),
            settings.get(Options.MIN_ACCOUNTS_SLOW),
            settings.get(Options.MIN_ASKING_SHARE));
  }

  // Sensor

  @Override
  public List<Watch<?, ResetTrail>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, Login.class, Login::cameIn, ofAccount(steps::observeVisit)),
        Watch.of(
            SubjectType.ACCOUNT,
            Login.class,
            login -> isRequest(login) && login.succeeded(),
            ofAccount(steps::observeRequest)),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT, Login.class, Login::guessed, ofAccount(steps::observeFailure)),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT,
            Login.class,
            Login::changesRecovery,
            ofAccount(steps::observeChange)),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT,
            ApiCall.class,
            ResetTakeover::isTaking,
            ofAccount(steps::observeCall)),
        Watch.of(
            SubjectType.ADDRESS,
            Login.class,
            ResetTakeover::isRequest,
            ofAddress(flood::observeRequest)),
        Watch.onlyIfRemembered(
            SubjectType.ADDRESS,
            Login.class,
            Login::cameIn,
            (address, login, state, out) -> state.ofAddress.gotInHere(login)));
  }

  private static <A extends Activity> Sensor<A, ResetTrail> ofAccount(
      Sensor<A, AccountTrail> sensor) {
    return (account, activity, state, out) ->
        sensor.observe(account, activity, state.ofAccount, out);
  }

  private static <A extends Activity> Sensor<A, ResetTrail> ofAddress(
      Sensor<A, AddressTrail> sensor) {
    return (address, activity, state, out) ->
        sensor.observe(address, activity, state.ofAddress, out);
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

  @Override
  public Optional<Signal> report(Entity entity, ResetTrail state, long at) {
    if (entity.type() == SubjectType.ADDRESS) {
      state.ofAddress.story.reported(at);
      return Optional.of(flood.report(entity, state.ofAddress, at));
    }
    state.ofAccount.story.reported(at);
    return Optional.of(steps.report(entity, state.ofAccount, at));
  }

  // Patterns

  @Override
  public List<Sequence> sequences() {
    Duration within = settings.get(Options.WITHIN);
    // The last step is optional: the alert is raised before it, and updated by it.
    return List.of(
        Sequence.named("request-entered-lost")
            .first(REQUEST, REQUEST_AFTER_TRIES, DOUBTFUL_REQUEST, DOUBTFUL_AFTER_TRIES)
            .then(ENTERED)
            .thenPerhapsEach(LOST)
            .within(within));
  }

  /**
   * A request raises no alert if it comes from a help desk, or from an address that asks for many
   * resets, which has an alert of its own. If somebody tried passwords first, neither the request
   * nor getting in raises one, but losing the account does. Of an account that is not known well
   * the same holds, and what the losses weigh together says how severe it is.
   */
  @Override
  public Optional<Finding> finding(Match match) {
    Signal last = match.last();
    Signal first = match.first();
    boolean isOwnersWay = first.is(REQUEST_AFTER_TRIES) || first.is(DOUBTFUL_AFTER_TRIES);
    boolean isDoubtful = first.is(DOUBTFUL_REQUEST) || first.is(DOUBTFUL_AFTER_TRIES);
    if (last.is(LOST)) {
      return match.isSequence() ? lost(match, isDoubtful, isOwnersWay) : Optional.empty();
    }
    if (match.isSequence()) {
      return isOwnersWay || isDoubtful ? Optional.empty() : Optional.of(ResetWords.entered(match));
    }
    return switch (last.kind()) {
      case REQUEST -> isExplained(last) ? Optional.empty() : Optional.of(ResetWords.request(match));
      case REQUESTS -> Optional.of(ResetWords.requests(match));
      case FLOOD -> Optional.of(ResetWords.flood(match));
      default -> Optional.empty();
    };
  }

  private static Optional<Finding> lost(Match match, boolean isDoubtful, boolean isOwnersWay) {
    int weight = isDoubtful ? DoubtfulWords.weight(match.last()) : DoubtfulWords.UNWEIGHED;
    if (weight == DoubtfulWords.UNWEIGHED) {
      return Optional.of(ResetWords.lost(match));
    }
    boolean isOwners = isOwnersWay || isExplained(match.first());
    return weight < (isOwners ? DoubtfulWords.MUCH : DoubtfulWords.SOMETHING)
        ? Optional.empty()
        : Optional.of(DoubtfulWords.lost(match, weight));
  }

  private static boolean isExplained(Signal request) {
    return request.told().stream()
        .anyMatch(told -> request.at() - told.at() <= AddressTrail.SLOW_WINDOW.toMillis());
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public ResetTrail newState() {
    return new ResetTrail(
        settings.get(Options.FAMILIAR_FOR),
        settings.get(Options.WITHIN),
        settings.get(Options.FLOOD_WINDOW),
        staysOpen());
  }
}
