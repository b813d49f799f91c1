package io.leakwatch.workbench.evaluation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well one detector did, or all of them.
 *
 * @param id the detector's id, or {@code total}
 * @param found labels that at least one alert means
 * @param trueAlerts alerts that mean a label; several may mean the same
 * @param delays from a found label's beginning to the first alert that means it, ascending
 */
public record Score(
    String id, int labels, int found, int alerts, int trueAlerts, List<Duration> delays) {

  public Score {
    delays = delays.stream().sorted().toList();
  }

  /** Found of all labels, 0 to 1; empty without labels. */
  public OptionalDouble recall() {
    return share(found, labels);
  }

  /** True of all alerts, 0 to 1; empty without alerts. */
  public OptionalDouble precision() {
    return share(trueAlerts, alerts);
  }

  public int falseAlerts() {
    return alerts - trueAlerts;
  }

  /** Seconds within which half of the found labels were; empty where none was found. */
  public OptionalDouble medianSeconds() {
    return secondsWithin(0.5);
  }

  /** Seconds within which 95 of 100 found labels were; empty where none was found. */
  public OptionalDouble p95Seconds() {
    return secondsWithin(0.95);
  }

  /** By nearest rank: always a delay that there was. */
  private OptionalDouble secondsWithin(double share) {
    if (delays.isEmpty()) {
      return OptionalDouble.empty();
    }
    int rank = (int) Math.ceil(share * delays.size());
    return OptionalDouble.of(delays.get(rank - 1).toMillis() / 1000.0);
  }

  private static OptionalDouble share(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
