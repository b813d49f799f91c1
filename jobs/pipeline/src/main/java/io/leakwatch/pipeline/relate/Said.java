package io.leakwatch.pipeline.relate;

import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.pipeline.metrics.CounterBy;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import java.util.Collection;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** What has been handed on, as metrics. Alerts are rare, so these cost nothing. */
final class Said {

  private final CounterBy alerts;
  private final CounterBy revisions;
  private final CounterBy folded;
  private final Counter heldBack;
  private final Histogram eventToAlert;
  private final LongSupplier now;

  /**
   * @param detectors ids of those whose alerts are expected
   * @param now epoch milliseconds
   */
  Said(MetricGroup metrics, Collection<String> detectors, LongSupplier now) {
    this.now = now;
    alerts = JobMetric.ALERTS.counterBy(metrics, withGaps(detectors));
    revisions = JobMetric.REVISIONS.counterBy(metrics, withGaps(detectors));
    folded = JobMetric.FOLDED.counterBy(metrics, detectors);
    heldBack = JobMetric.REVISIONS_HELD_BACK.counter(metrics);
    eventToAlert = JobMetric.EVENT_TO_ALERT_MS.histogram(metrics);
  }

  private static Collection<String> withGaps(Collection<String> detectors) {
    return Stream.concat(detectors.stream(), Stream.of(Gaps.ID)).toList();
  }

  /** A revision is handed on. */
  void said(Alert alert) {
    String detector = alert.getDetectorId();
    revisions.inc(detector);
    if (alert.getRevision() > 1) {
      return;
    }
    alerts.inc(detector);
    if (alert.getActivity() == AlertActivity.CREATE && !detector.equals(Gaps.ID)) {
      eventToAlert.update(now.getAsLong() - alert.getRaisedAt().toEpochMilli());
    }
  }

  /** An alert ends because another one says the same. */
  void folded(Alert alert) {
    folded.inc(alert.getDetectorId());
  }

  /** A revision has to wait. */
  void heldBack() {
    heldBack.inc();
  }
}
