package io.leakwatch.benchmarks.micro;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.SensorState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What one detector's sensor is shown, in order of time, with the states of the entities it is
 * about. Looking a state up is not part of it: the job does so once for all detectors.
 *
 * @param <S> the detector's state
 */
final class Sensing<S extends SensorState> {

  /** An activity that a watch wants, and the number of its entity. */
  private record Look<S extends SensorState>(
      Watch<?, S> watch, Entity entity, int number, Activity activity) {}

  private final Detector<S> detector;
  private final List<Look<S>> looks = new ArrayList<>();
  private final SensorState[] states;

  private Sensing(Detector<S> detector, Iterator<Activity> activities, int most) {
    this.detector = detector;
    Map<Entity, Integer> numbers = new HashMap<>();
    while (looks.size() < most && activities.hasNext()) {
      add(activities.next(), numbers);
    }
    if (looks.size() < most) {
      throw new IllegalStateException(
          "the activities hold only %d that %s looks at; take more of them"
              .formatted(looks.size(), detector.profile().id()));
    }
    looks.subList(most, looks.size()).clear();
    this.states = new SensorState[numbers.size()];
  }

  /**
   * Collects what a detector's sensor is shown.
   *
   * @param looks how many times it is shown something, exactly
   */
  static <S extends SensorState> Sensing<S> of(
      Detector<S> detector, Iterator<Activity> activities, int looks) {
    return new Sensing<>(detector, activities, looks);
  }

  private void add(Activity activity, Map<Entity, Integer> numbers) {
    for (Watch<?, S> watch : detector.watches()) {
      if (watch.activityType() != activity.getClass() || !watch.wants(activity)) {
        continue;
      }
      Entity entity = watch.entityOf(activity);
      if (entity != null) {
        int number = numbers.computeIfAbsent(entity, key -> numbers.size());
        looks.add(new Look<>(watch, entity, number, activity));
      }
    }
  }

  /** Forgets everything. */
  void forget() {
    Arrays.fill(states, null);
  }

  /** Shows the sensor all of it once; to be called on states that know nothing. */
  void observeAll(Signals out) {
    for (Look<S> look : looks) {
      if (look.watch().wants(look.activity())) {
        observe(look, out);
      }
    }
  }

  /** As the job does it, for whom some looks end where nothing is remembered. */
  @SuppressWarnings("unchecked") // the states are only ever the detector's
  private void observe(Look<S> look, Signals out) {
    S state = (S) states[look.number()];
    if (state == null) {
      if (look.watch().isOnlyIfRemembered()) {
        return;
      }
      state = detector.newState();
      states[look.number()] = state;
    }
    look.watch().observe(look.entity(), look.activity(), state, out);
  }
}
