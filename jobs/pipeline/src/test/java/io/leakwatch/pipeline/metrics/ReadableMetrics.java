package io.leakwatch.pipeline.metrics;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** An operator's metrics, for a test to read: {@code leakwatch.detector=mfa-fatigue.alerts}. */
public final class ReadableMetrics extends UnregisteredMetricsGroup {

  private final String path;
  private final Map<String, Object> metrics;

  public ReadableMetrics() {
    this("", new TreeMap<>());
  }

  private ReadableMetrics(String path, Map<String, Object> metrics) {
    this.path = path;
    this.metrics = metrics;
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new ReadableMetrics(path + name + ".", metrics);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return addGroup(key + "=" + value);
  }

  @Override
  public Counter counter(String name) {
    return (Counter) metrics.computeIfAbsent(path + name, any -> new SimpleCounter());
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    metrics.put(path + name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    metrics.put(path + name, gauge);
    return gauge;
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    metrics.put(path + name, histogram);
    return histogram;
  }

  /** All counters that are not 0. */
  public Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    metrics.forEach(
        (name, metric) -> {
          if (metric instanceof Counter counter && counter.getCount() != 0) {
            counted.put(name, counter.getCount());
          }
        });
    return counted;
  }

  /** What is registered under a name; null for nothing. */
  public Object get(String name) {
    return metrics.get(name);
  }
}
