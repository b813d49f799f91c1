package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.correlate.Correlate;
import io.leakwatch.pipeline.geo.GeoFiles;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.pipeline.watch.MemoryLimit;
import io.leakwatch.pipeline.watch.WatchOperator;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Single operators of the job, fed by hand. */
public final class Harnesses {

  public static final long T = 1_700_000_040_000L;
  public static final Duration LATENESS = Duration.ofMinutes(10);

  /** Armed with its defaults, as every operator here is. */
  public static final DetectorType STUFFING = Detectors.byId("credential-stuffing").orElseThrow();

  /** Bytes of a snapshot that is kept in memory. */
  private static final int LARGEST_SNAPSHOT = 64 << 20;

  private static final int GROUPS = DetectionJob.MAX_PARALLELISM;
  private static final int FEW_GROUPS = 4;

  private Harnesses() {}

  public static KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> watch(
      List<DetectorType> detectors) throws Exception {
    return watch(detectors, 1, 0);
  }

  public static KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> watch(
      List<DetectorType> detectors, int parallelism, int index) throws Exception {
    return watch(detectors, parallelism, index, new HashMapStateBackend());
  }

  public static KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> watch(
      List<DetectorType> detectors, int parallelism, int index, StateBackend backend)
      throws Exception {
    return watching(
        detectors.stream().map(DetectorType::armed).toList(), GROUPS, parallelism, index, backend);
  }

  /**
   * Of detectors with other options than their defaults; quickly made, for there are few groups.
   */
  public static KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> watching(
      List<Armed> armed) throws Exception {
    return watching(armed, FEW_GROUPS, 1, 0, new HashMapStateBackend());
  }

  private static KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> watching(
      List<Armed> armed, int groups, int parallelism, int index, StateBackend backend)
      throws Exception {
    return watch(
        new WatchOperator(armed, LATENESS, MemoryLimit.OF_HEAP),
        groups,
        parallelism,
        index,
        backend);
  }

  public static KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> watch(
      WatchOperator operator, int groups, int parallelism, int index, StateBackend backend)
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, Observation::entity, EntitySerializer.TYPE, groups, parallelism, index);
    harness.setStateBackend(backend);
    harness.setCheckpointStorage(new JobManagerCheckpointStorage(LARGEST_SNAPSHOT));
    harness.setup(
        Correlate.SIGNAL.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return harness;
  }

  public static KeyedOneInputStreamOperatorTestHarness<Tuple2<String, Entity>, Match, Alert> raise(
      List<DetectorType> detectors) throws Exception {
    return raising(detectors.stream().map(DetectorType::armed).toList());
  }

  /** The same, of detectors with other options than their defaults. */
  public static KeyedOneInputStreamOperatorTestHarness<Tuple2<String, Entity>, Match, Alert>
      raising(List<Armed> armed) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new RaiseOperator("raise", armed, new GeoFiles(List.of(), List.of())),
            RaiseOperator::keyOf,
            RaiseOperator.KEY,
            GROUPS,
            1,
            0);
    harness.setup(
        RaiseOperator.ALERT.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return harness;
  }

  /** The subtask that a key's records are sent to. */
  public static int subtaskOf(Entity entity, int parallelism) {
    return subtaskOf(entity, GROUPS, parallelism);
  }

  /** The same, in a job with so many key groups. */
  public static int subtaskOf(Entity entity, int groups, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(entity, groups, parallelism);
  }

  /** State of several subtasks, as one of a job with another parallelism gets it. */
  public static OperatorSubtaskState rescaled(
      OperatorSubtaskState all, int before, int after, int index) throws Exception {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        all, GROUPS, before, after, index);
  }

  public static Observation failedLogin(String address, int number, long at) {
    return new Observation(
        new Entity(SubjectType.ADDRESS, address),
        new Login(
            "e%04d".formatted(number),
            at,
            LoginAction.LOGIN,
            LoginOutcome.FAILURE,
            null,
            "account-" + number,
            address,
            64_500,
            "curl/8",
            null,
            null,
            LoginMethod.PASSWORD,
            false,
            null));
  }

  /** A spread of stuffing from one address: an account every second. */
  public static List<Observation> spread(String address, int accounts) {
    List<Observation> spread = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      spread.add(failedLogin(address, i, T + 1000L * i));
    }
    return spread;
  }

  public static Match match(Entity subject, long at, int number) {
    return Match.of(
        Signal.of(STUFFING.id(), "spread", subject)
            .at(at)
            .confidence(50)
            .events("e" + number)
            .accounts(List.of("account-" + number), number)
            .note("failed attempts")
            .build());
  }

  /** For tests of sensors that may not fail. */
  public static void rethrow(String detectorId, RuntimeException fault) {
    throw fault;
  }

  public static <T> StreamRecord<T> record(T value, long at) {
    return new StreamRecord<>(value, at);
  }
}
