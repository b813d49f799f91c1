package io.leakwatch.benchmarks.statesize;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.route.Routing;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.pipeline.watch.MemoryLimit;
import io.leakwatch.pipeline.watch.WatchOperator;
import io.leakwatch.schemas.SubjectType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The job's own watching operator with all detectors and its state on the heap, alone in this JVM:
 * no source, no network, so that all memory that grows is what it remembers.
 */
final class WatchedEntities {

  private static final Duration LATENESS = Duration.ofMinutes(10);

  /** What has ended is forgotten a few thousand entities at each watermark; so many are enough. */
  private static final int PORTIONS = 1_000;

  private final SubjectType kind;
  private final Routing routing;
  private final WatchOperator watch;
  private final KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> operator;
  private long checkpoints;

  /**
   * @param kind the one kind of entity that is watched here
   * @param checkpointFolder where checkpoints are written
   * @param now what comes before it is taken at once, and nothing of it forgotten before {@link
   *     #advanceTo}
   */
  WatchedEntities(SubjectType kind, Path checkpointFolder, Instant now) throws Exception {
    this.kind = kind;
    List<Armed> armed = Detectors.ALL.stream().map(DetectorType::armed).toList();
    routing = new Routing(armed);
    watch = new WatchOperator(armed, LATENESS, MemoryLimit.OF_HEAP);
    operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            watch, Observation::entity, EntitySerializer.TYPE, DetectionJob.MAX_PARALLELISM, 1, 0);
    operator.setCheckpointStorage(new FileSystemCheckpointStorage(checkpointFolder.toUri()));
    operator.open();
    advanceTo(now);
  }

  /** Shows an activity to the entity of the kind that is watched, if any detector wants that. */
  void see(Activity activity) {
    routing.observations(
        activity,
        observation -> {
          if (observation.entity().type() == kind) {
            take(observation);
          }
        });
  }

  private void take(Observation observation) {
    try {
      operator.processElement(new StreamRecord<>(observation, observation.at()));
    } catch (Exception fault) {
      throw new IllegalStateException("a sensor failed on " + observation, fault);
    }
  }

  /** Lets the time come; of who sleeps since the last checkpoint, what has ended is forgotten. */
  void advanceTo(Instant time) throws Exception {
    for (int portion = 0; portion < PORTIONS; portion++) {
      operator.processWatermark(time.toEpochMilli() + portion);
    }
    operator.getOutput().clear();
  }

  /** How many entities anything is remembered of, as of the last checkpoint. */
  int remembered() {
    return watch.remembered();
  }

  /** Writes a checkpoint, of state and timers; returns how many bytes it takes. */
  long checkpoint() throws Exception {
    checkpoints++;
    return operator.snapshot(checkpoints, checkpoints).getStateSize();
  }
}
