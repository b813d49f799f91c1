package io.leakwatch.pipeline.metrics;

/** What a metric is, as Flink knows it. */
public enum MetricType {
  COUNTER("counter"),
  /** A counter for each value, which stands in its name instead of in a label. */
  COUNTERS_BY_NAME("counters"),
  GAUGE("gauge"),
  /** Likewise. */
  GAUGES_BY_NAME("gauges"),
  /** In Prometheus a summary, with the quantiles of its last values. */
  HISTOGRAM("histogram");

  private final String word;

  MetricType(String word) {
    this.word = word;
  }

  /** For a page. */
  public String word() {
    return word;
  }

  boolean isByName() {
    return this == COUNTERS_BY_NAME || this == GAUGES_BY_NAME;
  }
}
