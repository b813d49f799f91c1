package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Entity;
import io.leakwatch.detection.Observation;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.pipeline.types.ObservationSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;

/**
 * Shows every observation to the sensors of its entity. One state object and at most one timer an
 * entity; the timer only forgets what has ended, and no decision hangs on it.
 */
public final class WatchOperator extends InEventTimeOrder<Entity, Observation, Signal> {

  /** Timers are set to whole minutes, so that many entities share one. */
  private static final long TIMER_GRAIN_MILLIS = 60_000;

  private final ArrayList<Armed> armed;
  private final long latenessMillis;

  private transient Sensors sensors;
  private transient EntityMemory memory;
  private transient Counter watched;

  /**
   * @param lateness how late a straggler may be: state is kept this much longer than its window
   */
  public WatchOperator(List<Armed> armed, Duration lateness) {
    super(ObservationSerializer.TYPE, Observation::entity);
    this.armed = new ArrayList<>(armed);
    this.latenessMillis = lateness.toMillis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    sensors = new Sensors(armed);
    watched = getMetricGroup().addGroup("leakwatch").counter("watched");
    memory =
        new EntityMemory(
            context
                .getKeyedStateStore()
                .getState(new ValueStateDescriptor<>("entity", EntityStateSerializer.TYPE)),
            this::setCurrentKey);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    memory.putAllToSleep();
    super.snapshotState(context);
  }

  @Override
  long timeOf(Observation observation) {
    return observation.at();
  }

  @Override
  Comparator<Observation> tieBreak() {
    return Comparator.comparing(observation -> observation.activity().eventId());
  }

  @Override
  void take(Observation observation) throws Exception {
    watched.inc();
    EntityState remembered = memory.of(observation.entity());
    EntityState state = remembered == null ? new EntityState() : remembered;
    Signals out = signal -> emit(signal, signal.at());
    sensors.observe(observation, state, out);
    if (state.wakesAt() == StatePart.NEVER && !setFirstTimer(state)) {
      return;
    }
    memory.keep(observation.entity(), state);
  }

  /** Not for an entity of which nothing is remembered yet: such a one is not stored at all. */
  private boolean setFirstTimer(EntityState state) {
    long end = sensors.prune(state, StatePart.NEVER);
    if (end == StatePart.NEVER) {
      return false;
    }
    wake(state, end);
    return true;
  }

  private void wake(EntityState state, long end) {
    long time = Math.floorDiv(end + latenessMillis, TIMER_GRAIN_MILLIS) + 1;
    state.wakesAt(time * TIMER_GRAIN_MILLIS);
    wakeAt(state.wakesAt());
  }

  @Override
  public void onEventTime(InternalTimer<Entity, VoidNamespace> timer) throws Exception {
    EntityState state = memory.of(timer.getKey());
    if (state == null) {
      return;
    }
    long end = sensors.prune(state, timer.getTimestamp() - latenessMillis);
    if (end == StatePart.NEVER) {
      memory.forget(timer.getKey());
    } else {
      wake(state, end);
      memory.keep(timer.getKey(), state);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<Entity, VoidNamespace> timer) {
    throw new IllegalStateException("nothing here is timed by the wall clock");
  }
}
