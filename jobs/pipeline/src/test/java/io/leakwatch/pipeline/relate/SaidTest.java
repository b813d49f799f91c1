package io.leakwatch.pipeline.relate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.pipeline.metrics.ReadableMetrics;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Histogram;
import org.junit.jupiter.api.Test;

class SaidTest {

  private static final Instant T = Instant.parse("2026-01-05T09:00:00Z");

  private final ReadableMetrics metrics = new ReadableMetrics();
  private Instant now = T;
  private final Said said = new Said(metrics, List.of("spam-calls"), () -> now.toEpochMilli());

  private static Alert alert(String detector, int revision, AlertActivity activity) {
    return Alert.newBuilder()
        .setAlertId("a1")
        .setRevision(revision)
        .setActivity(activity)
        .setDetectorId(detector)
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(Severity.LOW)
        .setConfidence(50)
        .setRiskScore(50)
        .setSubject(new Subject(SubjectType.ACCOUNT, "u1"))
        .setRaisedAt(T)
        .setUpdatedAt(T)
        .setFirstSeenAt(T)
        .setLastSeenAt(T)
        .setTitle("")
        .setSummary("")
        .setEvidence(List.of())
        .setEventIds(List.of())
        .setAffectedAccounts(List.of())
        .setAffectedCount(0)
        .setAttack(List.of())
        .setRemediation(List.of())
        .setOccurrences(1)
        .build();
  }

  private Histogram latencies() {
    return (Histogram) metrics.get("leakwatch.event_to_alert_ms");
  }

  @Test
  void revisionsCountAndTheFirstOfThemIsTheAlert() {
    said.said(alert("spam-calls", 1, AlertActivity.CREATE));
    said.said(alert("spam-calls", 2, AlertActivity.UPDATE));
    said.said(alert("spam-calls", 3, AlertActivity.CLOSE));
    said.folded(alert("spam-calls", 3, AlertActivity.CLOSE));
    said.heldBack();

    assertThat(metrics.counted())
        .isEqualTo(
            Map.of(
                "leakwatch.detector=spam-calls.alerts", 1L,
                "leakwatch.detector=spam-calls.revisions", 3L,
                "leakwatch.detector=spam-calls.folded", 1L,
                "leakwatch.revisions_held_back", 1L));
  }

  @Test
  void howLongAnAlertTookIsMeasuredFromItsEventAndOnlyOnce() {
    now = T.plusMillis(1500);
    said.said(alert("spam-calls", 1, AlertActivity.CREATE));
    now = T.plusSeconds(3600);
    said.said(alert("spam-calls", 2, AlertActivity.UPDATE));

    assertThat(latencies().getCount()).isEqualTo(1);
    assertThat(latencies().getStatistics().getMax()).isEqualTo(1500);
  }

  @Test
  void whatNoEventCompletesHasNoLatency() {
    said.said(alert("spam-calls", 1, AlertActivity.CLOSE)); // folded before it was ever seen
    said.said(alert(Gaps.ID, 1, AlertActivity.CREATE));

    assertThat(latencies().getCount()).isZero();
    assertThat(metrics.counted())
        .containsEntry("leakwatch.detector=coverage-gap.alerts", 1L)
        .containsEntry("leakwatch.detector=spam-calls.alerts", 1L);
  }
}
