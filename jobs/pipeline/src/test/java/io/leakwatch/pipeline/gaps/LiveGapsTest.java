package io.leakwatch.pipeline.gaps;

import static io.leakwatch.pipeline.gaps.Watched.CALLS;
import static io.leakwatch.pipeline.gaps.Watched.DAY;
import static io.leakwatch.pipeline.gaps.Watched.LOGINS;
import static io.leakwatch.pipeline.gaps.Watched.both;
import static io.leakwatch.pipeline.gaps.Watched.events;
import static io.leakwatch.pipeline.gaps.Watched.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gaps that only the wall clock knows. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class LiveGapsTest {

  private static final Map<String, Long> ORDINARY = both(events(LOGINS, 20), events(CALLS, 50));

  private static List<Alert> of(String reason, List<Alert> alerts) {
    return alerts.stream().filter(each -> evidence(each, "reason").equals(reason)).toList();
  }

  @Test
  void thatNoSourceHasEventsIsSaid() throws Exception {
    try (Watched job = Watched.live().minutes(2 * DAY, ORDINARY)) {
      job.alerts();

      assertThat(of("all_silent", job.nothing(13).alerts())).isEmpty();
      List<Alert> raised = of("all_silent", job.nothing(1).alerts());

      assertThat(raised).hasSize(1);
      assertThat(raised.get(0).getTitle()).startsWith("No events at all since ");
      assertThat(evidence(raised.get(0), "blind detectors")).contains("mass-scraping");
      assertThat(of("all_silent", job.minutes(3, ORDINARY).alerts()))
          .extracting(Alert::getActivity)
          .containsExactly(AlertActivity.CLOSE);
    }
  }

  @Test
  void aQuietNightOfTheWholePlatformIsNoGap() throws Exception {
    try (Watched job = Watched.live()) {
      for (int night = 0; night < 3; night++) {
        job.minutes(DAY - 180, ORDINARY).nothing(180);
      }

      assertThat(of("all_silent", job.alerts())).isEmpty();
    }
  }

  @Test
  void readingThatStaysFarBehindIsSaid() throws Exception {
    try (Watched job = Watched.live()) {
      assertThat(of("reading_behind", job.late(4, 20, ORDINARY).alerts())).isEmpty();
      List<Alert> raised = of("reading_behind", job.late(2, 20, events(CALLS, 5)).alerts());

      assertThat(raised).hasSize(1);
      assertThat(raised.get(0).getSubject().getId()).isEqualTo(CALLS);
      assertThat(evidence(raised.get(0), "age of what is read")).isEqualTo("20");
      assertThat(of("reading_behind", job.minutes(15, ORDINARY).alerts()))
          .extracting(Alert::getActivity)
          .containsExactly(AlertActivity.CLOSE);
    }
  }

  @Test
  void aTopicThatIsReadAMomentAfterTheOthersWhileTheJobCatchesUpIsNotSilent() throws Exception {
    try (Watched job = Watched.live()) {
      job.minutes(2 * DAY, ORDINARY).alerts();

      job.atOnce(60, events(CALLS, 50));

      assertThat(of("source_silent", job.alerts())).isEmpty();
      assertThat(of("source_silent", job.minutes(20, ORDINARY).alerts())).isEmpty();
    }
  }

  @Test
  void aTopicThatStaysAwayWhenTheJobHasCaughtUpIsSilent() throws Exception {
    try (Watched job = Watched.live()) {
      job.minutes(2 * DAY, ORDINARY).alerts();
      long since = job.millis();

      job.atOnce(60, events(CALLS, 50)).minutes(2, events(CALLS, 50));

      List<Alert> raised = of("source_silent", job.alerts());
      assertThat(raised).hasSize(1);
      assertThat(raised.get(0).getFirstSeenAt().toEpochMilli()).isEqualTo(since);
      assertThat(of("source_silent", job.restored().minutes(5, events(CALLS, 50)).alerts()))
          .isEmpty();
    }
  }

  @Test
  void thatNoCheckpointIsCompletedIsSaidAndThatOneIs() throws Exception {
    try (Watched job = Watched.live()) {
      assertThat(of("no_checkpoint", job.minutes(4, ORDINARY).alerts())).isEmpty();
      job.checkpointed();
      assertThat(of("no_checkpoint", job.minutes(4, ORDINARY).alerts())).isEmpty();

      List<Alert> raised = of("no_checkpoint", job.minutes(1, ORDINARY).alerts());

      assertThat(raised).hasSize(1);
      assertThat(raised.get(0).getTitle())
          .startsWith("No checkpoint completed since 2026-01-05 00:04 UTC");
      job.checkpointed();
      assertThat(of("no_checkpoint", job.minutes(2, ORDINARY).alerts()))
          .extracting(Alert::getActivity)
          .containsExactly(AlertActivity.CLOSE);
    }
  }

  @Test
  void whereAllRecordsAreRefusedAndNoTimePassesItIsSaidAllTheSame() throws Exception {
    Map<String, Long> refused =
        Map.of(Pulse.received(LOGINS), 50L, Pulse.refused(LOGINS, "undecodable"), 50L);
    try (Watched job = Watched.live()) {
      job.withoutTime(8, refused);

      assertThat(of("refused", job.alerts())).isNotEmpty();
    }
  }
}
