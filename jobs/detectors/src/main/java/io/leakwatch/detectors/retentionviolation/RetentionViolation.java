package io.leakwatch.detectors.retentionviolation;

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
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Records are handed out that should have been deleted long ago: so they are still there. */
public final class RetentionViolation implements Detector<Holdings> {

  private static final String OVERDUE = "overdue";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, RetentionViolation::new);

  private final Periods periods;
  private final int bulkRecords;
  private final Duration quiet;

  private RetentionViolation(Settings settings) {
    this.periods = new Periods(settings);
    this.bulkRecords = settings.get(Options.BULK_RECORDS);
    this.quiet = settings.get(Options.QUIET);
  }

  // Sensor

  @Override
  public List<Watch<?, Holdings>> watches() {
    return List.of(
        Watch.of(
            SubjectType.CLIENT,
            ApiCall.class,
            call -> call.client() != null && periods.broken(call) != null,
            this::answered),
        Watch.of(
            SubjectType.RESOURCE,
            ApiCall.class,
            call -> call.client() == null && periods.broken(call) != null,
            this::answered),
        Watch.of(
            SubjectType.CLIENT,
            DmActivity.class,
            read -> periods.broken(read) != null,
            this::wasRead));
  }

  private void answered(Entity reader, ApiCall call, Holdings state, Signals out) {
    long age = Periods.age(call.at(), call.oldestRecordAt());
    Kept kept = state.handedOut(periods.broken(call), call, Whose.of(call), call.records(), age);
    judge(reader, call.at(), kept, state, out);
  }

  private void wasRead(Entity reader, DmActivity read, Holdings state, Signals out) {
    long age = Periods.age(read.at(), read.recordAt());
    Kept kept = state.handedOut(periods.broken(read), read, Whose.of(read), 1, age);
    judge(reader, read.at(), kept, state, out);
  }

  private void judge(Entity reader, long at, Kept kept, Holdings state, Signals out) {
    if (kept.isDue(at)) {
      kept.told(at);
      state.story.reported(at);
      out.emit(overdue(reader, at, state).since(kept.first()).build());
    }
  }

  /** More was handed out since the last signal, though not twice as much. */
  @Override
  public Optional<Signal> report(Entity reader, Holdings state, long at) {
    state.story.reported(at);
    return state.goingOn(at).isEmpty()
        ? Optional.empty()
        : Optional.of(overdue(reader, at, state).asReport().build());
  }

  /** All kinds that go on: one kind's figures do not take the place of another's. */
  private SignalBuilder overdue(Entity reader, long at, Holdings state) {
    Map<Kind, Kept> kinds = state.goingOn(at);
    Extent inAll = state.inAll(at);
    int confidence =
        kinds.entrySet().stream()
            .mapToInt(each -> confidence(each.getValue().oldest(), periods.limit(each.getKey())))
            .max()
            .orElse(0);
    return Signal.of(profile().id(), OVERDUE, reader)
        .at(at)
        .since(kinds.values().stream().mapToLong(Kept::first).min().orElse(at))
        .confidence(confidence)
        .because(kinds.entrySet().stream().flatMap(each -> conditions(each).stream()).toList())
        .events(state.events.list(at))
        .accounts(state.names.list(at), inAll.accounts())
        .note(kinds.keySet().stream().map(Kind::name).collect(Collectors.joining(" ")))
        .amounting(inAll);
  }

  private List<Condition> conditions(Map.Entry<Kind, Kept> each) {
    Kind kind = each.getKey();
    Kept kept = each.getValue();
    return List.of(
        Condition.above(kind.oldest(), kept.oldest().toDays(), periods.limit(kind).toDays(), "days")
            .setBy(Options.LIMITS.get(kind)),
        Condition.atLeast(kind.answers(), kept.answers(), 1, "answers"),
        Condition.atLeast(kind.records(), kept.records(), 1, "records"));
  }

  /** Just past the limit a clean-up may be under way; at twice the limit none has run for long. */
  private static int confidence(Duration oldest, Duration limit) {
    double beyond = (double) oldest.toMillis() / limit.toMillis() - 1;
    return (int) Math.round(70 + 25 * Math.min(1, beyond));
  }

  /**
   * While it goes on the alert is updated once a day, so a day more than the quiet time suffices.
   */
  @Override
  public Duration openFor() {
    return quiet.plusDays(1);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(RetentionWords.overdue(match, bulkRecords));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Holdings newState() {
    return new Holdings(quiet);
  }
}
