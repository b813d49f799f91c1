package io.leakwatch.benchmarks.micro;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.util.Iterator;

/** People and attacks over four days, as activities, always the same. */
final class SimulatedActivities implements Iterator<Activity> {

  static final long SEED = 11;

  private final Activities activities = new Activities(null);
  private final Simulation simulation;

  /**
   * @param events how many events the four days have
   */
  SimulatedActivities(long events) {
    this.simulation = Simulation.of(SimulationPlan.of(SEED, events));
  }

  @Override
  public boolean hasNext() {
    return simulation.hasNext();
  }

  @Override
  public Activity next() {
    return activities.of(simulation.next().record());
  }
}
