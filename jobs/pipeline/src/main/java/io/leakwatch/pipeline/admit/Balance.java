package io.leakwatch.pipeline.admit;

import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.metrics.CounterBy;
import io.leakwatch.pipeline.metrics.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What became of the events: at every instant {@code received = evaluated + duplicates + late +
 * dead_lettered}. Those that are held because their time is in doubt are counted as {@code held},
 * and as received once that is decided.
 */
final class Balance {

  final Counter received;
  final Counter evaluated;
  final Counter duplicates;
  final Counter late;
  final Counter held;
  private final Counter deadLettered;
  private final CounterBy deadLetters;

  Balance(MetricGroup metrics) {
    received = JobMetric.RECEIVED.counter(metrics);
    evaluated = JobMetric.EVALUATED.counter(metrics);
    duplicates = JobMetric.DUPLICATES.counter(metrics);
    late = JobMetric.LATE.counter(metrics);
    held = JobMetric.HELD.counter(metrics);
    deadLettered = JobMetric.DEAD_LETTERED.counter(metrics);
    deadLetters =
        JobMetric.DEAD_LETTERS.counterBy(
            metrics, DeadLetterReason.onArrival().map(DeadLetterReason::word).toList());
  }

  /**
   * One is a dead letter.
   *
   * @param reason as the letter words it
   */
  void refused(String reason) {
    deadLettered.inc();
    deadLetters.inc(reason);
  }
}
