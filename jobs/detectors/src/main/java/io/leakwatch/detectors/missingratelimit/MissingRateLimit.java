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
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    long since = at - window.multipliedBy(2).toMillis();
    Optional<Flood> flood = state.noticed(call, since);
    SignalBuilder signal =
        signal(reader, endpoint, at, state)
            .since(since)
            .confidence(
                confidence(Math.min(state.calls(endpoint, at), state.callsBefore(endpoint, at))))
            .because(pace(reader, call, state, each))
            .because(facts(call.legacy(), state.dataClasses(endpoint, at)));
    return flood
        .map(
            followed -> {
              Extent inAll = followed.story.extent(at);
              return signal
                  .because(PaceWords.inAll(reader, inAll.events(), followed.wereMoreBefore(at)))
                  .accounts(state.names(at), inAll.accounts())
                  .amounting(inAll)
                  .build();
            })
        .orElseGet(() -> signal.seenIn(call).build());
  }

  private SignalBuilder signal(Entity reader, String endpoint, long at, Paces state) {
    return Signal.of(profile().id(), FLOOD, new Entity(SubjectType.ENDPOINT, endpoint))
        .at(at)
        .events(state.events(at))
        .accounts(state.names(at))
        .note(Named.of(reader));
  }

  /** The reader went on since the last signal, though it may be slower by now. */
  @Override
  public Optional<Signal> report(Entity reader, Paces state, long at) {
    Flood flood = state.due();
    Extent inAll = flood.story.extent(at);
    String endpoint = flood.endpoint(inAll.last());
    flood.story.reported(at);
    return Optional.of(
        signal(reader, endpoint, at, state)
            .since(inAll.since())
            .because(facts(flood.isLegacy(inAll.last()), flood.dataClasses(at)))
            .because(PaceWords.inAll(reader, inAll.events(), flood.wereMoreBefore(inAll.last())))
            .accounts(state.names(at), inAll.accounts())
            .amounting(inAll)
            .asReport()
            .build());
  }

  /** Named by the reader: another one's figures must not take their place. */
  private List<Condition> pace(Entity reader, ApiCall call, Paces state, long each) {
    long at = call.at();
    String endpoint = call.endpoint();
    String who = "calls of " + Named.of(reader);
    String within = Figures.of(window);
    return List.of(
        Condition.atLeast(
                "%s in the last %s".formatted(who, within),
                state.calls(endpoint, at),
                minCalls,
                "calls")
            .setBy(Options.MIN_CALLS),
        Condition.atLeast(
                "%s in the %s before".formatted(who, within),
                state.callsBefore(endpoint, at),
                minCalls,
                "calls")
            .setBy(Options.MIN_CALLS),
        Condition.atLeast(
                who
                    + (reader.type() == SubjectType.ADDRESS
                        ? " in a window for each user agent"
                        : " in a window for each account"),
                each,
                leastForEach(reader),
                "calls")
            .setBy(Options.MIN_CALLS_PER_ACCOUNT));
  }

  private static List<Condition> facts(boolean legacy, DataClasses classes) {
    List<Condition> held = new ArrayList<>();
    held.add(Condition.fact("limit in force for these calls", "none", "none"));
    held.add(Condition.atMost("calls refused with 429", 0, 0, "calls"));
    if (legacy) {
      held.add(Condition.fact(PaceWords.LEGACY, "yes", "yes"));
    }
    if (!classes.isEmpty()) {
      held.add(Condition.fact(PaceWords.CLASSES, classes.toString(), "at least one class"));
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
    return Optional.of(new PaceWords(match).finding());
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Paces newState() {
    return new Paces(window, minCalls, staysOpen());
  }
}
