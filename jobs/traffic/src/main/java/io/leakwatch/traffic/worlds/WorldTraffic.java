package io.leakwatch.traffic.worlds;

import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * What happens in some worlds at once, as it is written down there. In the ordinary world that is
 * the simulation itself. Not for use by several threads at once.
 */
public final class WorldTraffic implements Iterator<SimulatedEvent> {

  private final Simulation simulation;
  private final List<Scribe> scribes = new ArrayList<>();
  private final List<Consumer<SimulatedEvent>> desks = new ArrayList<>();
  private final Deque<SimulatedEvent> written = new ArrayDeque<>();
  private boolean over;

  private WorldTraffic(SimulationPlan plan, Worlds worlds) {
    this.simulation = Simulation.of(plan);
    worlds.all().forEach(world -> world.scribe(plan.seed()).ifPresent(scribes::add));
    for (int i = 0; i < scribes.size(); i++) {
      int desk = i;
      desks.add(event -> scribes.get(desk).see(event, desks.get(desk + 1)));
    }
    desks.add(written::add);
  }

  /**
   * Prepares a run.
   *
   * @param plan of these worlds' people
   */
  public static WorldTraffic of(SimulationPlan plan, Worlds worlds) {
    if (!plan.people().equals(worlds.people())) {
      throw new IllegalArgumentException("the plan is not of the people of " + worlds.id());
    }
    return new WorldTraffic(plan, worlds);
  }

  /** The truth about every attack, in the names of these worlds. */
  public List<Label> labels() {
    return simulation.labels().stream().map(this::named).toList();
  }

  private Label named(Label label) {
    Label named = label;
    for (Scribe scribe : scribes) {
      named = scribe.label(named);
    }
    return named;
  }

  /** How many events happen; they are not as many as are written in all worlds. */
  public long events() {
    return simulation.events();
  }

  /** How many of those that happen belong to attacks or are made up around them. */
  public long attackEvents() {
    return simulation.attackEvents();
  }

  @Override
  public boolean hasNext() {
    while (written.isEmpty() && !over) {
      if (simulation.hasNext()) {
        desks.get(0).accept(simulation.next());
      } else {
        end();
      }
    }
    return !written.isEmpty();
  }

  /** One scribe after the other: the next still has to see what the one before kept back. */
  private void end() {
    over = true;
    for (int i = 0; i < scribes.size(); i++) {
      scribes.get(i).end(desks.get(i + 1));
    }
  }

  @Override
  public SimulatedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all that was written was taken");
    }
    return written.remove();
  }
}
