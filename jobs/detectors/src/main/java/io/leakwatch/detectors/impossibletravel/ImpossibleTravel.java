package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.Watch.Sensor;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.state.Sightings.Sighting;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Two successful logins of one account, too far apart for the time between them. */
public final class ImpossibleTravel implements Detector<Whereabouts> {

  private static final int MEDIUM_CONFIDENCE = 60;
  private static final String JUMP = "jump";
  private static final String DOUBTFUL_JUMP = "doubtful-jump";
  private static final String CROWDED = "crowded";
  private static final String RECOVERY_CHANGE = "recovery-change";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, ImpossibleTravel::new);

  private final Settings settings;
  private final TravelDoubt doubt;

  private ImpossibleTravel(Settings settings) {
    this.settings = settings;
    this.doubt =
        new TravelDoubt(
            settings.get(Options.MAX_SPEED),
            settings.get(Options.MIN_DISTANCE),
            settings.get(Options.ASSUMED_ACCURACY),
            settings.get(Options.COARSE_ACCURACY),
            settings.get(Options.WIDE_NETWORKS));
  }

  // Sensor

  @Override
  public List<Watch<?, Whereabouts>> watches() {
    return List.of(
        Watch.of(
            SubjectType.ACCOUNT,
            Login.class,
            login -> isSighting(login) && login.action() == LoginAction.LOGIN,
            ofAccount(this::observeLogin)),
        Watch.of(
            SubjectType.ACCOUNT,
            Login.class,
            login -> isSighting(login) && login.action() == LoginAction.TOKEN_REFRESH,
            ofAccount(this::observeRefresh)),
        Watch.of(
            SubjectType.ACCOUNT,
            Login.class,
            Login::changesRecovery,
            ofAccount(this::observeChange)),
        Watch.of(
            SubjectType.ADDRESS,
            Login.class,
            login -> isSighting(login) && isVisit(login.action()),
            (address, login, state, out) -> observe(address, login, state.ofAddress, out)));
  }

  private static Sensor<Login, Whereabouts> ofAccount(Sensor<Login, Journey> sensor) {
    return (account, login, state, out) -> sensor.observe(account, login, state.ofAccount, out);
  }

  private static boolean isSighting(Login login) {
    return login.succeeded() && login.place() != null;
  }

  private static boolean isVisit(LoginAction action) {
    return action == LoginAction.LOGIN || action == LoginAction.TOKEN_REFRESH;
  }

  private void observeLogin(Entity account, Login login, Journey state, Signals out) {
    Sighting here = Journey.sighting(login);
    Sighting before = state.baseline(login.at());
    Jump jump = before == null ? null : doubt.measure(before, here);
    if (jump == null || !doubt.isTooFast(jump)) {
      trust(here, state);
      return;
    }
    surestJump(here, login, state)
        .filter(found -> found.confidence() >= settings.get(Options.MIN_CONFIDENCE))
        .ifPresentOrElse(
            found -> jumped(account, login, found, state, out), () -> settle(before, here, state));
  }

  /** What a sighting says that does not fit the baseline: which of the two places is wrong. */
  private void settle(Sighting before, Sighting here, Journey state) {
    boolean isOwners =
        state.knowsDevice(here.device(), here.at()) || TravelDoubt.isSameSession(before, here);
    boolean beforeIsWrong = isOwners && state.roamed(before, here);
    if (beforeIsWrong || state.wasSeenNear(here, settings.get(Options.COARSE_ACCURACY))) {
      trust(here, state);
    } else if (!isOwners) {
      state.leaveOpen(here);
    }
  }

  /**
   * Of all places that the account cannot have come from, the one that leaves least doubt, of
   * equals the one known most finely: the last one may be a carrier's, while home was seen minutes
   * before it.
   */
  private Optional<Jump> surestJump(Sighting here, Login login, Journey state) {
    return state
        .startingPoints(here.at())
        .map(before -> doubt.measure(before, here))
        .filter(doubt::isTooFast)
        .map(jump -> doubt.weighed(jump, login, state))
        .max(Comparator.comparingInt(Jump::confidence).thenComparing(Jump::fineness));
  }

  private void jumped(Entity account, Login login, Jump jump, Journey state, Signals out) {
    state.doubt(jump);
    if (jump.confidence() >= MEDIUM_CONFIDENCE) {
      state.jumpedAt.set(jump.here().at());
    }
    out.emit(jumpSignal(account, login, jump));
  }

  /** A refreshed session raises nothing here, but shows where the account's devices are. */
  private void observeRefresh(Entity account, Login refresh, Journey state, Signals out) {
    Sighting here = Journey.sighting(refresh);
    Sighting before = state.baseline(refresh.at());
    if (before == null || !doubt.isTooFast(doubt.measure(before, here))) {
      trust(here, state);
    } else {
      settle(before, here, state);
    }
  }

  /** What comes from a network without places says nothing about where the account is. */
  private void trust(Sighting here, Journey state) {
    if (!doubt.isWide(here)) {
      state.trustUnlessDoubted(here);
    }
  }

  private Signal jumpSignal(Entity account, Login login, Jump jump) {
    Sighting before = jump.before();
    Sighting here = jump.here();
    int confidence = jump.confidence();
    return Signal.of(
            profile().id(), confidence >= MEDIUM_CONFIDENCE ? JUMP : DOUBTFUL_JUMP, account)
        .at(here.at())
        .since(before.at())
        .confidence(confidence)
        .because(
            Condition.above(
                    "speed needed between the two logins",
                    Math.round(jump.speedKmh()),
                    settings.get(Options.MAX_SPEED),
                    "km/h")
                .setBy(Options.MAX_SPEED),
            Condition.atLeast(
                    "distance beyond the accuracy of both positions",
                    Math.round(jump.beyondAccuracyKm()),
                    settings.get(Options.MIN_DISTANCE),
                    "km")
                .setBy(Options.MIN_DISTANCE),
            Condition.atLeast(
                    "confidence after doubts (" + jump.doubts() + ")",
                    confidence,
                    settings.get(Options.MIN_CONFIDENCE),
                    "percent")
                .setBy(Options.MIN_CONFIDENCE),
            Condition.figure("distance between them", Math.round(jump.distanceKm()), "km"),
            Condition.fact("earlier login", TravelWords.where(before), "any"),
            Condition.fact("later login", TravelWords.where(here), "any"))
        .amounting(Extent.of(Journey.sources(before)))
        .seenIn(login)
        .events(before.eventId(), here.eventId())
        .account(account.id())
        .note(TravelWords.way(jump))
        .entering(confidence >= MEDIUM_CONFIDENCE ? new String[] {account.id()} : new String[0])
        .build()
        .asking(addressOf(before), addressOf(here));
  }

  private static Entity addressOf(Sighting sighting) {
    return sighting.address() == null ? null : new Entity(SubjectType.ADDRESS, sighting.address());
  }

  private void observe(Entity address, Login login, Crowd crowd, Signals out) {
    crowd.accounts.add(Hashes.of(login.account()), login.at(), 0);
    if (!crowd.toldAt.isWithin(login.at())
        && crowd.accounts.distinct(login.at()) >= settings.get(Options.CROWD)) {
      crowd.toldAt.set(login.at());
      out.emit(Signal.fact(profile().id(), CROWDED, address, login.at()));
    }
  }

  /** A jump from or to an address that many accounts share raises no alert. */
  @Override
  public Optional<Signal> answered(Signal jump) {
    boolean crowded =
        jump.told().stream()
            .anyMatch(
                told ->
                    told.kind().equals(CROWDED)
                        && jump.at() - told.at() <= Crowd.WINDOW.toMillis());
    return crowded ? Optional.empty() : Optional.of(jump);
  }

  /** On a known device at a place that is trusted: the owner, perhaps because of the warning. */
  private boolean isAtHome(Login login, Journey state) {
    return login.place() != null
        && state.knowsDevice(Hashes.of(login.device()), login.at())
        && state.wasSeenNear(Journey.sighting(login), settings.get(Options.COARSE_ACCURACY));
  }

  private void observeChange(Entity account, Login login, Journey state, Signals out) {
    if (!state.jumpedAt.isWithin(login.at()) || isAtHome(login, state)) {
      return;
    }
    String after = Figures.of(Duration.ofMillis(state.jumpedAt.since(login.at())));
    String change = "%s %s later".formatted(TravelWords.change(login.action()), after);
    out.emit(
        Signal.of(profile().id(), RECOVERY_CHANGE, account)
            .at(login.at())
            .confidence(90)
            .because(
                Condition.fact(
                        "recovery change within " + Figures.of(settings.get(Options.CHANGE_WITHIN)),
                        change,
                        "a new password, e-mail address or phone number, or no second factor")
                    .setBy(Options.CHANGE_WITHIN))
            .events(login.eventId())
            .account(account.id())
            .seenIn(login)
            .note(change)
            .build());
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    Duration within = settings.get(Options.CHANGE_WITHIN);
    return List.of(
        Sequence.named("jump-then-change").first(JUMP).then(RECOVERY_CHANGE).within(within));
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    if (match.isSequence()) {
      return Optional.of(TravelWords.takenOver(match));
    }
    return match.last().is(RECOVERY_CHANGE)
        ? Optional.empty()
        : Optional.of(
            TravelWords.jumped(match, match.last().is(JUMP) ? Severity.MEDIUM : Severity.LOW));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Whereabouts newState() {
    return new Whereabouts(
        settings.get(Options.BASELINE_FOR),
        settings.get(Options.REMEMBER_FOR),
        settings.get(Options.CHANGE_WITHIN));
  }
}
