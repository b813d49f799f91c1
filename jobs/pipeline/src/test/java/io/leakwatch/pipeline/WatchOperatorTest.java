package io.leakwatch.pipeline;

import static io.leakwatch.pipeline.Harnesses.LATENESS;
import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.record;
import static io.leakwatch.pipeline.Harnesses.spread;
import static io.leakwatch.pipeline.Harnesses.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Entity;
import io.leakwatch.detection.Observation;
import io.leakwatch.detection.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class WatchOperatorTest {

  private static final String ADDRESS = "203.0.113.7";
  private static final String OTHER = "2001:db8:1:2::/64";
  private static final long END = T + Duration.ofDays(3).toMillis();

  private static void feed(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness,
      List<Observation> observations)
      throws Exception {
    for (Observation each : observations) {
      harness.processElement(record(each, each.at()));
    }
  }

  private static int remembered(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness) {
    return ((WatchOperator) harness.getOperator()).remembered();
  }

  private static List<Observation> traffic() {
    List<Observation> all = new ArrayList<>(spread(ADDRESS, 40));
    all.addAll(spread(OTHER, 25));
    return all;
  }

  /** What comes out when everything arrives in order, one watermark after each event. */
  private static List<Signal> undisturbed() throws Exception {
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      List<Observation> all = traffic();
      all.sort(
          (one, other) ->
              one.at() != other.at()
                  ? Long.compare(one.at(), other.at())
                  : one.activity().eventId().compareTo(other.activity().eventId()));
      for (Observation each : all) {
        harness.processElement(record(each, each.at()));
        harness.processWatermark(each.at() - 1);
      }
      harness.processWatermark(END);
      return harness.extractOutputValues();
    }
  }

  @Property(tries = 20)
  void whateverOrderItArrivesInWithinAWatermarkTheSignalsAreTheSame(@ForAll long seed)
      throws Exception {
    List<Observation> shuffled = traffic();
    Collections.shuffle(shuffled, new Random(seed));
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, shuffled);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(END);

      assertThat(harness.extractOutputValues())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(undisturbed());
    }
  }

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

  private enum Backend {
    HEAP,
    ROCKSDB;

    StateBackend make() {
      return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
    }
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
      signals.addAll(harness.extractOutputValues());
      harness.snapshot(2, 2);
      assertThat(remembered(harness)).isEqualTo(after == Backend.HEAP ? 2 : -1);
      assertThat(keys(harness)).isEqualTo(2);

      harness.processWatermark(END);
      harness.snapshot(3, 3);
      assertThat(keys(harness)).isZero();
    }

    assertThat(signals).containsExactlyInAnyOrderElementsOf(undisturbed());
  }

  /** In the state backend. */
  private static long keys(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness) {
    WatchOperator operator = (WatchOperator) harness.getOperator();
    return operator
        .getKeyedStateBackend()
        .getKeys(List.of("entity", "entity-logs"), VoidNamespace.INSTANCE)
        .count();
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

  @Test
  void whatACheckpointHasStoredIsNotHeldOnceItIsComplete() throws Exception {
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, traffic().subList(0, 50));
      harness.processWatermark(T + 5000);
      harness.snapshot(1, 1);
      assertThat(harness.numKeyedStateEntries()).isPositive();

      harness.notifyOfCompletedCheckpoint(1);
      assertThat(harness.numKeyedStateEntries()).isZero();

      feed(harness, traffic().subList(50, 65));
      harness.processWatermark(END);
      assertThat(harness.extractOutputValues()).containsExactlyInAnyOrderElementsOf(undisturbed());
    }
  }

  @Test
  void aStragglersSignalIsStampedAheadOfTheWatermark() throws Exception {
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, spread(ADDRESS, 14));
      harness.processWatermark(T + 60_000);
      feed(harness, spread(ADDRESS, 15).subList(14, 15));

      assertThat(harness.extractOutputStreamRecords())
          .singleElement()
          .satisfies(
              signal -> {
                assertThat(signal.getValue().at()).isEqualTo(T + 14_000);
                assertThat(signal.getTimestamp()).isEqualTo(T + 60_001);
              });
    }
  }

  @Test
  void whoHasSleptWhileThousandsWereSeenIsRememberedAsBefore() throws Exception {
    List<Observation> all = spread(ADDRESS, 40);
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, all.subList(0, 14));
      harness.processWatermark(T + 14_000);
      for (int i = 0; i < 10_000; i++) {
        feed(harness, spread("2001:db8:0:%x::/64".formatted(i), 1));
      }
      assertThat(remembered(harness)).isGreaterThan(5_000);
      feed(harness, all.subList(14, 40));
      harness.processWatermark(END);

      assertThat(harness.extractOutputValues())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              undisturbed().stream()
                  .filter(signal -> signal.subject().id().equals(ADDRESS))
                  .toList());
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
