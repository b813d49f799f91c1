package io.leakwatch.pipeline.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters that one label tells from each other. Those that are expected are there from the start,
 * at 0, so that nobody has to wait for the first one to watch them.
 */
public final class CounterBy {

  private final Registrable metric;
  private final MetricGroup operator;
  private final Map<String, Counter> counters = new HashMap<>();

  CounterBy(Registrable metric, MetricGroup operator, Collection<String> expected) {
    this.metric = metric;
    this.operator = operator;
    expected.forEach(this::of);
  }

  /** The counter of a value. Values come from this program, never from events. */
  public Counter of(String value) {
    return counters.computeIfAbsent(value, each -> metric.counter(operator, each));
  }

  public void inc(String value) {
    of(value).inc();
  }
}
