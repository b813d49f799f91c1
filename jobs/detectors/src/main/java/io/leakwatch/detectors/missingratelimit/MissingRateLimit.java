package io.leakwatch.detectors.missingratelimit;

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
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An endpoint lets one reader call it without limit, and somebody does. */
public final class MissingRateLimit implements Detector<Paces> {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String FLOOD = "flood";
  private static final String ANOTHER = "another";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, MissingRateLimit::new);

  private final Duration window;
  private final int minCalls;
  private final int perAccount;
  private final int perUserAgent;
  private final Duration severalWithin;
  private final Set<String> unlimitedByDesign;

  private MissingRateLimit(Settings settings) {
    this.window = settings.get(Options.WINDOW);
    this.minCalls = settings.get(Options.MIN_CALLS);
    this.perAccount = settings.get(Options.MIN_CALLS_PER_ACCOUNT);
    this.perUserAgent = perAccount * settings.get(Options.ACCOUNTS_PER_USER_AGENT);
    this.severalWithin = settings.get(Options.SEVERAL_WITHIN);
    this.unlimitedByDesign = Set.copyOf(settings.get(Options.UNLIMITED_BY_DESIGN));
  }

  // Sensor

  @Override
  public List<Watch<?, Paces>> watches() {
    List<Watch<?, Paces>> watches = new ArrayList<>();
    for (SubjectType reader :
        List.of(SubjectType.CLIENT, SubjectType.ACCOUNT, SubjectType.ADDRESS)) {
      watches.add(
          Watch.of(
              reader,
              ApiCall.class,
              call -> isUnlimited(call) && call.reader() == reader,
              this::observe));
      watches.add(
          Watch.onlyIfRemembered(
              reader,
              ApiCall.class,
              call -> call.status() == TOO_MANY_REQUESTS && call.reader() == reader,
              (entity, call, state, out) -> state.slowedDown(call.endpoint())));
    }
    return List.copyOf(watches);
  }

  private boolean isUnlimited(ApiCall call) {
    return call.rateLimit() == ApiCall.NO_LIMIT
        && call.answered()
        && isWorthALimit(call)
        && !unlimitedByDesign.contains(call.endpoint());
  }

  /**
   * It returned or changed something. Health checks do neither; stored pictures are meant to be
   * fetched without limit.
   */
  private static boolean isWorthALimit(ApiCall call) {
    boolean personal = !call.dataClasses().isEmpty();
    if (call.resource() == ResourceKind.STORAGE_OBJECT) {
      return personal;
    }
    return personal
        || call.records() > 0
        || call.operation() == Operation.WRITE
        || call.operation() == Operation.DELETE;
  }

  private void observe(Entity reader, ApiCall call, Paces state, Signals out) {
    long at = call.at();
    String endpoint = call.endpoint();
    state.count(call);
    int now = state.calls(endpoint, at);
    int before = state.callsBefore(endpoint, at);
    if (now < minCalls || before < minCalls || !state.isDue(endpoint, at)) {
      return;
    }
    long each = Math.min(now, before) / state.callers(reader.type(), at);
    if (each < leastForEach(reader)) {
      return;
    }
    state.tell(endpoint, at);
    out.emit(flood(reader, call, state, each));
  }

  private int leastForEach(Entity reader) {
    return reader.type() == SubjectType.ADDRESS ? perUserAgent : perAccount;
  }

  private Signal flood(Entity reader, ApiCall call, Paces state, long each) {
    long at = call.at();
    String endpoint = call.endpoint();
    return Signal.of(profile().id(), FLOOD, new Entity(SubjectType.ENDPOINT, endpoint))
        .at(at)
        .since(at - window.multipliedBy(2).toMillis())
        .confidence(
            confidence(Math.min(state.calls(endpoint, at), state.callsBefore(endpoint, at))))
        .because(conditions(reader, call, state, each))
        .events(state.events(at))
        .accounts(state.names(at))
        .note(reader.type().name().toLowerCase(Locale.ROOT) + " " + reader.id())
        .build();
  }

  private List<Condition> conditions(Entity reader, ApiCall call, Paces state, long each) {
    long at = call.at();
    String endpoint = call.endpoint();
    List<Condition> held = new ArrayList<>();
    held.add(Condition.atLeast(PaceWords.CALLS, state.calls(endpoint, at), minCalls, "calls"));
    held.add(
        Condition.atLeast(
            PaceWords.CALLS_BEFORE, state.callsBefore(endpoint, at), minCalls, "calls"));
    held.add(
        Condition.atLeast(
            reader.type() == SubjectType.ADDRESS
                ? "calls in a window for each user agent"
                : "calls in a window for each account",
            each,
            leastForEach(reader),
            "calls"));
    held.add(Condition.fact("limit in force for these calls", "none", "none"));
    held.add(Condition.atMost("calls refused with 429", 0, 0, "calls"));
    held.add(Condition.fact(PaceWords.READER, reader.toString(), "anybody"));
    if (call.legacy()) {
      held.add(Condition.fact(PaceWords.LEGACY, "yes", "yes"));
    }
    if (!state.dataClasses(endpoint, at).isEmpty()) {
      held.add(
          Condition.fact(
              PaceWords.CLASSES, state.dataClasses(endpoint, at).toString(), "at least one class"));
    }
    return held;
  }

  /** Surer the further it is above what limits allow. */
  private int confidence(int calls) {
    return Confidence.of(70).perDoubling(10, calls, minCalls).atMost(95);
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return List.of(
        Sequence.named("several-readers")
            .firstUnmatched(FLOOD)
            .thenWithAnotherNote(ANOTHER)
            .within(severalWithin));
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(new PaceWords(match, window).finding());
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Paces newState() {
    return new Paces(window, minCalls / 2);
  }
}
