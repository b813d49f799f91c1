package io.leakwatch.pipeline.watch;

import static io.leakwatch.pipeline.Harnesses.LATENESS;
import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.record;
import static io.leakwatch.pipeline.Harnesses.watch;
import static io.leakwatch.pipeline.watch.Stuffing.ADDRESS;
import static io.leakwatch.pipeline.watch.Stuffing.END;
import static io.leakwatch.pipeline.watch.Stuffing.feed;
import static io.leakwatch.pipeline.watch.Stuffing.remembered;
import static io.leakwatch.pipeline.watch.Stuffing.traffic;
import static io.leakwatch.pipeline.watch.Stuffing.undisturbed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the watching operator stores, takes over again, and forgets. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class WatchedStateTest {

  @Property(tries = 20)
  void aCrashInTheMiddleChangesNothing(
      @ForAll @IntRange(min = 0, max = 65) int cut, @ForAll @IntRange(max = 40) int seconds)
      throws Exception {
    List<Observation> all = traffic();
    List<Signal> signals = new ArrayList<>();
    OperatorSubtaskState saved;
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, all.subList(0, cut));
      harness.processWatermark(T + 1000L * Math.min(seconds, cut <= 40 ? cut - 1 : 0));
      saved = harness.snapshot(1, 1);
      signals.addAll(harness.extractOutputValues());
    }
    try (var harness = watch(List.of(STUFFING))) {
      harness.initializeState(saved);
      harness.open();
      feed(harness, all.subList(cut, all.size()));
      harness.processWatermark(END);
      signals.addAll(harness.extractOutputValues());
    }

    assertThat(signals).containsExactlyInAnyOrderElementsOf(undisturbed());
  }

  @ParameterizedTest
  @CsvSource({"ROCKSDB,ROCKSDB", "HEAP,ROCKSDB", "ROCKSDB,HEAP"})
  void aSavepointIsTakenOverByAJobWithAnotherStateBackend(Backend before, Backend after)
      throws Exception {
    List<Observation> all = traffic();
    List<Signal> signals = new ArrayList<>();
    OperatorSubtaskState saved;
    try (var harness = watch(List.of(STUFFING), 1, 0, before.make())) {
      harness.open();
      feed(harness, all.subList(0, 52));
      harness.processWatermark(T + 11_000);
      saved =
          harness
              .snapshotWithLocalState(1, 1, SavepointType.savepoint(SavepointFormatType.CANONICAL))
              .getJobManagerOwnedState();
      signals.addAll(harness.extractOutputValues());
    }
    try (var harness = watch(List.of(STUFFING), 1, 0, after.make())) {
      harness.initializeState(saved);
      harness.open();
      feed(harness, all.subList(52, 65));
      harness.processWatermark(T + 60_000);
      harness.snapshot(2, 2);
      assertThat(remembered(harness)).isEqualTo(after == Backend.HEAP ? 2 : -1);
      assertThat(keys(harness, "entity", "entity-logs")).isEqualTo(2);

      harness.processWatermark(END);
      signals.addAll(harness.extractOutputValues());
      harness.snapshot(3, 3);
      assertThat(keys(harness, "entity", "entity-logs")).isZero();
    }

    assertThat(signals).containsExactlyInAnyOrderElementsOf(undisturbed());
  }

  /** Of states in the state backend. */
  private static long keys(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness,
      String... states) {
    WatchOperator operator = (WatchOperator) harness.getOperator();
    return operator.getKeyedStateBackend().getKeys(List.of(states), VoidNamespace.INSTANCE).count();
  }

  @Test
  void stateOfTwoSubtasksIsTakenOverByOne() throws Exception {
    List<Signal> signals = new ArrayList<>();
    List<OperatorSubtaskState> parts = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      try (var harness = watch(List.of(STUFFING), 2, index)) {
        harness.open();
        for (Observation each : traffic().subList(0, 50)) {
          if (Harnesses.subtaskOf(each.entity(), 2) == index) {
            harness.processElement(record(each, each.at()));
          }
        }
        harness.processWatermark(T + 5000);
        parts.add(harness.snapshot(1, 1));
        signals.addAll(harness.extractOutputValues());
      }
    }
    OperatorSubtaskState both =
        AbstractStreamOperatorTestHarness.repackageState(
            parts.toArray(OperatorSubtaskState[]::new));
    try (var harness = watch(List.of(STUFFING))) {
      harness.initializeState(Harnesses.rescaled(both, 2, 1, 0));
      harness.open();
      feed(harness, traffic().subList(50, 65));
      harness.processWatermark(END);
      signals.addAll(harness.extractOutputValues());
    }

    assertThat(signals).containsExactlyInAnyOrderElementsOf(undisturbed());
  }

  @Test
  void afterTheLongestWindowAndTheLatenessNothingIsLeft() throws Exception {
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, traffic());
      harness.processWatermark(T + 60_000);
      harness.snapshot(1, 1);
      assertThat(remembered(harness)).isEqualTo(2);

      // Of a detector's windows three hours are the longest: none of these accounts got in.
      harness.processWatermark(T + Duration.ofHours(4).plus(LATENESS).toMillis());
      harness.snapshot(2, 2);

      assertThat(remembered(harness)).isZero();
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  /** An account that comes in and looks at so many others, within minutes. */
  private static List<Observation> visit(int looks) {
    Entity account = new Entity(SubjectType.ACCOUNT, "u1");
    List<Observation> visit = new ArrayList<>();
    visit.add(
        new Observation(
            account,
            new Login(
                "e",
                T,
                LoginAction.LOGIN,
                LoginOutcome.SUCCESS,
                null,
                account.id(),
                ADDRESS,
                64_500,
                "Firefox",
                "device",
                "session",
                LoginMethod.PASSWORD,
                false,
                null)));
    for (int i = 0; i < looks; i++) {
      visit.add(
          new Observation(
              account,
              new ApiCall(
                  "e" + i,
                  T + 1000L * i,
                  "app",
                  ClientKind.FIRST_PARTY,
                  account.id(),
                  ADDRESS,
                  64_500,
                  1,
                  "session",
                  "/2/users/:id",
                  false,
                  900,
                  Operation.READ,
                  ResourceKind.PROFILE,
                  "friend-" + i,
                  200,
                  1,
                  DataClasses.NONE,
                  "",
                  ApiCall.UNKNOWN_AGE)));
    }
    return visit;
  }

  private static long storedAfter(Duration time, int looks) throws Exception {
    try (var harness = watch(Detectors.ALL)) {
      harness.open();
      feed(harness, visit(looks));
      harness.processWatermark(T + 600_000);
      harness.snapshot(1, 1);
      harness.processWatermark(T + time.toMillis());
      long stored = harness.snapshot(2, 2).getStateSize();
      assertThat(remembered(harness)).isEqualTo(1);
      return stored;
    }
  }

  @Test
  void whatIsRememberedByTheHourIsDroppedThoughTheRestIsKeptForWeeks() throws Exception {
    Duration halfADay = Duration.ofHours(12);
    Duration twoDays = Duration.ofDays(2);

    assertThat(storedAfter(halfADay, 30)).isGreaterThan(storedAfter(halfADay, 0) + 30 * 6);
    // How much an account usually reads stays, as one number.
    assertThat(storedAfter(twoDays, 30)).isCloseTo(storedAfter(twoDays, 1), within(4L));
  }

  @Test
  void whatWaitedAtACheckpointIsNotHeldOnceItIsComplete() throws Exception {
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, traffic().subList(0, 50));
      harness.processWatermark(T + 5000);
      harness.snapshot(1, 1);
      assertThat(keys(harness, "waiting")).isPositive();

      harness.notifyOfCompletedCheckpoint(1);
      assertThat(keys(harness, "waiting")).isZero();

      feed(harness, traffic().subList(50, 65));
      harness.processWatermark(END);
      assertThat(harness.extractOutputValues()).containsExactlyInAnyOrderElementsOf(undisturbed());
    }
  }

  @Test
  void aDetectorMayBeGoneWhenItsStateIsRestored() throws Exception {
    OperatorSubtaskState saved;
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, traffic());
      harness.processWatermark(T + 20_000);
      saved = harness.snapshot(1, 1);
    }
    try (var harness = watch(List.of())) {
      harness.initializeState(saved);
      harness.open();
      harness.processWatermark(END);
      harness.snapshot(2, 2);

      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(remembered(harness)).isZero();
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }
}
