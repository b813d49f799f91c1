package io.leakwatch.pipeline.admit;

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
  final Counter deadLettered;
  final Counter held;

  Balance(MetricGroup metrics) {
    received = metrics.counter("received");
    evaluated = metrics.counter("evaluated");
    duplicates = metrics.counter("duplicates");
    late = metrics.counter("late");
    deadLettered = metrics.counter("dead_lettered");
    held = metrics.counter("held");
  }
}
