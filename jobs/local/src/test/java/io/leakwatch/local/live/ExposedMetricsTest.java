package io.leakwatch.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.pipeline.metrics.Label;
import io.leakwatch.pipeline.metrics.MetricType;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a running job exposes to Prometheus, beside what pages, panels and rules look for. */
class ExposedMetricsTest {

  private static final String STUFFING = "credential-stuffing";

  private static Scrape scrape;

  /**
   * Until all that was sent has gone through, and a checkpoint was completed after that. A scrape
   * reads one figure after another while the job goes on. So in the first complete one all is
   * received, in the second all is watched too, and only the third is whole.
   */
  @BeforeAll
  static void scrapeARunningJob() throws Exception {
    try (ScrapedJob job = ScrapedJob.start()) {
      completeScrape(job);
      completeScrape(job);
      scrape = completeScrape(job);
    }
  }

  private static Scrape completeScrape(ScrapedJob job) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(ConnectException.class)
        .until(job::scrape, ExposedMetricsTest::isComplete);
  }

  private static boolean isComplete(Scrape now) {
    return now.sum(JobMetric.RECEIVED.prometheusName()) == 3 * ScrapedJob.FAILURES + 1
        && now.sum(JobMetric.WATCHED.prometheusName()) == now.sum(JobMetric.ROUTED.prometheusName())
        && now.sum(JobMetric.ALERTS.prometheusName(), "detector", STUFFING) >= 1
        && now.sum(JobMetric.SUPPRESSED.prometheusName(), "detector", STUFFING) >= 1
        && now.sum(JobMetric.ENTITIES.prometheusName(), "kind", "ADDRESS") >= 1
        && now.sum("flink_jobmanager_job_numberOfCompletedCheckpoints") >= 1;
  }

  @ParameterizedTest
  @EnumSource
  void everyMetricIsExposedWithItsLabels(JobMetric metric) {
    String name = metric.prometheusName();
    if (name.endsWith("_")) {
      assertThat(scrape.hasAnyOf(name)).as(name).isTrue();
    } else {
      assertThat(scrape.has(name)).as(name).isTrue();
      assertThat(scrape.labelsOf(name))
          .containsAll(metric.labels().stream().map(Label::word).toList())
          .contains("operator_name", "subtask_index");
    }
    assertThat(scrape.text().contains("# TYPE " + name + " summary"))
        .isEqualTo(metric.type() == MetricType.HISTOGRAM);
  }

  @Test
  void figuresAreThoseOfTheEvents() {
    assertThat(sum(JobMetric.ALERTS, "detector", STUFFING)).isEqualTo(1);
    assertThat(sum(JobMetric.DEAD_LETTERS, "reason", "undecodable")).isEqualTo(1);
    assertThat(sum(JobMetric.DEAD_LETTERS, "reason", "memory-full")).isZero();
    assertThat(sum(JobMetric.OBSERVATIONS, "detector", STUFFING)).isEqualTo(ScrapedJob.FAILURES);
    assertThat(sum(JobMetric.SIGNALS, "detector", STUFFING)).isPositive();
    assertThat(sum(JobMetric.SUPPRESSED, "detector", STUFFING)).isPositive();
    assertThat(sum(JobMetric.FIELD_POSSIBLE, "field", "ip")).isEqualTo(3.0 * ScrapedJob.FAILURES);
    assertThat(sum(JobMetric.FIELD_CARRYING, "field", "ip")).isEqualTo(ScrapedJob.FAILURES);
    assertThat(sum(JobMetric.KIND_EVENTS, "kind", "READ")).isEqualTo(ScrapedJob.FAILURES);
    assertThat(sum(JobMetric.ENTITIES, "kind", "ADDRESS")).isEqualTo(1);
    assertThat(sum(JobMetric.ENTITY_BYTES, "kind", "ADDRESS")).isBetween(50.0, 5_000.0);
    assertThat(sum(JobMetric.STALLED, "topic", "login-events")).isZero();
  }

  @Test
  void howLongAnAlertTookIsFromItsEventOn() {
    // The events happened within the 40 s before they were sent, and nobody waits longer than 3
    // min.
    assertThat(
            scrape.samples().stream()
                .filter(each -> each.name().equals(JobMetric.EVENT_TO_ALERT_MS.prometheusName()))
                .filter(each -> "0.99".equals(each.labels().get("quantile")))
                .map(Scrape.Sample::value)
                .filter(Double::isFinite))
        .anyMatch(millis -> millis > 1_000 && millis < 220_000);
  }

  private static double sum(JobMetric metric, String label, String value) {
    return scrape.sum(metric.prometheusName(), label, value);
  }

  static List<Monitoring.Shown> panels() throws IOException {
    return Monitoring.panels();
  }

  static List<Monitoring.Shown> rules() throws IOException {
    return Monitoring.rules().stream().map(Monitoring.Rule::shown).toList();
  }

  @ParameterizedTest
  @MethodSource({"panels", "rules"})
  void everyPanelAndRuleFindsWhatItLooksFor(Monitoring.Shown shown) {
    assertThat(shown.query().faults(scrape)).isEmpty();
    // Whoever adds up over no label has all of them; ours that do so name none.
    assertThat(shown.query().groupedBy()).containsAll(shown.namedLabels());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sum(rate(flink_no_such_metric[5m]))                            | is not exposed
          sum by (colour) (flink_jobmanager_job_numRestarts)             | has no label colour
          flink_jobmanager_job_numRestarts{job_name="other"}             | no sample of
          sum(flink_jobmanager_job_numRestarts) + sum(leakwatch_received) | unknown word leakwatch_received
          time() > 0                                                     | no metric is looked for
          """)
  void whatFindsNothingIsFound(String query, String fault) {
    assertThat(new PromQuery("a query", query).faults(scrape))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(fault);
  }
}
