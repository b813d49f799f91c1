package io.leakwatch.pipeline;

import io.leakwatch.detection.Activity;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Observation;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sensors of all armed detectors, fused: for a kind of entity, which of them look at an
 * activity, and what each then does with its own slot of the entity's state.
 */
public final class Sensors {

  /** One watch of one detector, with all that is needed to show it an activity. */
  private record Eye<S extends SensorState>(int stateKey, Detector<S> detector, Watch<?, S> watch) {

    void observe(Observation observation, EntityState state, Signals out) {
      if (watch.isOnlyIfRemembered() && !state.has(stateKey)) {
        return;
      }
      S own = state.of(stateKey, detector::newState);
      watch.observe(observation.entity(), observation.activity(), own, out);
    }
  }

  private final Map<SubjectType, List<Eye<?>>> eyes = new EnumMap<>(SubjectType.class);
  private final Map<Integer, Detector<?>> byStateKey = new HashMap<>();

  public Sensors(List<Armed> armed) {
    armed.forEach(one -> add(one.detector()));
  }

  private <S extends SensorState> void add(Detector<S> detector) {
    int stateKey = EntityState.keyOf(detector.profile().id());
    byStateKey.put(stateKey, detector);
    for (Watch<?, S> watch : detector.watches()) {
      eyes.computeIfAbsent(watch.entityType(), type -> new ArrayList<>())
          .add(new Eye<>(stateKey, detector, watch));
    }
  }

  /** Kinds of entities that anybody watches. */
  public Iterable<SubjectType> entityTypes() {
    return eyes.keySet();
  }

  /** Whether any detector looks at such an activity for such an entity. */
  public boolean wants(SubjectType type, Activity activity) {
    List<Eye<?>> watching = eyes.get(type);
    for (int i = 0; i < watching.size(); i++) {
      if (watching.get(i).watch().wants(activity)) {
        return true;
      }
    }
    return false;
  }

  /** Shows an observation to every sensor that wants it. */
  void observe(Observation observation, EntityState state, Signals out) {
    for (Eye<?> eye : eyes.getOrDefault(observation.entity().type(), List.of())) {
      if (eye.watch().wants(observation.activity())) {
        eye.observe(observation, state, out);
      }
    }
  }

  /**
   * Drops from an entity's state what has ended, and slots of detectors that are gone.
   *
   * @return when the rest ends, in epoch milliseconds; {@link StatePart#NEVER} if nothing is left
   */
  long prune(EntityState state, long now) {
    state.slots().removeIf(slot -> !byStateKey.containsKey(slot.detectorKey));
    long end = StatePart.NEVER;
    for (var slot : List.copyOf(state.slots())) {
      SensorState live = state.of(slot.detectorKey, byStateKey.get(slot.detectorKey)::newState);
      long ends = live.endsAt();
      if (ends <= now) {
        state.slots().removeIf(other -> other.detectorKey == slot.detectorKey);
      } else {
        end = Math.max(end, ends);
      }
    }
    return end;
  }
}
