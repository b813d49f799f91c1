package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sensors of one detector, and a map of what it remembers of each entity. Nothing is ever
 * forgotten, written or read: the job forgets what has ended, and no decision may hang on that.
 *
 * <p>A report is due when time has passed its moment, and says what was so at that moment. So it
 * makes no difference whether it is asked for then, or just before the next activity.
 *
 * @param <S> what the detector remembers of an entity
 */
final class PlainSensors<S extends SensorState> {

  private final Detector<S> detector;
  private final Map<Entity, S> remembered = new HashMap<>();
  private final List<Signal> signals = new ArrayList<>();

  PlainSensors(Detector<S> detector) {
    this.detector = detector;
  }

  /**
   * What they notice.
   *
   * @param activities in order
   * @return in the order in which it was noticed, which may not be that of its times
   */
  List<Signal> signals(List<Activity> activities) {
    activities.forEach(this::see);
    remembered.forEach((entity, state) -> reportUntil(Long.MAX_VALUE, entity, state));
    return signals;
  }

  private void see(Activity activity) {
    for (Watch<?, S> watch : detector.watches()) {
      Entity entity = watch.wants(activity) ? watch.entityOf(activity) : null;
      if (entity != null && (!watch.isOnlyIfRemembered() || isRemembered(entity))) {
        S state = remembered.computeIfAbsent(entity, unknown -> detector.newState());
        reportUntil(activity.at(), entity, state);
        watch.observe(entity, activity, state, signals::add);
      }
    }
  }

  private boolean isRemembered(Entity entity) {
    S state = remembered.get(entity);
    return state != null && state.endsAt() != StatePart.NEVER;
  }

  /** What happens at the very moment of a report belongs into it. */
  private void reportUntil(long time, Entity entity, S state) {
    for (long due = state.dueAt(); isDue(due, time); due = state.dueAt()) {
      detector.report(entity, state, due).ifPresent(signals::add);
    }
  }

  private static boolean isDue(long due, long time) {
    return due != StatePart.NEVER && due < time;
  }
}
