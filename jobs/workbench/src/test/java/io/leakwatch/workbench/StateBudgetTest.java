package io.leakwatch.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.watch.StateCensus;
import io.leakwatch.pipeline.watch.StateMeter;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What all detectors together remember of ordinary traffic's entities, attacks among them. */
class StateBudgetTest {

  /** Bytes, of an entity of which anything is remembered: ten million of them fit into 3 GB. */
  private static final int MOST_ON_AVERAGE = 300;

  private static final long EVENTS = 300_000;
  private static final Duration LATENESS = Duration.ofMinutes(10);
  private static final long WEIGHED_EVERY = Duration.ofHours(6).toMillis();

  @Test
  void anAverageEntityKeepsWithinItsBudgetAtAllTimesAndIsForgottenInTheEnd() {
    StateMeter meter = new StateMeter(Detectors.ALL, LATENESS);
    Simulation simulation = Simulation.of(SimulationPlan.of(7, EVENTS));
    long weighAt = SimulationPlan.DEFAULT_START.toEpochMilli() + WEIGHED_EVERY;
    long last = 0;

    while (simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      meter.see(event.record());
      last = event.at();
      if (last >= weighAt) {
        isWithinBudget(meter.census());
        weighAt += WEIGHED_EVERY;
      }
    }

    assertThat(meter.overdue()).isEmpty();
    meter.advanceTo(last + StateMeter.LONGEST.toMillis());
    assertThat(meter.entities()).isZero();
  }

  private static void isWithinBudget(StateCensus census) {
    assertThat(census.entities()).isPositive();
    assertThat(census.average())
        .as("bytes of an average entity%s", census)
        .isLessThanOrEqualTo(MOST_ON_AVERAGE);
  }
}
