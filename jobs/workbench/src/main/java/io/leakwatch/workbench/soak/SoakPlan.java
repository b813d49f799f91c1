package io.leakwatch.workbench.soak;

import io.leakwatch.traffic.world.SimulationPlan;
import java.io.Serializable;

/**
 * What a run is made of.
 *
 * @param seed of the traffic and the garbage
 * @param events of the simulated traffic, with its attacks
 * @param garbage share of all records that is garbage, 0 to 1 (exclusive)
 * @param flood how many records of ids that come once
 */
record SoakPlan(long seed, long events, double garbage, long flood) implements Serializable {

  SimulationPlan traffic() {
    return SimulationPlan.of(seed, events);
  }

  /** The same traffic, with nothing hostile beside its attacks. */
  SoakPlan undisturbed() {
    return new SoakPlan(seed, events, 0, 0);
  }

  /** About how many records there are. */
  long records() {
    return Math.round(events / (1 - garbage)) + flood;
  }
}
