package io.leakwatch.pipeline;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.schemas.SubjectType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sensors of all armed detectors, fused: for a kind of entity, which of them look at an
 * activity, and what each then does with its own slot of the entity's state.
 */
@SuppressWarnings("EnumOrdinal") // it indexes arrays of this JVM, and is never stored
public final class Sensors {

  /** The most frequent first. */
  private static final List<Class<? extends Activity>> KINDS =
      List.of(ApiCall.class, DmActivity.class, Login.class);

  private static final SubjectType[] SUBJECT_TYPES = SubjectType.values();

  /** One watch of one detector, with all that is needed to show it an activity. */
  private record Eye<S extends SensorState>(SlotOwner<S> owner, Watch<?, S> watch) {

    /** Whether the activity is to be sent to the entity. */
    boolean wants(Activity activity) {
      try {
        return watch.wants(activity);
      } catch (RuntimeException fault) {
        return true; // it fails again where the fault is counted
      }
    }

    void observe(Observation observation, EntityState state, Signals out) {
      if (!watch.wants(observation.activity())
          || (watch.isOnlyIfRemembered() && !state.has(owner.key()))) {
        return;
      }
      S own = state.of(owner);
      watch.observe(observation.entity(), observation.activity(), own, out);
    }

    String detectorId() {
      return owner.id();
    }
  }

  /** What is done where a detector's own code fails on an observation. */
  @FunctionalInterface
  interface OnFault {
    void failed(String detectorId, RuntimeException fault);
  }

  /**
   * For each kind of activity and entity, by their ordinals, who looks; empty where nobody does.
   */
  private final Eye<?>[][][] eyes = new Eye<?>[KINDS.size()][SubjectType.values().length][0];

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
    armed.forEach(one -> add(one.detector()));
  }

  private <S extends SensorState> void add(Detector<S> detector) {
    String id = detector.profile().id();
    SlotOwner<S> owner = new SlotOwner<>(EntityState.keyOf(id), id, detector::newState, begunAnew);
    owners.put(owner.key(), owner);
    for (Watch<?, S> watch : detector.watches()) {
      Eye<?>[][] ofKind = eyes[KINDS.indexOf(watch.activityType())];
      int type = watch.entityType().ordinal();
      ofKind[type] = Arrays.copyOf(ofKind[type], ofKind[type].length + 1);
      ofKind[type][ofKind[type].length - 1] = new Eye<>(owner, watch);
    }
  }

  private Eye<?>[][] eyesOn(Activity activity) {
    int kind = activity instanceof ApiCall ? 0 : activity instanceof DmActivity ? 1 : 2;
    return eyes[kind];
  }

  /** An observation for each entity that some detector wants to see the activity of. */
  public void observations(Activity activity, Consumer<Observation> then) {
    Eye<?>[][] ofKind = eyesOn(activity);
    for (int type = 0; type < ofKind.length; type++) {
      if (wants(ofKind[type], activity)) {
        Entity entity = Entity.of(SUBJECT_TYPES[type], activity);
        if (entity != null) {
          then.accept(new Observation(entity, activity));
        }
      }
    }
  }

  private static boolean wants(Eye<?>[] watching, Activity activity) {
    for (Eye<?> eye : watching) {
      if (eye.wants(activity)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Shows an observation to every sensor that wants it. One that fails forgets what it has learnt
   * of the entity since that last slept, which may be half written.
   */
  void observe(Observation observation, EntityState state, Signals out, OnFault onFault) {
    for (Eye<?> eye : eyesOn(observation.activity())[observation.entity().type().ordinal()]) {
      try {
        eye.observe(observation, state, out);
      } catch (RuntimeException fault) {
        state.takeBack(eye.owner().key());
        onFault.failed(eye.detectorId(), fault);
      }
    }
  }

  /**
   * Drops from an entity's state what has ended, and slots of detectors that are gone.
   *
   * @return when the rest ends, in epoch milliseconds; {@link StatePart#NEVER} if nothing is left
   */
  long prune(EntityState state, long now) {
    state.wakeAll(owners::get);
    state.awake().removeIf(slot -> slot.live().endsAt() <= now);
    long end = StatePart.NEVER;
    for (EntityState.Slot slot : state.awake()) {
      end = Math.max(end, slot.live().endsAt());
    }
    return end;
  }
}
