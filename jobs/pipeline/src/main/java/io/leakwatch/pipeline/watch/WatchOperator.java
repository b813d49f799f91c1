package io.leakwatch.pipeline.watch;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.memory.BegunAnew;
import io.leakwatch.pipeline.memory.EntityMemory;
import io.leakwatch.pipeline.memory.EntityState;
import io.leakwatch.pipeline.memory.Room;
import io.leakwatch.pipeline.metrics.CounterBy;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.pipeline.order.InEventTimeOrder;
import io.leakwatch.pipeline.types.ObservationSerializer;
import io.leakwatch.schemas.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.OutputTag;

/**
 * Shows every observation to the sensors of its entity. One state object an entity, and one moment
 * at which it is looked at what of it has ended and can be forgotten; no decision hangs on that.
 */
public final class WatchOperator extends InEventTimeOrder<Entity, Observation, Signal> {

  /** That something was forgotten before its time. */
  public static final OutputTag<Forgotten> FORGOTTEN = new OutputTag<>("forgotten", Forgotten.TYPE);

  private static final String STEP = "watch";

  /** Entities expire at whole minutes, so that many share one. */
  private static final long GRAIN_MILLIS = 60_000;

  /**
   * What was remembered by the hour lies beside what is remembered for weeks, and is most of it: an
   * entity is looked at again when the first of it has ended, but not more often than this.
   */
  private static final long PAUSE_MILLIS = 24 * 3_600_000;

  private final ArrayList<Armed> armed;
  private final long latenessMillis;
  private final int mostSegments;
  private final MemoryLimit limit;

  private transient Sensors sensors;
  private transient DetectorFaults faults;
  private transient EntityMemory memory;
  private transient Sensors.Outlet outlet;
  private transient Counter watched;
  private transient Counter notRemembered;
  private transient Counter forgottenEarly;
  private transient Counter memoryFull;
  private transient CounterBy signals;

  /**
   * @param lateness how late a straggler may be: state is kept this much longer than its window
   * @param limit how much of the heap entities may take that sleep on it
   */
  public WatchOperator(List<Armed> armed, Duration lateness, MemoryLimit limit) {
    this(armed, lateness, limit, EntityMemory.MOST_SEGMENTS);
  }

  /**
   * @param mostSegments how large the log of a key group may be, where entities sleep on the heap
   */
  WatchOperator(List<Armed> armed, Duration lateness, MemoryLimit limit, int mostSegments) {
    super(ObservationSerializer.TYPE, Observation::entity);
    this.limit = limit;
    this.mostSegments = mostSegments;
    this.armed = new ArrayList<>(armed);
    this.latenessMillis = lateness.toMillis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    MetricGroup metrics = getMetricGroup();
    watched = JobMetric.WATCHED.counter(metrics);
    notRemembered = JobMetric.NOT_REMEMBERED.counter(metrics);
    forgottenEarly = JobMetric.FORGOTTEN_EARLY.counter(metrics);
    memoryFull = JobMetric.DEAD_LETTERS.counter(metrics, DeadLetterReason.MEMORY_FULL.word());
    List<String> ids = armed.stream().map(one -> one.type().id()).toList();
    signals = JobMetric.SIGNALS.counterBy(metrics, ids);
    sensors =
        new Sensors(
            armed,
            new BegunAnew(JobMetric.STATE_BEGUN_ANEW.counter(metrics)),
            JobMetric.OBSERVATIONS.counterBy(metrics, ids)::of);
    faults = new DetectorFaults(STEP, metrics);
    outlet = new Out();
    Room room = new Room(limit.bytesOf(getContainingTask().getEnvironment()));
    JobMetric.REMEMBERED_BYTES.gauge(metrics, room::taken);
    memory =
        new EntityMemory(
            this.<Entity>getKeyedStateBackend(),
            context.getKeyedStateStore(),
            getRuntimeContext().getTaskInfo(),
            this::wakeAt,
            notRemembered,
            mostSegments,
            room);
    memory.showKinds(metrics);
  }

  private final class Out implements Sensors.Outlet {

    @Override
    public void emit(Signal signal) {
      signals.inc(signal.detectorId());
      WatchOperator.this.emit(signal, signal.at());
    }

