package io.leakwatch.detectors.unscopedaccess;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An endpoint hands out personal data to callers who were never granted it. */
public final class UnscopedAccess implements Detector<Exposure> {

  /**
   * What a platform does not publish about people. Times of public posts and unknown classes do not
   * count.
   */
  private static final DataClasses NOT_FOR_ANYBODY =
      DataClasses.of(
          DataClass.EMAIL,
          DataClass.PHONE,
          DataClass.PASSWORD_HASH,
          DataClass.LOCATION,
          DataClass.IP_ADDRESS,
          DataClass.MESSAGE_METADATA,
          DataClass.CONTACT_GRAPH);

  private static final String EXPOSED = "exposed";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, UnscopedAccess::new);

  private final Duration overdueAfter;
  private final Duration rememberedFor;
  private final int manyPeople;
  private final Set<String> publicEndpoints;

  private UnscopedAccess(Settings settings) {
    this.overdueAfter = settings.get(Options.OVERDUE_AFTER);
    this.rememberedFor = settings.get(Options.REMEMBERED_FOR);
    this.manyPeople = settings.get(Options.MANY_PEOPLE);
    this.publicEndpoints = Set.copyOf(settings.get(Options.PUBLIC_ENDPOINTS));
  }

  /** An exposure stays one alert until its endpoint is forgotten. */
  @Override
  public Duration openFor() {
    return rememberedFor;
  }

  // Sensor

  @Override
  public List<Watch<?, Exposure>> watches() {
    return List.of(Watch.of(SubjectType.ENDPOINT, ApiCall.class, this::isExposure, this::observe));
  }

  private boolean isExposure(ApiCall call) {
    return !call.dataClasses().isEmpty()
        && call.answered()
        && (lacksScope(call) || answersAnybody(call))
        && !publicEndpoints.contains(call.endpoint());
  }

  /**
   * An app may not show even the owner of the data more than the owner granted it. But the
   * platform's own clients, and a person's own token, may show a person's own data without any
   * scope.
   */
  private static boolean lacksScope(ApiCall call) {
    if (call.missingScopes().isEmpty() || call.isAnonymous()) {
      return false;
    }
    boolean own = call.account() != null && call.account().equals(call.target());
    return !own || call.reader() == SubjectType.CLIENT;
  }

  /** Stored objects that anybody can read have a detector of their own. */
  private static boolean answersAnybody(ApiCall call) {
    return call.isAnonymous()
        && call.resource() != ResourceKind.STORAGE_OBJECT
        && call.dataClasses().hasAny(NOT_FOR_ANYBODY);
  }

  private void observe(Entity endpoint, ApiCall call, Exposure state, Signals out) {
    state.count(call);
    if (state.isNews(facts(call, state), call.at())) {
      state.story.reported(call.at());
      out.emit(exposed(endpoint, call.at(), state).build());
    }
  }

  private int facts(ApiCall call, Exposure state) {
    long at = call.at();
    return call.dataClasses().bits()
        | (call.isAnonymous() ? Exposure.TO_ANYBODY : Exposure.WITHOUT_SCOPE)
        | (call.legacy() ? Exposure.LEGACY : 0)
        | (state.people(at) >= manyPeople ? Exposure.MANY_PEOPLE : 0)
        | (at - state.since() >= overdueAfter.toMillis() ? Exposure.OVERDUE : 0);
  }

  private SignalBuilder exposed(Entity endpoint, long at, Exposure state) {
    Extent inAll = state.inAll(at);
    return Signal.of(profile().id(), EXPOSED, endpoint)
        .at(at)
        .since(Math.min(at, state.since()))
        .confidence(confidence(state, at))
        .because(conditions(state, inAll.last()))
        .events(state.trail.events(at))
        .accounts(state.trail.names(at), inAll.accounts())
        .note(state.byClass.words(state.records(at)))
        .amounting(inAll);
  }

  /** More was handed out since the last signal, but not a quarter more. */
  @Override
  public Optional<Signal> report(Entity endpoint, Exposure state, long at) {
    state.story.reported(at);
    return Optional.of(exposed(endpoint, at, state).asReport().build());
  }

  private List<Condition> conditions(Exposure state, long at) {
    List<Condition> held = new ArrayList<>();
    held.add(
        Condition.fact(
            ExposureWords.CLASSES, state.dataClasses(at).toString(), "at least one class"));
    if (state.lacking(at) != null) {
      held.add(Condition.fact(ExposureWords.LACKING, state.lacking(at), "at least one"));
    }
    if (state.has(Exposure.TO_ANYBODY, at)) {
      held.add(Condition.fact(ExposureWords.ANYBODY, "yes", "yes"));
    }
    held.add(Condition.atLeast(ExposureWords.CALLS, state.calls(at), 1, "calls"));
    held.add(Condition.atLeast(ExposureWords.RECORDS, state.records(at), 1, "records"));
    state
        .byClass
        .inWords()
        .forEach(
            (what, records) ->
                held.add(
                    Condition.figure(
                        "records in answers with " + what + " in all", records, "records")));
    held.add(Condition.fact(ExposureWords.CALLERS, state.callers(at), "anybody"));
    held.addAll(whatMakesItWorse(state, at));
    return held;
  }

  private List<Condition> whatMakesItWorse(Exposure state, long at) {
    List<Condition> held = new ArrayList<>();
    if (state.has(Exposure.LEGACY, at)) {
      held.add(Condition.fact(ExposureWords.LEGACY, "yes", "yes"));
    }
    if (state.has(Exposure.MANY_PEOPLE, at)) {
      held.add(
          Condition.atLeast(ExposureWords.MANY, state.people(at), manyPeople, "people")
              .setBy(Options.MANY_PEOPLE));
    }
    if (state.has(Exposure.OVERDUE, at)) {
      String open = Figures.of(Duration.ofMillis(at - state.since()));
      held.add(
          Condition.fact(ExposureWords.OVERDUE, open, ">= " + Figures.of(overdueAfter))
              .setBy(Options.OVERDUE_AFTER));
    }
    return held;
  }

  /**
   * The log records what was answered, so nothing is guessed. But a single line of the log can be
   * wrong, or the endpoint may be public on purpose. Nobody wants a retired endpoint to be public.
   */
  private static int confidence(Exposure state, long at) {
    int sure = state.has(Exposure.WITHOUT_SCOPE, at) ? 85 : 75;
    return sure + (state.calls(at) >= 10 ? 10 : 0) + (state.has(Exposure.LEGACY, at) ? 4 : 0);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(ExposureWords.of(match));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Exposure newState() {
    return new Exposure(rememberedFor, staysOpen());
  }
}
