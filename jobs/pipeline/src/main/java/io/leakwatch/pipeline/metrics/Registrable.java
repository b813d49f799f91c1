package io.leakwatch.pipeline.metrics;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** A metric that operators register with Flink, under its name and with its labels. */
interface Registrable {

  /** The metric group of all of them. */
  String GROUP = "leakwatch";

  /** So many values a histogram looks back on. */
  int WINDOW = 1000;

  /** What Flink's Prometheus reporter writes in front of an operator's metrics. */
  String PROMETHEUS = "flink_taskmanager_job_task_operator_";

  MetricType type();

  /** Where it is registered, in the order of the job. */
  List<Step> steps();

  /** Its name in the group {@link #GROUP}. */
  String metricName();

  /** What tells those of one name from each other. */
  List<Label> labels();

  /**
   * Registers a counter, or gives the one that is registered.
   *
   * @param operator the metric group that Flink gives the step
   * @param values one for each label, or the name of one that has a name for each value
   */
  default Counter counter(MetricGroup operator, String... values) {
    return group(operator, values).counter(registeredName(values));
  }

  /** Registers a counter that is kept elsewhere. */
  default void counter(MetricGroup operator, Counter kept, String... values) {
    group(operator, values).counter(registeredName(values), kept);
  }

  /** Registers counters that one label tells from each other; the given ones at once. */
  default CounterBy counterBy(MetricGroup operator, Collection<String> expected) {
    return new CounterBy(this, operator, expected);
  }

  /** Registers a gauge; it is read by another thread. */
  default void gauge(MetricGroup operator, LongSupplier value, String... values) {
    group(operator, values).gauge(registeredName(values), (Gauge<Long>) value::getAsLong);
  }

  /** Registers a histogram of the last values. */
  default Histogram histogram(MetricGroup operator, String... values) {
    return group(operator, values)
        .histogram(registeredName(values), new DescriptiveStatisticsHistogram(WINDOW));
  }

  private MetricGroup group(MetricGroup operator, String... values) {
    int expected = type().isByName() ? 1 : labels().size();
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "%s takes %d values, and was given %s"
              .formatted(this, expected, Arrays.toString(values)));
    }
    MetricGroup group = operator.addGroup(GROUP);
    if (type().isByName()) {
      return group.addGroup(metricName());
    }
    for (int i = 0; i < values.length; i++) {
      group = group.addGroup(labels().get(i).word(), values[i]);
    }
    return group;
  }

  private String registeredName(String... values) {
    return type().isByName() ? values[0] : metricName();
  }

  /** The operators that have it; {@code …} stands for the name of a source. */
  default List<String> operators() {
    return steps().stream().flatMap(step -> step.operators().stream()).distinct().toList();
  }

  /**
   * Its name in Prometheus, as Flink's reporter writes it; of one that has a name for each value
   * what all of them begin with.
   */
  default String prometheusName() {
    Stream<String> groups = Stream.concat(steps().get(0).groups().stream(), Stream.of(GROUP));
    Stream<String> own = Stream.concat(labels().stream().map(Label::word), Stream.of(metricName()));
    return Stream.concat(groups, own)
        .collect(Collectors.joining("_", PROMETHEUS, type().isByName() ? "_" : ""));
  }
}
