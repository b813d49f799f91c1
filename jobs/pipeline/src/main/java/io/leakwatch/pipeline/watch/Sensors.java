package io.leakwatch.pipeline.watch;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.pipeline.memory.BegunAnew;
import io.leakwatch.pipeline.memory.EntityState;
import io.leakwatch.pipeline.memory.SlotOwner;
import io.leakwatch.pipeline.route.WatchTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sensors of all armed detectors, fused: each has its own slot of an entity's state. */
public final class Sensors {

  /** One watch of one detector, with all that is needed to show it an activity. */
  private record Eye<S extends SensorState>(SlotOwner<S> owner, Watch<?, S> watch) {

    void observe(Observation observation, EntityState state, Signals out) {
      if (!watch.wants(observation.activity())
          || (watch.isOnlyIfRemembered() && !state.has(owner.key()))) {
        return;
      }
      S own = state.of(owner);
      watch.observe(observation.entity(), observation.activity(), own, out);
    }
  }

  /** What is done where a detector's own code fails on an observation. */
  @FunctionalInterface
  interface OnFault {
    void failed(String detectorId, RuntimeException fault);
  }

  private final WatchTable<Eye<?>> eyes = new WatchTable<>();
  private final Map<Integer, SlotOwner<?>> owners = new HashMap<>();
  private final BegunAnew begunAnew;

  /** Sensors that come upon no state but what they themselves have written. */
  public Sensors(List<Armed> armed) {
    this(armed, BegunAnew.never());
  }

  /**
   * @param begunAnew hears of what was stored and cannot be taken over
   */
  Sensors(List<Armed> armed, BegunAnew begunAnew) {
    this.begunAnew = begunAnew;
    armed.forEach(one -> add(one.newDetector()));
  }

  private <S extends SensorState> void add(Detector<S> detector) {
    String id = detector.profile().id();
    SlotOwner<S> owner = new SlotOwner<>(EntityState.keyOf(id), id, detector::newState, begunAnew);
    owners.put(owner.key(), owner);
    for (Watch<?, S> watch : detector.watches()) {
      eyes.add(watch.activityType(), watch.entityType(), new Eye<>(owner, watch));
    }
  }

  /**
   * Shows an observation to every sensor that wants it. One that fails forgets what it has learnt
   * of the entity since that last slept, which may be half written.
   */
  void observe(Observation observation, EntityState state, Signals out, OnFault onFault) {
    List<Eye<?>> looking = eyes.on(observation.activity(), observation.entity().type());
    for (int i = 0; i < looking.size(); i++) {
      Eye<?> eye = looking.get(i);
      try {
        eye.observe(observation, state, out);
      } catch (RuntimeException fault) {
        state.takeBack(eye.owner().key());
        onFault.failed(eye.owner().id(), fault);
      }
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
      end = Math.max(end, slot.live().endsAt());
    }
    return end;
  }
}
