package io.leakwatch.pipeline.watch;

import static io.leakwatch.pipeline.Harnesses.LATENESS;
import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.failedLogin;
import static io.leakwatch.pipeline.Harnesses.record;
import static io.leakwatch.pipeline.Harnesses.spread;
import static io.leakwatch.pipeline.Harnesses.watch;
import static io.leakwatch.pipeline.watch.Stuffing.ADDRESS;
import static io.leakwatch.pipeline.watch.Stuffing.feed;
import static io.leakwatch.pipeline.watch.Stuffing.remembered;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.schemas.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the watching operator does when a key group has no room for more entities. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class FullMemoryTest {

  /** For some thousands of entities, and those that are awake fit into what is spared. */
  private static final int FEW_SEGMENTS = 128;

  private static final int FAR_TOO_MANY = 60_000;

  /** All entities are in one key group. */
  private static KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> small(
      Backend backend) throws Exception {
    return watch(
        new WatchOperator(List.of(STUFFING.armed()), LATENESS, MemoryLimit.OF_HEAP, FEW_SEGMENTS),
        1,
        1,
        0,
        backend.make());
  }

  @Test
  void newEntitiesAreRefusedAndASavepointCanStillBeTaken() throws Exception {
    List<Observation> attack = spread(ADDRESS, 15);
    OperatorSubtaskState saved;
    List<DeadLetter> letters = new ArrayList<>();
    try (var harness = small(Backend.HEAP)) {
      harness.open();
      feed(harness, attack.subList(0, 14));
      for (int i = 0; i < FAR_TOO_MANY; i++) {
        long at = T + i / 10;
        harness.processElement(
            record(failedLogin("2001:db8:%x:%x::/64".formatted(i >> 16, i & 0xFFFF), i, at), at));
      }
      harness.processWatermark(T + 14_500);

      for (StreamRecord<DeadLetter> each : harness.getSideOutput(DeadLetters.TAG)) {
        letters.add(each.getValue());
      }
      saved =
          harness
              .snapshotWithLocalState(1, 1, SavepointType.savepoint(SavepointFormatType.CANONICAL))
              .getJobManagerOwnedState();
      assertThat(remembered(harness)).isGreaterThan(5_000);
      assertThat(letters).hasSize(1 + FAR_TOO_MANY - remembered(harness));
    }
    assertThat(letters)
        .isNotEmpty()
        .allSatisfy(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("memory-full");
              assertThat(letter.getDetail()).contains("set state.backend: rocksdb");
            });
    try (var harness = small(Backend.ROCKSDB)) {
      harness.initializeState(saved);
      harness.open();
      feed(harness, attack.subList(14, 15));
      harness.processWatermark(T + 15_000);

      assertThat(harness.extractOutputValues())
          .extracting(signal -> signal.subject().id())
          .contains(ADDRESS);
    }
  }
}
