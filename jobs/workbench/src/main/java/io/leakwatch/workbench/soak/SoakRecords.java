package io.leakwatch.workbench.soak;

import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The records of a plan, in the order in which they lie in the topics: simulated traffic, and
 * evenly between its events the garbage and the flood. The same plan gives the same records.
 */
final class SoakRecords implements Iterator<SoakRecord> {

  /**
   * At the beginning and at the end there is no garbage: whose time is in doubt is judged by the
   * records around it, of which there have to be some.
   */
  private static final long CLEAN = 2_000;

  private final SoakPlan plan;
  private final Simulation simulation;
  private final EventBytes bytes = new EventBytes();
  private final Garbage garbage;
  private final Flood flood;
  private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
  private long simulated;
  private long now;
  private double garbageDue;
  private double floodDue;
  private long flooded;

  SoakRecords(SoakPlan plan) {
    this.plan = plan;
    simulation = Simulation.of(plan.traffic());
    garbage = new Garbage(plan.seed(), bytes);
    flood = new Flood(bytes);
  }

  @Override
  public boolean hasNext() {
    return simulation.hasNext() || flooded < plan.flood();
  }

  @Override
  public SoakRecord next() {
    SoakRecord record = made();
    fates.merge(record.fate(), 1L, Long::sum);
    return record;
  }

  private SoakRecord made() {
    if (garbageDue >= 1) {
      garbageDue--;
      return garbage.next(now);
    }
    if (floodDue >= 1 || !simulation.hasNext()) {
      floodDue--;
      flooded++;
      return flood.next(now);
    }
    SimulatedEvent event = simulation.next();
    now = event.at();
    simulated++;
    if (simulated > CLEAN && simulated < simulation.events() - CLEAN) {
      garbageDue += plan.garbage() / (1 - plan.garbage());
    }
    floodDue += (double) plan.flood() / simulation.events();
    return new SoakRecord(event.kind(), bytes.of(event.record()), now, false, Fate.EVALUATED);
  }

  /** How many records there were of each fate, so far. */
  Map<Fate, Long> fates() {
    return fates;
  }
}
