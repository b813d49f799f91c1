package io.leakwatch.pipeline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobMetricTest {

  private final ReadableMetrics metrics = new ReadableMetrics();

  @Test
  void noTwoHaveOneNameInPrometheus() {
    assertThat(JobMetric.values())
        .extracting(JobMetric::prometheusName)
        .doesNotHaveDuplicates()
        .contains(
            "flink_taskmanager_job_task_operator_leakwatch_received",
            "flink_taskmanager_job_task_operator_leakwatch_detector_alerts",
            "flink_taskmanager_job_task_operator_leakwatch_carried_",
            "flink_taskmanager_job_task_operator_deserializer_leakwatch_topic_partition_stalled");
  }

  @ParameterizedTest
  @EnumSource
  void whatCountsHasNoUnitAndAllElseHasOne(JobMetric metric) {
    boolean counts =
        metric.type() == MetricType.COUNTER || metric.type() == MetricType.COUNTERS_BY_NAME;

    assertThat(metric.unit().isEmpty()).isEqualTo(counts);
    assertThat(metric.operators()).isNotEmpty();
    assertThat(metric.meaning()).isNotBlank().doesNotEndWith(".");
  }

  @Test
  void labelsAreGroupsWithAValueEach() {
    JobMetric.RECEIVED.counter(metrics).inc();
    JobMetric.ALERTS.counter(metrics, "mfa-fatigue").inc(2);
    JobMetric.FIELD_CARRYING.counter(metrics, "login-events", "ip").inc(3);
    JobMetric.CARRIED.counter(metrics, "login-events.ip").inc(4);
    JobMetric.OPEN_GAPS.gauge(metrics, () -> 5, "late");

    assertThat(metrics.counted())
        .isEqualTo(
            Map.of(
                "leakwatch.received", 1L,
                "leakwatch.detector=mfa-fatigue.alerts", 2L,
                "leakwatch.topic=login-events.field=ip.carrying", 3L,
                "leakwatch.carried.login-events.ip", 4L));
    assertThat(((Gauge<?>) metrics.get("leakwatch.reason=late.open_gaps")).getValue())
        .isEqualTo(5L);
  }

  @Test
  void whatIsExpectedIsThereBeforeItHappensAndAllElseOnceItDoes() {
    CounterBy letters = JobMetric.DEAD_LETTERS.counterBy(metrics, List.of("undecodable"));
    assertThat(metrics.get("leakwatch.reason=undecodable.dead_letters")).isNotNull();
    assertThat(metrics.get("leakwatch.reason=memory-full.dead_letters")).isNull();

    letters.inc("memory-full");

    assertThat(metrics.counted())
        .isEqualTo(Map.of("leakwatch.reason=memory-full.dead_letters", 1L));
  }

  @Test
  void aLabelWithoutAValueIsRefused() {
    assertThatThrownBy(() -> JobMetric.FIELD_CARRYING.counter(metrics, "login-events"))
        .hasMessage("FIELD_CARRYING takes 2 values, and was given [login-events]");
  }
}
