package io.leakwatch.workbench.docs;

import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.pipeline.metrics.Label;
import java.util.List;
import java.util.stream.Collectors;

/** Every metric of the job, from where they are declared. */
final class MetricsPage {

  private MetricsPage() {}

  static String text(String notice) {
    StringBuilder page = new StringBuilder("# Metrics\n\n" + notice);
    page.append(
        """

        All are in the metric group `leakwatch` of their operator, for whatever reporter Flink has. What tells several of one
        name from each other is a label. In Flink a label is a group with a value, `detector.mfa-fatigue.alerts` say.

        Flink's reporter for Prometheus calls each `flink_taskmanager_job_task_operator_` and what stands in the column
        *in Prometheus*, with the labels that Flink itself gives: `operator_name`, `task_name`, `subtask_index`, `tm_id` and
        more. So that values of labels stay as they are, set this in Flink's configuration:

            metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
            metrics.reporter.prom.port: 9249
            metrics.reporter.prom.filterLabelValueCharacters: false

        The reporter listens on all addresses, and asks nobody who they are: keep the port within your network. No metric
        names an account, an address or anybody else. [`docker/prometheus`](../docker/prometheus) holds a configuration,
        alert rules and their tests, [`docker/grafana`](../docker/grafana) a dashboard;
        [`operations.md`](operations.md#runbook) says what to do about each alert.

        ## Labels

        | label | value |
        |---|---|
        """);
    for (Label label : Label.values()) {
      page.append("| `%s` | %s |\n".formatted(label.word(), label.meaning()));
    }
    page.append(
        """

        ## All metrics

        `…` stands for the name of a source: `login`, `api`, `dm-metadata`, or `files` in a replay. A histogram is a summary in
        Prometheus, with the quantiles 0.5, 0.75, 0.95, 0.98, 0.99 and 0.999.

        | metric | type, unit | labels | operator | in Prometheus | meaning |
        |---|---|---|---|---|---|
        """);
    for (JobMetric metric : JobMetric.values()) {
      page.append(row(metric));
    }
    page.append(
        """

        At every instant `received` is the sum of `evaluated`, `duplicates`, `late` and `dead_lettered`.

        `not_remembered`, `forgotten_early`, `detector_faults`, `stalled_partitions` and `open_gaps` are 0 on a healthy job.
        `state_begun_anew` may rise once, after an update of the job that changes how a detector's state is laid out.

        ## What the events carry

        So that a producer that stops sending a field is noticed, the job counts for each topic, each field that some events
        may lack, and each kind of event, how many there were. A field whose default says the ordinary thing, such as
        `known_contact`, counts where it says something else; what only calls, messages or reads of metadata can say is
        possible on these alone. Every event is counted, not a sample; the counters are there from the first event of their
        topic on, and begin at 0 when a task starts. On a topic, `scopes_required` counts only calls to which a required scope
        was not granted, and `scopes_granted` only those that are not in the job's own schema or are out of the ordinary. Which
        detector needs what: [`what-to-log.md`](what-to-log.md). `./leakwatch coverage --config FILE` says it for what the
        topics hold.

        ## Flink's own

        The dashboard and the rules look at some of Flink's own metrics, too: restarts (`flink_jobmanager_job_numRestarts`),
        checkpoints (`flink_jobmanager_job_numberOfFailedCheckpoints`, `…_lastCheckpointDuration`, `…_lastCheckpointSize`), how
        busy each task is (`flink_taskmanager_job_task_busyTimeMsPerSecond`, `…_backPressuredTimeMsPerSecond`), event time
        (`flink_taskmanager_job_task_operator_currentInputWatermark`), and each process's heap, garbage collection and processor
        (`flink_taskmanager_Status_JVM_…`).
        """);
    return page.toString();
  }

  private static String row(JobMetric metric) {
    String unit = metric.unit().isEmpty() ? "" : ", " + metric.unit();
    String prometheus = metric.prometheusName().substring(JobMetric.PROMETHEUS.length());
    boolean isBeginning = prometheus.endsWith("_");
    return "| `%s` | %s%s | %s | %s | `%s` | %s |\n"
        .formatted(
            isBeginning ? metric.metricName() + ".…" : metric.metricName(),
            metric.type().word(),
            unit,
            coded(metric.labels().stream().map(Label::word).toList()),
            coded(metric.operators()),
            isBeginning ? prometheus + "…" : prometheus,
            metric.meaning());
  }

  private static String coded(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }
}
