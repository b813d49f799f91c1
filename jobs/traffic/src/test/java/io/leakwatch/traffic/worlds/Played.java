package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/** All that some worlds wrote, held for tests. */
record Played(SimulationPlan plan, List<SimulatedEvent> events, List<Label> labels) {

  /** What happens in the ordinary world, without anything of worlds in between. */
  static Played ordinary(long seed, long count) {
    SimulationPlan plan = SimulationPlan.of(seed, count);
    Simulation simulation = Simulation.of(plan);
    return new Played(plan, all(simulation), simulation.labels());
  }

  static Played in(Worlds worlds, long seed, long count) {
    SimulationPlan plan = worlds.plan(seed, count);
    WorldTraffic traffic = WorldTraffic.of(plan, worlds);
    return new Played(plan, all(traffic), traffic.labels());
  }

  private static List<SimulatedEvent> all(Iterator<SimulatedEvent> traffic) {
    List<SimulatedEvent> events = new ArrayList<>();
    traffic.forEachRemaining(events::add);
    return events;
  }

  Stream<SpecificRecordBase> records(EventKind kind) {
    return events.stream().filter(event -> event.kind() == kind).map(SimulatedEvent::record);
  }

  Stream<String> ids() {
    return events.stream().map(event -> (String) event.record().get("event_id"));
  }
}
