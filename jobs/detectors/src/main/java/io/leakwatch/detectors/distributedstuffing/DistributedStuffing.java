package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.BreakIn;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.SubjectType;
import java.util.List;
import java.util.Optional;

/** A list of passwords is tried from so many addresses that none of them stands out. */
public final class DistributedStuffing implements Detector<Attempts> {

  /**
   * Its text is older than its name, and stays: it is stored with sequences that are only partly
   * matched.
   */
  static final String STUFFING = "spread";

  static final String OPENED = "opened";
  static final String SURGE = "surge";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, DistributedStuffing::new);

  private final Settings settings;
  private final BreakIn breakIn;
  private final Shared shared;
  private final WholeService service;

  private DistributedStuffing(Settings settings) {
    this.settings = settings;
    this.breakIn = new BreakIn(STUFFING, OPENED, settings.get(Options.OPENED_WITHIN));
    this.shared = new Shared(settings, breakIn);
    this.service = new WholeService(settings);
  }

  // Sensor

  @Override
  public List<Watch<?, Attempts>> watches() {
    return List.of(
        Watch.of(SubjectType.FINGERPRINT, Login.class, Login::guessed, shared::failed),
        Watch.onlyIfRemembered(
            SubjectType.FINGERPRINT, Login.class, Login::loggedIn, shared::cameIn),
        Watch.<Login, Attempts>of(SubjectType.ADDRESS, Login.class, Login::guessed, shared::failed)
            .ofSites(),
        Watch.<Login, Attempts>onlyIfRemembered(
                SubjectType.ADDRESS, Login.class, Login::cameIn, shared::cameIn)
            .ofSites(),
        Watch.of(SubjectType.SERVICE, Login.class, Login::guessed, service::failed),
        Watch.of(
            SubjectType.SERVICE,
            Login.class,
            login -> login.loggedIn() || (login.cameIn() && ServiceLevel.isSampled(login)),
            service::cameIn));
  }

  @Override
  public Optional<Signal> report(Entity entity, Attempts state, long at) {
    state.story.reported(at);
    SignalBuilder signal =
        entity.type() == SubjectType.SERVICE
            ? service.signal(entity, at, state)
            : shared.signal(entity, at, state);
    return Optional.of(signal.asReport().build().asking(state.asked.get()));
  }

  /** A site raises no alert if the fingerprint that it used has one already. */
  @Override
  public Optional<Signal> answered(Signal signal) {
    long oldest = signal.at() - staysOpen().toMillis();
    boolean isTold =
        signal.told().stream()
            .anyMatch(told -> told.kind().equals(Shared.STUFFING_TOLD) && told.at() >= oldest);
    return isTold ? Optional.empty() : Optional.of(signal);
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return breakIn.sequences();
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return match.last().is(SURGE)
        ? Optional.of(StuffingWords.surge(match))
        : breakIn.finding(match, StuffingWords::stuffing, StuffingWords::opened);
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Attempts newState() {
    return new Attempts(
        settings.get(Options.WINDOW), settings.get(Options.OPENED_WITHIN), staysOpen());
  }
}
