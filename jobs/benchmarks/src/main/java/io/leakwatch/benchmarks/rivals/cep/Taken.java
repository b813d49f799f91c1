package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.metrics.JobMetric;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.Counter;

/** How many records the sources have taken, as a metric of the job. */
final class Taken {

  private static final String NAME = "taken";

  private Taken() {}

  static Counter counter(InitializationContext context) {
    return context.getMetricGroup().addGroup(JobMetric.GROUP).counter(NAME);
  }

  /** Of all sources together. */
  static long of(Counters counters) {
    return counters.get(NAME);
  }
}
