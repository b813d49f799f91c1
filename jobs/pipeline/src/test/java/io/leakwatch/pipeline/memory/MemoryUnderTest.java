package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.types.EntitySerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The memory of entities in an operator that does nothing else, on a real state backend. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
final class MemoryUnderTest implements AutoCloseable {

  static final int GROUPS = 60;

  private static final int LARGEST_SNAPSHOT = 64 << 20;

  private static final class Host extends AbstractStreamOperator<String>
      implements OneInputStreamOperator<Entity, String>, Triggerable<Entity, VoidNamespace> {

    private final transient List<Entity> rung = new ArrayList<>();
    private transient EntityMemory memory;
    private transient InternalTimerService<VoidNamespace> timers;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      memory =
          new EntityMemory(
              this.<Entity>getKeyedStateBackend(),
              context.getKeyedStateStore(),
              getRuntimeContext().getTaskInfo(),
              time -> timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time),
              new SimpleCounter(),
              EntityMemory.MOST_SEGMENTS,
              Room.endless());
    }

    @Override
    public void open() throws Exception {
      super.open();
      timers = getInternalTimerService("ends", VoidNamespaceSerializer.INSTANCE, this);
      memory.takeOver();
    }

    @Override
    public void processElement(StreamRecord<Entity> element) {
      throw new UnsupportedOperationException("it is called by hand");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      memory.store();
      super.snapshotState(context);
    }

    @Override
    public void onEventTime(InternalTimer<Entity, VoidNamespace> timer) {
      rung.add(timer.getKey());
    }

    @Override
    public void onProcessingTime(InternalTimer<Entity, VoidNamespace> timer) {
      throw new UnsupportedOperationException("nothing here is timed by the wall clock");
    }
  }

  private final Host host = new Host();
  private final KeyedOneInputStreamOperatorTestHarness<Entity, Entity, String> harness;
  private long snapshots;

  private MemoryUnderTest(StateBackend backend, int parallelism, int index) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            host, entity -> entity, EntitySerializer.TYPE, GROUPS, parallelism, index);
    harness.setStateBackend(backend);
    harness.setCheckpointStorage(new JobManagerCheckpointStorage(LARGEST_SNAPSHOT));
    harness.setup(StringSerializer.INSTANCE);
  }

  /** An empty one. */
  static MemoryUnderTest empty(StateBackend backend) throws Exception {
    MemoryUnderTest empty = new MemoryUnderTest(backend, 1, 0);
    empty.harness.open();
    return empty;
  }

  /** One that begins with what another one stored. */
  static MemoryUnderTest restored(
      StateBackend backend, OperatorSubtaskState stored, int parallelism, int index)
      throws Exception {
    MemoryUnderTest restored = new MemoryUnderTest(backend, parallelism, index);
    restored.harness.initializeState(
        KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(
            stored, GROUPS, 1, parallelism, index));
    restored.harness.open();
    return restored;
  }

  EntityMemory memory() {
    return host.memory;
  }

  /** Those that have expired by a time, each once, however they are announced. */
  List<Entity> expired(long time) throws Exception {
    List<Entity> expired = new ArrayList<>();
    EntityMemory.Expired portion;
    do {
      portion = host.memory.expired(time);
      expired.addAll(portion.entities());
    } while (!portion.areAll());
    harness.processWatermark(time);
    expired.addAll(host.rung);
    host.rung.clear();
    return expired;
  }

  OperatorSubtaskState snapshot() throws Exception {
    snapshots++;
    return harness.snapshot(snapshots, snapshots);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
