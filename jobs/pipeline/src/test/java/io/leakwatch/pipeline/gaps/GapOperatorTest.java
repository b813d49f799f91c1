package io.leakwatch.pipeline.gaps;

import static io.leakwatch.pipeline.gaps.Watched.CALLS;
import static io.leakwatch.pipeline.gaps.Watched.DAY;
import static io.leakwatch.pipeline.gaps.Watched.HOUR;
import static io.leakwatch.pipeline.gaps.Watched.LOGINS;
import static io.leakwatch.pipeline.gaps.Watched.both;
import static io.leakwatch.pipeline.gaps.Watched.events;
import static io.leakwatch.pipeline.gaps.Watched.evidence;
import static io.leakwatch.pipeline.gaps.Watched.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.pipeline.kafka.OcsfFinding;
import io.leakwatch.pipeline.kafka.OcsfRules;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gaps that are found in event time. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class GapOperatorTest {

  private static final Map<String, Long> ORDINARY = both(events(LOGINS, 20), events(CALLS, 50));

  @Test
  void aSourceThatFallsSilentWhileOthersGoOnIsSaidOnceAndItsEndToo() throws Exception {
    try (Watched job = Watched.replayed()) {
      job.minutes(2 * DAY, ORDINARY);
      long since = job.millis();

      assertThat(job.minutes(14, events(CALLS, 50)).alerts()).isEmpty();
      List<Alert> raised = job.minutes(1, events(CALLS, 50)).alerts();

      assertThat(raised).hasSize(1);
      Alert alert = raised.get(0);
      assertThat(alert.getDetectorId()).isEqualTo("coverage-gap");
      assertThat(alert.getActivity()).isEqualTo(AlertActivity.CREATE);
      assertThat(alert.getSubject().getType()).isEqualTo(SubjectType.SERVICE);
      assertThat(alert.getSubject().getId()).isEqualTo(LOGINS);
      assertThat(alert.getSeverity()).isEqualTo(Severity.HIGH);
      assertThat(alert.getFirstSeenAt().toEpochMilli()).isEqualTo(since);
      assertThat(alert.getLastSeenAt()).isEqualTo(alert.getFirstSeenAt().plusSeconds(900));
      assertThat(alert.getTitle()).startsWith("No login-events since 2026-01-07 00:00 UTC: ");
      assertThat(evidence(alert, "reason")).isEqualTo("source_silent");
      assertThat(evidence(alert, "minutes without an event")).isEqualTo("15");
      assertThat(evidence(alert, "blind detectors"))
          .contains("credential-stuffing", "impossible-travel")
          .doesNotContain("mass-scraping");
      assertThat(alert.getRemediation().get(0)).startsWith("Check that producers write");

      assertThat(job.minutes(45, events(CALLS, 50)).alerts())
          .extracting(Alert::getActivity, Alert::getRevision)
          .containsExactly(tuple(AlertActivity.UPDATE, 2), tuple(AlertActivity.UPDATE, 3));

      List<Alert> closed = job.minutes(20, ORDINARY).alerts();
      assertThat(closed).hasSize(1);
      assertThat(closed.get(0).getAlertId()).isEqualTo(alert.getAlertId());
      assertThat(closed.get(0).getActivity()).isEqualTo(AlertActivity.CLOSE);
      assertThat(closed.get(0).getRevision()).isEqualTo(4);
      assertThat(closed.get(0).getLastSeenAt())
          .isEqualTo(alert.getFirstSeenAt().plus(Duration.ofHours(1)));
      assertThat(closed.get(0).getTitle())
          .startsWith("No login-events, 2026-01-07 00:00 to 2026-01-07 01:00 UTC (1 h): ");
    }
  }

  @Test
  void nightsAndPausesOfTheWholePlatformAreNoGaps() throws Exception {
    try (Watched job = Watched.replayed()) {
      job.days(7);
      job.nothing(2 * DAY);
      job.minutes(14, events(CALLS, 50));
      job.days(1);

      assertThat(job.alerts()).isEmpty();
    }
  }

  @Test
  void aWeekEndOfOneSourceIsNoGap() throws Exception {
    try (Watched job = Watched.replayed()) {
      for (int day = 0; day < 5; day++) {
        job.minutes(10 * HOUR, ORDINARY).minutes(14 * HOUR, events(CALLS, 5));
      }
      job.minutes(2 * DAY, events(CALLS, 5)).minutes(HOUR, ORDINARY);

      assertThat(job.alerts()).isEmpty();
    }
  }

  @Test
  void aSourceThatIsHardlyKnownIsNotMissed() throws Exception {
    try (Watched job = Watched.replayed()) {
      job.minutes(DAY - 1, ORDINARY).minutes(DAY, events(CALLS, 50));

      assertThat(job.alerts()).isEmpty();
    }
  }

  @Test
  void aSilenceThatWasSaidIsNoOrdinaryPauseAfterwards() throws Exception {
    try (Watched job = Watched.replayed()) {
      job.minutes(2 * DAY, ORDINARY).minutes(5 * HOUR, events(CALLS, 50)).minutes(DAY, ORDINARY);
      job.alerts();

      assertThat(job.minutes(15, events(CALLS, 50)).alerts()).hasSize(1);
    }
  }

  @Test
  void aFieldThatStopsComingIsSaidWithTheDetectorsThatNeedIt() throws Exception {
    String device = LOGINS + ".device_id";
    Map<String, Long> bare = both(without(device, events(LOGINS, 20)), events(CALLS, 50));
    try (Watched job = Watched.replayed()) {
      job.days(2);

      assertThat(job.minutes(59, bare).alerts()).isEmpty();
      List<Alert> raised = job.minutes(1, bare).alerts();

      assertThat(raised).hasSize(1);
      Alert alert = raised.get(0);
      assertThat(alert.getSubject().getId()).isEqualTo(LOGINS);
      assertThat(alert.getTitle()).startsWith("No device_id in login-events since ");
      assertThat(alert.getSeverity()).isEqualTo(Severity.LOW);
      assertThat(evidence(alert, "events that lack it")).isEqualTo("1200");
      assertThat(evidence(alert, "half blind detectors")).contains("impossible-travel");
      assertThat(job.minutes(11, ORDINARY).alerts())
          .extracting(Alert::getActivity)
          .containsExactly(AlertActivity.CLOSE);
    }
  }

  @Test
  void anHourOfAnAttackWithoutDevicesIsNoFieldThatIsGone() throws Exception {
    String device = LOGINS + ".device_id";
    Map<String, Long> attack = both(without(device, events(LOGINS, 500)), events(CALLS, 5));
    try (Watched job = Watched.replayed()) {
      job.days(2).minutes(59, attack).days(1);

      assertThat(job.alerts()).isEmpty();
    }
  }

  @Test
  void manyLateEventsAreAGapAndAFewAreNone() throws Exception {
    try (Watched job = Watched.replayed()) {
      Map<String, Long> few = both(ORDINARY, Map.of(Pulse.late(CALLS), 2L));
      Map<String, Long> many = both(ORDINARY, Map.of(Pulse.late(CALLS), 30L));
      assertThat(job.minutes(HOUR, few).alerts()).isEmpty();

      List<Alert> raised = job.minutes(5, many).alerts();

      assertThat(raised).hasSize(1);
      assertThat(raised.get(0).getTitle())
          .contains("records of api-events too late since 2026-01-05");
      assertThat(evidence(raised.get(0), "reason")).isEqualTo("late");
      assertThat(evidence(raised.get(0), "half blind detectors"))
          .contains("mass-scraping")
          .doesNotContain("impossible-travel");
      List<Alert> then = job.minutes(21, ORDINARY).alerts();
      Alert last = then.get(then.size() - 1);
      assertThat(last.getActivity()).isEqualTo(AlertActivity.CLOSE);
      assertThat(last.getSummary()).startsWith("160 of 500 records of api-events within 10 min");
    }
  }

  @Test
  void manyRefusedRecordsAreAGapWithTheirReasons() throws Exception {
    try (Watched job = Watched.replayed()) {
      Map<String, Long> refused =
          Map.of(
              Pulse.received(LOGINS),
              20L,
              Pulse.refused(LOGINS, "unknown-schema"),
              19L,
              Pulse.refused(LOGINS, "invalid-value"),
              1L);

      List<Alert> raised = job.minutes(5, refused).alerts();

      assertThat(raised).hasSize(1);
      assertThat(raised.get(0).getTitle())
          .startsWith("100 of 100 records of login-events refused since");
      assertThat(raised.get(0).getSeverity()).isEqualTo(Severity.HIGH);
      assertThat(evidence(raised.get(0), "reasons"))
          .isEqualTo("5 invalid-value and 95 unknown-schema");
    }
  }

  @Test
  void aHandfulOfRecordsAheadOfTimeIsAWrongClock() throws Exception {
    Map<String, Long> ahead = both(ORDINARY, Map.of(Pulse.refused(CALLS, "ahead-of-time"), 1L));
    try (Watched job = Watched.replayed()) {
      assertThat(job.minutes(4, ahead).alerts()).isEmpty();

      List<Alert> raised = job.minutes(1, ahead).alerts();

      assertThat(raised).hasSize(1);
      assertThat(raised.get(0).getTitle())
          .startsWith("A clock ahead among the writers of api-events since 2026-01-05 00:00 UTC");
    }
  }

  @Test
  void whatAStepCouldNotDoIsAGap() throws Exception {
    try (Watched job = Watched.replayed()) {
      Map<String, Long> trouble =
          both(
              ORDINARY,
              Map.of(
                  Pulse.NOT_REMEMBERED,
                  7L,
                  Pulse.faults("brute-force"),
                  1L,
                  Pulse.stalled("login-events-3"),
                  1200L));

      List<Alert> raised = job.minutes(1, trouble).alerts();

      assertThat(raised)
          .extracting(alert -> alert.getSubject().getId(), Alert::getSeverity)
          .containsExactlyInAnyOrder(
              tuple("leakwatch", Severity.HIGH),
              tuple("brute-force", Severity.MEDIUM),
              tuple("login-events-3", Severity.HIGH));
      assertThat(job.minutes(11, ORDINARY).alerts())
          .extracting(alert -> alert.getSubject().getId())
          .containsExactly("login-events-3");
      assertThat(job.minutes(HOUR, ORDINARY).alerts()).hasSize(2);
    }
  }

  @Test
  void whatIsOpenIsAMetric() throws Exception {
    try (Watched job = Watched.replayed().minutes(2 * DAY, ORDINARY)) {
      assertThat(job.gauge("open_gaps.source_silent")).isZero();
      assertThat(job.gauge("blind_detectors")).isZero();

      job.minutes(15, events(CALLS, 50));
      assertThat(job.gauge("open_gaps.source_silent")).isEqualTo(1);
      assertThat(job.gauge("open_gaps.late")).isZero();
      assertThat(job.gauge("blind_detectors")).isGreaterThan(5);

      job.minutes(20, ORDINARY);
      assertThat(job.gauge("open_gaps.source_silent")).isZero();
    }
  }

  @Test
  void gapsKeepTheRulesOfOcsf() throws Exception {
    try (Watched job = Watched.replayed().minutes(2 * DAY, ORDINARY)) {
      job.minutes(HOUR, events(CALLS, 50)).minutes(20, ORDINARY);

      List<Alert> alerts = job.alerts();
      assertThat(alerts).hasSize(4);
      for (Alert alert : alerts) {
        assertThat(OcsfRules.faults(OcsfFinding.of(alert))).isEmpty();
      }
    }
  }

  @Test
  void itGoesOnFromASavepoint() throws Exception {
    Watched before = Watched.replayed().minutes(2 * DAY, ORDINARY).minutes(10, events(CALLS, 50));
    try (Watched job = before.restored()) {
      List<Alert> raised = job.minutes(5, events(CALLS, 50)).alerts();
      assertThat(raised).hasSize(1);

      try (Watched again = job.restored()) {
        assertThat(again.minutes(5, events(CALLS, 50)).alerts()).isEmpty();
        assertThat(again.minutes(20, ORDINARY).alerts())
            .extracting(Alert::getAlertId, Alert::getRevision, Alert::getActivity)
            .containsExactly(tuple(raised.get(0).getAlertId(), 2, AlertActivity.CLOSE));
      }
    }
  }

  @Test
  void aReplayHasNoGapsByTheWallClock() throws Exception {
    try (Watched job = Watched.replayed()) {
      job.minutes(2 * DAY, ORDINARY).nothing(DAY);

      assertThat(job.alerts()).isEmpty();
    }
  }
}
