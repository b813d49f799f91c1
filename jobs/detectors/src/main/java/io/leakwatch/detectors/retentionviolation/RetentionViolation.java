package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Records are handed out that should have been deleted long ago: so they are still there. */
public final class RetentionViolation implements Detector<Holdings> {

  private static final String OVERDUE = "overdue";
  static final String RECORDS = "records in answers that held such";

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
    String owner = call.target() == null ? call.account() : call.target();
    handedOut(reader, call, periods.broken(call), owner, call.records(), age, state, out);
  }

  private void wasRead(Entity reader, DmActivity read, Holdings state, Signals out) {
    long age = Periods.age(read.at(), read.recordAt());
    handedOut(reader, read, periods.broken(read), read.account(), 1, age, state, out);
  }

  private void handedOut(
      Entity reader,
      Activity activity,
      Kind kind,
      String owner,
      int records,
      long age,
      Holdings state,
      Signals out) {
    long at = activity.at();
    Kept kept = state.handedOut(kind, at, activity.eventId(), owner, records, age);
    if (kept.isDue(at)) {
      kept.told(at);
      out.emit(overdue(reader, at, kind, kept, state));
    }
  }

  private Signal overdue(Entity reader, long at, Kind kind, Kept kept, Holdings state) {
    Duration limit = periods.limit(kind);
    return Signal.of(profile().id(), OVERDUE, reader)
        .at(at)
        .since(kept.first())
        .confidence(confidence(kept.oldest(), limit))
        .because(
            Condition.above(
                "age of the oldest record: " + kind.words,
                kept.oldest().toDays(),
                limit.toDays(),
                "days"),
            Condition.atLeast("answers with too old " + kind.words, kept.answers(), 1, "answers"),
            Condition.atLeast(RECORDS, kept.records(), 1, "records"))
        .events(state.events.list(at))
        .accounts(state.names.list(at), state.owners(at))
        .note(kind.words)
        .build();
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
