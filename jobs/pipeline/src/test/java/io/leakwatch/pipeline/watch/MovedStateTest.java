package io.leakwatch.pipeline.watch;

import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.failedLogin;
import static io.leakwatch.pipeline.Harnesses.record;
import static io.leakwatch.pipeline.Harnesses.watch;
import static io.leakwatch.pipeline.watch.Stuffing.END;
import static io.leakwatch.pipeline.watch.Stuffing.remembered;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many entities in few key groups, taken from one state backend to another, and then on. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class MovedStateTest {

  private static final int ENTITIES = 10_000;
  private static final int FEW_GROUPS = 3;

  /** So many accounts from one address are no attack yet; one more is. */
  private static final int ONE_SHORT = 14;

  /** Addresses of a few key groups. */
  private static List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; addresses.size() < ENTITIES; i++) {
      String address = "2001:db8:%x:%x::/64".formatted(i >> 16, i & 0xFFFF);
      int group =
          KeyGroupRangeAssignment.assignToKeyGroup(
              new Entity(SubjectType.ADDRESS, address), DetectionJob.MAX_PARALLELISM);
      if (group < FEW_GROUPS) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private static void attempt(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness,
      List<String> addresses,
      int number)
      throws Exception {
    long at = T + 1000L * number;
    for (String address : addresses) {
      harness.processElement(record(failedLogin(address, number, at), at));
    }
    harness.processWatermark(at);
  }

  private static OperatorSubtaskState savepoint(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness, long id)
      throws Exception {
    return harness
        .snapshotWithLocalState(id, id, SavepointType.savepoint(SavepointFormatType.CANONICAL))
        .getJobManagerOwnedState();
  }

  @ParameterizedTest
  @CsvSource({"HEAP,ROCKSDB", "ROCKSDB,HEAP"})
  void allAreStillRememberedAfterASecondRestart(Backend before, Backend after) throws Exception {
    List<String> addresses = addresses();
    OperatorSubtaskState moved;
    try (var harness = watch(List.of(STUFFING), 1, 0, before.make())) {
      harness.open();
      for (int number = 0; number < ONE_SHORT - 1; number++) {
        attempt(harness, addresses, number);
      }
      moved = savepoint(harness, 1);
    }
    OperatorSubtaskState again;
    try (var harness = watch(List.of(STUFFING), 1, 0, after.make())) {
      harness.initializeState(moved);
      harness.open();
      attempt(harness, addresses, ONE_SHORT - 1);
      assertThat(harness.extractOutputValues()).isEmpty();
      again = savepoint(harness, 2);
      assertThat(keysOf(harness, after == Backend.HEAP ? "entity" : "entity-logs"))
          .as("left behind in the form of the other backend")
          .isZero();
    }
    try (var harness = watch(List.of(STUFFING), 1, 0, after.make())) {
      harness.initializeState(again);
      harness.open();
      attempt(harness, addresses, ONE_SHORT);

      assertThat(harness.extractOutputValues())
          .extracting(signal -> signal.subject().id())
          .containsExactlyInAnyOrderElementsOf(addresses);

      harness.processWatermark(END);
      assertThat(remembered(harness)).as("not all are forgotten at once").isNotZero();
      for (int portion = 1; portion < 5; portion++) {
        harness.processWatermark(END + portion);
      }
      harness.snapshot(3, 3);
      assertThat(remembered(harness)).isEqualTo(after == Backend.HEAP ? 0 : -1);
      assertThat(keysOf(harness, "entity")).isZero();
      assertThat(keysOf(harness, "entity-logs")).isZero();
    }
  }

  private static long keysOf(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness, String state) {
    WatchOperator operator = (WatchOperator) harness.getOperator();
    return operator.getKeyedStateBackend().getKeys(List.of(state), VoidNamespace.INSTANCE).count();
  }
}
