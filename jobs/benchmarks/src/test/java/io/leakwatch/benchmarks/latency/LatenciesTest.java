package io.leakwatch.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void anAlertIsTimedFromTheEventThatItNames() {
    latencies.appended("e1", 1_000);

    latencies.received(alert("a1", 1, "e1"), 1_400);

    assertThat(latencies.percentiles()).isEqualTo(new Percentiles(1, 400, 400, 400, 400));
    assertThat(latencies.missing()).isZero();
  }

  @Test
  void ofSeveralEventsTheLastOneIsTheCause() {
    latencies.appended("e2", 2_000);
    latencies.appended("e1", 1_000);

    latencies.received(alert("a1", 1, "e2", "e1", "e0"), 2_300);

    assertThat(latencies.percentiles().max()).isEqualTo(300);
  }

  @Test
  void eachDetectorIsToldApart() {
    latencies.appended("e1", 1_000);

    latencies.received(alert("a1", 1, "e1"), 1_400);
    latencies.received(alert("a2", 1, "other"), 1_500);

    assertThat(latencies.byDetector())
        .isEqualTo(Map.of("unscoped-access", new Percentiles(1, 400, 400, 400, 400)));
  }

  @Test
  void theAlertMayBeKnownBeforeItsEventIs() {
    latencies.received(alert("a1", 1, "e1"), 1_400);

    latencies.appended("e1", 1_000);

    assertThat(latencies.percentiles().median()).isEqualTo(400);
  }

  @Test
  void laterRevisionsAndRepeatedDeliveriesDoNotCount() {
    latencies.appended("e1", 1_000);

    latencies.received(alert("a1", 1, "e1"), 1_400);
    latencies.received(alert("a1", 1, "e1"), 1_900);
    latencies.received(alert("a1", 2, "e1"), 5_000);

    assertThat(latencies.percentiles()).isEqualTo(new Percentiles(1, 400, 400, 400, 400));
  }

  @Test
  void anAlertOfOtherEventsIsLeftOutAndAnEventWithoutAlertIsMissing() {
    latencies.appended("e1", 1_000);

    latencies.received(alert("a1", 1, "other"), 1_400);

    assertThat(latencies.percentiles()).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
    assertThat(latencies.missing()).isEqualTo(1);
  }

  @Test
  void percentilesAreLatenciesThatWereMeasured() {
    List<Long> hundred = LongStream.rangeClosed(1, 100).boxed().toList();
    List<Long> twenty = LongStream.rangeClosed(1, 20).boxed().toList();

    assertThat(Percentiles.of(hundred)).isEqualTo(new Percentiles(100, 50, 95, 99, 100));
    assertThat(Percentiles.of(twenty)).isEqualTo(new Percentiles(20, 10, 19, 20, 20));
    assertThat(Percentiles.of(List.of(7L))).isEqualTo(new Percentiles(1, 7, 7, 7, 7));
  }

  private static Alert alert(String id, int revision, String... eventIds) {
    Instant at = Instant.ofEpochMilli(1_000);
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision(revision)
        .setActivity(revision == 1 ? AlertActivity.CREATE : AlertActivity.UPDATE)
        .setDetectorId("unscoped-access")
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(Severity.MEDIUM)
        .setConfidence(80)
        .setRiskScore(40)
        .setSubject(new Subject(SubjectType.ENDPOINT, "/probed"))
        .setRaisedAt(at)
        .setFirstSeenAt(at)
        .setLastSeenAt(at)
        .setTitle("")
        .setSummary("")
        .setEvidence(List.of())
        .setEventIds(List.of(eventIds))
        .setAffectedAccounts(List.of())
        .setAffectedCount(0)
        .setAttack(List.of())
        .setRemediation(List.of())
        .setOccurrences(1)
        .build();
  }
}
