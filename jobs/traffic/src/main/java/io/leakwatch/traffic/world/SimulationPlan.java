package io.leakwatch.traffic.world;

import java.time.Duration;
import java.time.Instant;

/**
 * What to simulate; the same plan gives the same events, byte for byte.
 *
 * @param seed any number
 * @param events how many events, innocent and not, from 1; more or fewer happen where there are
 *     more or fewer people than usual, or busier ones
 * @param start time of the first possible event
 * @param duration length of the simulated span, at least a second
 * @param attacks whether labelled attacks are mixed in
 * @param people who takes part
 */
public record SimulationPlan(
    long seed, long events, Instant start, Duration duration, boolean attacks, People people) {

  /** Midnight UTC on a Monday, so that a run starts with a working day. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

  /** Long enough for what comes back every night to come back three times. */
  public static final Duration DEFAULT_DURATION = Duration.ofDays(4);

  public SimulationPlan {
    if (events < 1) {
      throw new IllegalArgumentException("events must be 1 or more, not " + events);
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("duration must be a second or more, not " + duration);
    }
  }

  /** With ordinary people. */
  public SimulationPlan(long seed, long events, Instant start, Duration duration, boolean attacks) {
    this(seed, events, start, duration, attacks, People.ORDINARY);
  }

  /** Four days from {@link #DEFAULT_START}, with attacks. */
  public static SimulationPlan of(long seed, long events) {
    return new SimulationPlan(seed, events, DEFAULT_START, DEFAULT_DURATION, true);
  }

  public SimulationPlan from(Instant newStart) {
    return new SimulationPlan(seed, events, newStart, duration, attacks, people);
  }

  public SimulationPlan lasting(Duration newDuration) {
    return new SimulationPlan(seed, events, start, newDuration, attacks, people);
  }

  /** The same without any attack: every alert on it is a false one. */
  public SimulationPlan innocent() {
    return new SimulationPlan(seed, events, start, duration, false, people);
  }

  /** The same among other people. */
  public SimulationPlan with(People newPeople) {
    return new SimulationPlan(seed, events, start, duration, attacks, newPeople);
  }

  /**
   * How many events are innocent beside so many of attacks: fewer people do less, busy ones more.
   */
  public long innocentEvents(long attackEvents) {
    return Math.round((events - attackEvents) * people.size() * people.pace());
  }

  /** Start, epoch milliseconds. */
  public long startMs() {
    return start.toEpochMilli();
  }

  /** End, exclusive, epoch milliseconds. */
  public long endMs() {
    return start.plus(duration).toEpochMilli();
  }
}
