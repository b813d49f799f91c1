package io.leakwatch.local.outcome;

import io.leakwatch.pipeline.metrics.JobMetric;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The job's own counters, read while a job runs in this JVM and after it has ended: the same
 * metrics that a cluster's reporter shows.
 */
public final class Counters implements AutoCloseable {

  private static final Map<String, Counters> OPEN = new ConcurrentHashMap<>();
  private static final String ID = "id";

  /** The metric group of the job's own counters. */
  private static final String OURS = JobMetric.GROUP;

  private final String id = UUID.randomUUID().toString();

  /** By group and name. */
  private final Map<Counter, String> counters = new ConcurrentHashMap<>();

  private final Map<Gauge<?>, String> gauges = new ConcurrentHashMap<>();

  private Counters() {}

  /** Counters of a job that is started with the given configuration, which is added to. */
  public static Counters of(Configuration configuration) {
    Counters counters = new Counters();
    OPEN.put(counters.id, counters);
    configuration.setString(
        "metrics.reporter.leakwatch.factory.class", ReporterFactory.class.getName());
    configuration.setString("metrics.reporter.leakwatch." + ID, counters.id);
    return counters;
  }

  /** Sum over all subtasks of a counter, such as {@code evaluated}. */
  public long get(String name) {
    return counters.entrySet().stream()
        .filter(counter -> counter.getValue().equals(OURS + "." + name))
        .mapToLong(counter -> counter.getKey().getCount())
        .sum();
  }

  /**
   * Sum over all subtasks of a gauge of numbers, such as {@code remembered_bytes}, as it is now.
   */
  public long gauge(String name) {
    return gauges.entrySet().stream()
        .filter(gauge -> gauge.getValue().equals(OURS + "." + name))
        .mapToLong(gauge -> ((Number) gauge.getKey().getValue()).longValue())
        .sum();
  }

  /** Sums over all subtasks of all counters of another group, by name. */
  public Map<String, Long> ofGroup(String group) {
    Map<String, Long> sums = new TreeMap<>();
    counters.forEach(
        (counter, name) -> {
          if (name.startsWith(group + ".")) {
            sums.merge(name.substring(group.length() + 1), counter.getCount(), Long::sum);
          }
        });
    return sums;
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  /** How Flink finds the reporter. */
  public static final class ReporterFactory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new Reporter();
    }
  }

  private static final class Reporter implements MetricReporter {

    private Counters counters;

    @Override
    public void open(MetricConfig config) {
      counters = OPEN.get(config.getString(ID, ""));
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      String[] scope = group.getScopeComponents();
      if (counters != null && metric instanceof Counter counter) {
        counters.counters.put(counter, scope[scope.length - 1] + "." + name);
      } else if (counters != null && metric instanceof Gauge<?> gauge) {
        counters.gauges.put(gauge, scope[scope.length - 1] + "." + name);
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      // A task that has ended has counted all the same.
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
