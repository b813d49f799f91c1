package io.leakwatch.workbench.demo;

import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Duration;
import java.time.Instant;

/**
 * What is played, and how fast. Event time runs faster than the clock: a span of hours is published
 * within the demo's duration, so that attacks, and what follows from them, can be seen.
 *
 * @param seed another seed, other people and attacks
 * @param eventsPerSecond how many events are published a second by the clock, from 1
 * @param duration how long they are published, at least a second
 * @param end event time of the end of the span, exclusive
 */
public record DemoPlan(long seed, int eventsPerSecond, Duration duration, Instant end) {

  /** Long enough for the slow attacks: three windows of scraping, a takeover hours later. */
  static final Duration SPAN = Duration.ofHours(8);

  public DemoPlan {
    if (eventsPerSecond < 1) {
      throw new IllegalArgumentException("rate must be 1 or more, not " + eventsPerSecond);
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("duration must be a second or more, not " + duration);
    }
  }

  /** How many events there are. */
  long events() {
    return eventsDue(duration);
  }

  /** How many events ought to have been published after so long. */
  long eventsDue(Duration elapsed) {
    Duration played = elapsed.compareTo(duration) < 0 ? elapsed : duration;
    return Math.round(eventsPerSecond * (played.toNanos() / 1e9));
  }

  /** How many seconds of event time go by in one of the clock. */
  long acceleration() {
    return Math.round((double) SPAN.toMillis() / duration.toMillis());
  }

  SimulationPlan simulation() {
    return new SimulationPlan(seed, events(), end.minus(SPAN), SPAN, true);
  }
}
