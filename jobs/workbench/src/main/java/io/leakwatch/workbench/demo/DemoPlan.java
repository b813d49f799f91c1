package io.leakwatch.workbench.demo;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What is played, and how fast. Event time runs faster than the clock: a span of hours is published
 * within the demo's duration, so that attacks, and what follows from them, can be seen.
 *
 * @param seed another seed, other people and attacks
 * @param eventsPerSecond how many events are published a second by the clock, 1 to {@link
 *     #MOST_A_SECOND}
 * @param duration how long they are published, from a second to {@link #SPAN}
 * @param end event time of the end of the span, exclusive
 */
public record DemoPlan(long seed, int eventsPerSecond, Duration duration, Instant end) {

  /** Long enough for the slow attacks: three windows of scraping, a takeover hours later. */
  static final Duration SPAN = Duration.ofHours(8);

  /**
   * The simulator makes some 300,000 events a second with a core of its own. Here it shares the
   * machine with the broker and the job: two cores publish about 30,000, several more perhaps this.
   */
  static final int MOST_A_SECOND = 100_000;

  /** Eight hours at the default rate; their people and attacks take more than a gigabyte. */
  static final long MOST_EVENTS = 60_000_000;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  public DemoPlan {
    if (eventsPerSecond < 1) {
      throw new IllegalArgumentException("rate must be 1 or more, not " + eventsPerSecond);
    }
    if (eventsPerSecond > MOST_A_SECOND) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rate must be %,d or less, not %,d: traffic, broker and job share this machine, and"
                  + " more cannot be published; to see how fast the job alone is, run"
                  + " ./leakwatch bench",
              MOST_A_SECOND,
              eventsPerSecond));
    }
    if (duration.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "duration must be a second or more, not " + Figures.of(duration));
    }
    if (duration.compareTo(SPAN) > 0) {
      throw new IllegalArgumentException(
          "duration must be %s or less, not %s: that is how much event time is played"
              .formatted(Figures.of(SPAN), Figures.of(duration)));
    }
    long events = eventsPerSecond * duration.toSeconds();
    if (events > MOST_EVENTS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rate %,d for %s makes %,d events, and %,d is the most that fits into memory; choose"
                  + " a lower rate or a shorter --duration",
              eventsPerSecond,
              Figures.of(duration),
              events,
              MOST_EVENTS));
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
