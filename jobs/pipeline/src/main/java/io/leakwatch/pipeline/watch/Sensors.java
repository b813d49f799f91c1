package io.leakwatch.pipeline.watch;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.pipeline.memory.BegunAnew;
import io.leakwatch.pipeline.memory.EntityState;
import io.leakwatch.pipeline.memory.SlotOwner;
import io.leakwatch.pipeline.route.WatchTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;

/** The sensors of all armed detectors, fused: each has its own slot of an entity's state. */
public final class Sensors {

  /** One watch of one detector, with all that is needed to show it an activity. */
  private record Eye<S extends SensorState>(
      SlotOwner<S> owner, Watch<?, S> watch, Reporter<S> reporter, Counter seen) {

    void observe(Observation observation, EntityState state, Outlet out) {
      if (!watch.wants(observation.activity())
          || (watch.isOnlyIfRemembered() && !state.has(owner.key()))) {
        return;
      }
      seen.inc();
      S own = state.of(owner);
      long due = own.dueAt();
      reporter.reportDueBy(observation.at() - 1, observation.entity(), own, out);
      watch.observe(observation.entity(), observation.activity(), own, out);
      if (own.dueAt() != due && own.dueAt() != StatePart.NEVER) {
        out.reportAt(own.dueAt());
      }
    }
  }

  /** What asks a detector for reports that are due. */
  private record Reporter<S extends SensorState>(Detector<S> detector) {

    /** More than any detector follows at once: one that never has enough holds nobody up. */
    private static final int MOST_AT_ONCE = 64;

    /** A detector may follow several things of an entity, and each has its own report. */
    void reportDueBy(long time, Entity entity, S state, Outlet out) {
      for (int i = 0; i < MOST_AT_ONCE && isDueBy(time, state.dueAt()); i++) {
        detector.report(entity, state, state.dueAt()).ifPresent(out::emit);
      }
    }

    @SuppressWarnings("unchecked") // a slot is only ever filled by the detector of its key
    void reportDue(Entity entity, SensorState state, long now, Outlet out) {
      long due = state.dueAt();
      reportDueBy(now, entity, (S) state, out);
      if (state.dueAt() != due && state.dueAt() != StatePart.NEVER) {
        out.reportAt(state.dueAt());
      }
    }

    private static boolean isDueBy(long time, long due) {
      return due != StatePart.NEVER && due <= time;
    }
  }

  /** Where signals go, and moments at which a report is due. */
  @FunctionalInterface
  interface Outlet extends Signals {

    /**
     * Asks to be looked at then, see {@link Sensors#report}; goes unheard where time never passes.
     */
    default void reportAt(long time) {}
  }

  /**
   * What one sensor has put out, to be handed on once it is done: what fails behind it, such as a
   * job that is cancelled, is no fault of the detector.
   */
  private static final class Noticed implements Outlet {

    private final List<Signal> signals = new ArrayList<>();
    private long reportAt = StatePart.NEVER;

    @Override
    public void emit(Signal signal) {
      signals.add(signal);
    }

    @Override
    public void reportAt(long time) {
      reportAt = time;
    }

    void clear() {
      signals.clear();
      reportAt = StatePart.NEVER;
    }

    void handOnTo(Outlet out) {
      if (signals.isEmpty() && reportAt == StatePart.NEVER) {
        return;
      }
      List<Signal> all = List.copyOf(signals);
      long report = reportAt;
      clear();
      all.forEach(out::emit);
      if (report != StatePart.NEVER) {
        out.reportAt(report);
      }
    }
  }

  /** What is done where a detector's own code fails on an observation. */
  @FunctionalInterface
  interface OnFault {
    void failed(String detectorId, RuntimeException fault);
  }

  private final WatchTable<Eye<?>> eyes = new WatchTable<>();
  private final WatchTable<Eye<?>> siteEyes = new WatchTable<>();
  private final Map<Integer, SlotOwner<?>> owners = new HashMap<>();
  private final Map<Integer, Reporter<?>> reporters = new HashMap<>();
  private final BegunAnew begunAnew;
  private final Function<String, Counter> seenBy;
  private final Noticed noticed = new Noticed();

  /** Sensors that come upon no state but what they themselves have written. */
  public Sensors(List<Armed> armed) {
    this(armed, BegunAnew.never(), detectorId -> new SimpleCounter());
  }

  /**
   * @param begunAnew hears of what was stored and cannot be taken over
   * @param seenBy by a detector's id, what counts the observations that it looks at
   */
  Sensors(List<Armed> armed, BegunAnew begunAnew, Function<String, Counter> seenBy) {
    this.begunAnew = begunAnew;
    this.seenBy = seenBy;
    armed.forEach(one -> add(one.newDetector()));
  }

  private <S extends SensorState> void add(Detector<S> detector) {
    String id = detector.profile().id();
    SlotOwner<S> owner = new SlotOwner<>(EntityState.keyOf(id), id, detector::newState, begunAnew);
    Reporter<S> reporter = new Reporter<>(detector);
    Counter seen = seenBy.apply(id);
    owners.put(owner.key(), owner);
    reporters.put(owner.key(), reporter);
    for (Watch<?, S> watch : detector.watches()) {
      (watch.isOfSites() ? siteEyes : eyes)
          .add(watch.activityType(), watch.entityType(), new Eye<>(owner, watch, reporter, seen));
    }
  }

  /**
   * Shows an observation to every sensor that wants it. One that fails forgets what it has learnt
   * of the entity since that last slept, which may be half written.
   */
  void observe(Observation observation, EntityState state, Outlet out, OnFault onFault) {
    Entity entity = observation.entity();
    WatchTable<Eye<?>> table = entity.isSite() ? siteEyes : eyes;
    List<Eye<?>> looking = table.on(observation.activity(), entity.type());
    for (int i = 0; i < looking.size(); i++) {
      Eye<?> eye = looking.get(i);
      try {
        eye.observe(observation, state, noticed);
      } catch (RuntimeException fault) {
        noticed.clear();
        state.takeBack(eye.owner().key());
        onFault.failed(eye.owner().id(), fault);
      }
      noticed.handOnTo(out);
    }
  }

  /**
   * Emits the reports that are due of an entity. They say the same whether they are asked for here
   * or by the next observation: nothing came between.
   *
   * @param now epoch milliseconds
   */
  void report(Entity entity, EntityState state, long now, Outlet out, OnFault onFault) {
    state.wakeAll(owners::get);
    for (EntityState.Slot slot : List.copyOf(state.awake())) {
      try {
        reporters.get(slot.detectorKey()).reportDue(entity, slot.live(), now, noticed);
      } catch (RuntimeException fault) {
        noticed.clear();
        state.takeBack(slot.detectorKey());
        onFault.failed(owners.get(slot.detectorKey()).id(), fault);
      }
      noticed.handOnTo(out);
    }
  }

  /**
   * Drops from an entity's state what has ended, and slots of detectors that are gone.
   *
   * @return when the rest ends, in epoch milliseconds; {@link StatePart#NEVER} if nothing is left
   */
  public long prune(EntityState state, long now) {
    state.wakeAll(owners::get);
    state.awake().removeIf(slot -> slot.live().endsAt() <= now);
    long end = StatePart.NEVER;
    for (EntityState.Slot slot : state.awake()) {
      slot.live().forgetEnded(now);
      end = Math.max(end, slot.live().endsAt());
    }
    return end;
  }
}