    @Override
    public void reportAt(long time) {
      wakeAt(time);
    }
  }

  private void emitDeadLetter(DeadLetter letter) {
    emit(DeadLetters.TAG, letter, letter.getFailedAt().toEpochMilli());
  }

  @Override
  public void open() throws Exception {
    super.open();
    memory.takeOver();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    memory.store();
    super.snapshotState(context);
  }

  @Override
  protected long timeOf(Observation observation) {
    return observation.at();
  }

  @Override
  protected Comparator<Observation> tieBreak() {
    return Comparator.comparing(observation -> observation.activity().eventId());
  }

  @Override
  protected void take(Observation observation) throws Exception {
    watched.inc();
    EntityState remembered = memory.of(observation.entity());
    EntityState state = remembered == null ? new EntityState() : remembered;
    sensors.observe(
        observation,
        state,
        outlet,
        (detectorId, fault) -> emitDeadLetter(faults.ofSensor(detectorId, observation, fault)));
    if (remembered != null) {
      memory.keep(observation.entity(), state);
      sayForgotten(observation.at());
      return;
    }
    // One of which nothing is remembered yet is not stored at all.
    long end = sensors.prune(state, StatePart.NEVER);
    if (end == StatePart.NEVER) {
      return;
    }
    boolean hasRoom = memory.hasRoomFor(observation.entity());
    sayForgotten(observation.at());
    if (hasRoom) {
      long expiry = nextExpiry(state, end, observation.at(), latenessMillis);
      memory.keep(observation.entity(), state, expiry);
    } else {
      notRemembered.inc();
      memoryFull.inc();
      emitDeadLetter(
          DeadLetters.ofStep(
              STEP,
              DeadLetterReason.MEMORY_FULL,
              "%s is not remembered, because there is no more room: take a savepoint, set"
                      .formatted(observation.entity())
                  + " state.backend: rocksdb, and restore the savepoint",
              observation.activity().toString(),
              observation.at()));
    }
  }

  private void sayForgotten(long at) {
    int forgotten = memory.takeForgotten();
    if (forgotten > 0) {
      forgottenEarly.inc(forgotten);
      emit(FORGOTTEN, new Forgotten(at, forgotten), at);
    }
  }

  /**
   * When an entity expires whose slots are all awake: when to look again what of it has ended.
   *
   * @param end when the last of them ends, in epoch milliseconds
   * @param now what had ended by then is dropped already, in epoch milliseconds
   * @param latenessMillis how much longer each of them is kept
   * @return epoch milliseconds, a whole minute
   */
  static long nextExpiry(EntityState state, long end, long now, long latenessMillis) {
    long moment = Math.min(end, Math.max(state.firstEnd(), now + PAUSE_MILLIS));
    return (Math.floorDiv(moment + latenessMillis, GRAIN_MILLIS) + 1) * GRAIN_MILLIS;
  }

  @Override
  protected int mostTimers() {
    return EntityMemory.MOST_EXPIRED;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(mark);
    EntityMemory.Expired expired;
    do {
      expired = memory.expired(mark.getTimestamp());
      for (Entity entity : expired.entities()) {
        setCurrentKey(entity);
        look(entity, mark.getTimestamp());
      }
    } while (isEndOfTime() && !expired.areAll());
  }

  @Override
  public void onEventTime(InternalTimer<Entity, VoidNamespace> timer) throws Exception {
    look(timer.getKey(), timer.getTimestamp());
  }

  /** Emits what is to be reported of an entity by now, and forgets what has ended. */
  private void look(Entity entity, long now) throws Exception {
    EntityState state = memory.of(entity);
    if (state == null) {
      return;
    }
    sensors.report(
        entity,
        state,
        now,
        outlet,
        (detectorId, fault) -> emitDeadLetter(faults.ofReport(detectorId, entity, now, fault)));
    long ended = now - latenessMillis;
    long end = sensors.prune(state, ended);
    if (end == StatePart.NEVER) {
      memory.forget(entity);
    } else {
      memory.prolong(entity, state, nextExpiry(state, end, ended, latenessMillis));
    }
  }

  /**
   * Entities of which anything is remembered, as of the last checkpoint; -1 where the state backend
   * does not know.
   */
  public int remembered() {
    return memory.sleeping();
  }
}
