package io.leakwatch.traffic.worlds;

import io.leakwatch.traffic.world.People;
import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Worlds that hold at once.
 *
 * @param all each once, in their order; empty for the ordinary world
 */
public record Worlds(List<World> all) {

  /** The ordinary world. */
  public static final Worlds BASE = new Worlds(List.of());

  /**
   * @throws IllegalArgumentException if two of them contradict each other; it names them
   */
  public Worlds {
    all = all.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    Map<String, World> taken = new HashMap<>();
    for (World world : all) {
      World other = world.insteadOf().map(what -> taken.put(what, world)).orElse(null);
      if (other != null) {
        throw new IllegalArgumentException(
            other.id() + " and " + world.id() + " contradict each other; give one of them");
      }
    }
  }

  public static Worlds of(Collection<World> worlds) {
    return new Worlds(List.copyOf(worlds));
  }

  public static Worlds of(World... worlds) {
    return new Worlds(List.of(worlds));
  }

  /** Their names with commas between them, as users write them; {@code base} for none. */
  public String id() {
    return all.isEmpty() ? "base" : all.stream().map(World::id).collect(Collectors.joining(","));
  }

  /** Fields that no event has in them. */
  public Set<EventField> takesAway() {
    Set<EventField> fields = new LinkedHashSet<>();
    all.forEach(world -> fields.addAll(world.takesAway()));
    return fields;
  }

  public People people() {
    People people = People.ORDINARY;
    for (World world : all) {
      people = world.people(people);
    }
    return people;
  }

  /** How long a run should be: as the one that needs longest. */
  public Duration duration() {
    return all.stream()
        .flatMap(world -> world.duration().stream())
        .max(Comparator.naturalOrder())
        .orElse(SimulationPlan.DEFAULT_DURATION);
  }

  /** When a run should begin. */
  public Instant start() {
    return all.stream()
        .flatMap(world -> world.start().stream())
        .findFirst()
        .orElse(SimulationPlan.DEFAULT_START);
  }

  /** A plan as {@link SimulationPlan#of} makes it, for these worlds. */
  public SimulationPlan plan(long seed, long events) {
    return new SimulationPlan(seed, events, start(), duration(), true, people());
  }
}
