package io.leakwatch.benchmarks.latency;

import java.time.Duration;

/**
 * What to measure the latency under.
 *
 * @param seed of the traffic
 * @param rate events a second, from 1
 * @param runIn how much of the traffic flows before anything is measured; at half the rate
 * @param measured how long it is measured for
 */
public record LatencyPlan(long seed, long rate, Duration runIn, Duration measured) {

  /**
   * Traffic goes on for so long after the last event whose alert is waited for: the job's clock
   * stands still without.
   */
  private static final Duration RUN_OUT = Duration.ofSeconds(3);

  public LatencyPlan {
    if (rate < 1 || measured.isNegative() || measured.isZero()) {
      throw new IllegalArgumentException(
          "expected at least one event a second and some time, not %d and %s"
              .formatted(rate, measured));
    }
  }

  /** How long the traffic flows altogether. */
  Duration flows() {
    return runIn.plus(measured).plus(RUN_OUT);
  }

  /** Events that flow altogether, those that are to raise alerts left out. */
  long events() {
    return Math.max(1, rate * flows().toMillis() / 1000);
  }

  /**
   * When what happens so long after the beginning of the traffic is published, in milliseconds
   * after the beginning of publishing: what is not measured yet flows at half the speed. A job that
   * has just started is behind for a moment, and what piled up would be measured.
   */
  long publishedAfter(long afterMillis) {
    return afterMillis + Math.min(afterMillis, runIn.toMillis());
  }

  /** Whether what is due so long after the beginning, in milliseconds, is measured. */
  boolean measures(long afterMillis) {
    return afterMillis >= runIn.toMillis() && afterMillis < runIn.plus(measured).toMillis();
  }
}
