package io.leakwatch.pipeline.watch;

import static io.leakwatch.pipeline.Harnesses.LATENESS;
import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.failedLogin;
import static io.leakwatch.pipeline.Harnesses.record;
import static io.leakwatch.pipeline.Harnesses.watch;
import static io.leakwatch.pipeline.watch.Stuffing.ADDRESS;
import static io.leakwatch.pipeline.watch.Stuffing.remembered;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.decode.DeadLetters;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Whoever makes up ids by the million fills the memory; that blinds nobody to what comes then. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class FloodedMemoryTest {

  private static final int MEGABYTES = 2;

  /** Several times as many as there is room for. */
  private static final int FLOOD = 60_000;

  private static final int FEW_GROUPS = 4;

  private long now = T;
  private int made;

  private static KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> small()
      throws Exception {
    return watch(
        new WatchOperator(List.of(STUFFING.armed()), LATENESS, new MemoryLimit(MEGABYTES)),
        FEW_GROUPS,
        1,
        0,
        Backend.HEAP.make());
  }

  /** Two addresses a millisecond, each seen once. */
  private void flood(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness, int addresses)
      throws Exception {
    for (int i = 0; i < addresses; i++) {
      made++;
      now += made % 2;
      String address = "2001:db8:%x:%x::/64".formatted(made >> 16, made & 0xFFFF);
      harness.processElement(record(failedLogin(address, made, now), now));
    }
    harness.processWatermark(now);
  }

  private void attack(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness,
      int from,
      int until)
      throws Exception {
    for (int i = from; i < until; i++) {
      now += 1_000;
      harness.processElement(record(failedLogin(ADDRESS, 1_000_000 + i, now), now));
    }
    harness.processWatermark(now);
  }

  private static void isFound(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness) {
    assertThat(harness.extractOutputValues())
        .extracting(signal -> signal.subject().id())
        .contains(ADDRESS);
  }

  private static int forgotten(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness) {
    int forgotten = 0;
    for (StreamRecord<Forgotten> each : harness.getSideOutput(WatchOperator.FORGOTTEN)) {
      forgotten += each.getValue().entities();
    }
    return forgotten;
  }

  @Test
  void anAttackThatBeginsWhenMemoryIsFullIsFound() throws Exception {
    try (var harness = small()) {
      harness.open();
      flood(harness, FLOOD);
      attack(harness, 0, 15);

      isFound(harness);
      assertThat(harness.getSideOutput(DeadLetters.TAG)).as("no dead letters").isNull();
    }
  }

  @Test
  void anAttackIsFoundThatWasSeenBeforeTheFloodAndGoesOnAfterIt() throws Exception {
    try (var harness = small()) {
      harness.open();
      attack(harness, 0, 8);
      for (int i = 8; i < 15; i++) {
        flood(harness, FLOOD / 7);
        attack(harness, i, i + 1);
      }

      isFound(harness);
    }
  }

  @Test
  void whatIsForgottenIsCountedToTheLastOne() throws Exception {
    try (var harness = small()) {
      harness.open();
      flood(harness, FLOOD);
      harness.snapshot(1, 1);
      made--;
      flood(harness, 1); // the last one again, which is known

      assertThat(remembered(harness)).isBetween(5_000, FLOOD / 2);
      assertThat(forgotten(harness)).isEqualTo(FLOOD - remembered(harness));
    }
  }

  @Test
  void whatIsRestoredIsWithinTheLimitAndStillKnowsWhoCameOften() throws Exception {
    OperatorSubtaskState saved;
    try (var harness = small()) {
      harness.open();
      attack(harness, 0, 8);
      flood(harness, FLOOD);
      saved = harness.snapshot(1, 1);
    }
    try (var harness = small()) {
      harness.initializeState(saved);
      harness.open();
      flood(harness, FLOOD);
      attack(harness, 8, 15);

      isFound(harness);
    }
  }
}
