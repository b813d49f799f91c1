package io.leakwatch.console.health;

import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.pipeline.metrics.MetricType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Those of a job that runs in this process. Ages are left out: they are not known once it has
 * ended.
 */
public final class FiguresOfThisProcess implements JobFigures {

  private final Supplier<Counters> counters;

  /**
   * @param counters the job's; null until it has started
   */
  public FiguresOfThisProcess(Supplier<Counters> counters) {
    this.counters = counters;
  }

  @Override
  public JobHealth now() {
    Counters job = counters.get();
    if (job == null) {
      return new JobHealth(false, "the job is starting", null);
    }
    Map<String, Long> figures = new LinkedHashMap<>();
    for (JobMetric metric : SUMS) {
      if (metric.type() == MetricType.COUNTER) {
        figures.put(metric.metricName(), job.get(metric.metricName()));
      }
    }
    return new JobHealth(true, null, figures);
  }
}
