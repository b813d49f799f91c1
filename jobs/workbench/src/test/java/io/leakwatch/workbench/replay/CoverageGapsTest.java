package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.local.replay.Replay;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.gaps.GapOptions;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gaps in files, found by the whole job. */
class CoverageGapsTest {

  private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
  private static final JobOptions OPTIONS =
      JobOptions.defaults().with(GapOptions.PAST, Duration.ofHours(1));

  @TempDir Path folder;

  private Path logins(int from, int to, String more) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int minute = from; minute < to; minute++) {
      lines.add(
          """
          {"event_id": "l%1$d", "occurred_at": "%2$s", "action": "LOGIN", "outcome": "%5$s", \
          "account_id": "ada%1$d", "ip": "203.0.113.%3$d"%4$s, \
          "geo": {"country": "DE", "latitude": 52.5, "longitude": 13.4}}"""
              .formatted(
                  minute, at(minute), minute % 200, more, minute % 2 == 0 ? "SUCCESS" : "FAILURE"));
    }
    return Files.write(folder.resolve("login-" + from + ".jsonl"), lines);
  }

  private Path calls(int from, int to) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int minute = from; minute < to; minute++) {
      lines.add(
          """
          {"event_id": "a%d", "occurred_at": "%s", "client_id": "web", "account_id": "ada", \
          "ip": "203.0.113.7", "http_method": "GET", "endpoint": "/1/home", "operation": "LIST", \
          "resource": "POSTS", "status": 200, "records": 5}"""
              .formatted(minute, at(minute)));
    }
    return Files.write(folder.resolve("api-" + from + ".jsonl"), lines);
  }

  private static Instant at(int minute) {
    return BEGIN.plusSeconds(60L * minute);
  }

  private static List<Alert> gaps(List<Path> files, int parallelism) throws Exception {
    try (Replay replay = new Replay(files, Span.between(null, null), OPTIONS, parallelism)) {
      replay.start().getJobExecutionResult().get(60, TimeUnit.SECONDS);
      assertThat(replay.counters().get("evaluated")).isPositive();
      return replay.alerts().stream()
          .filter(alert -> alert.getDetectorId().equals(Gaps.ID))
          .toList();
    }
  }

  @Test
  void aSourceThatFallsSilentAndAFieldThatIsGone() throws Exception {
    List<Path> files =
        List.of(
            logins(0, 120, ", \"device_id\": \"phone\""),
            logins(120, 300, ""),
            calls(0, 150),
            calls(200, 300));

    List<Alert> gaps = gaps(files, 1);

    assertThat(gaps)
        .extracting(
            each -> each.getSubject().getId(),
            Alert::getActivity,
            Alert::getFirstSeenAt,
            Alert::getLastSeenAt)
        .containsExactly(
            tuple("api-events", AlertActivity.CLOSE, at(150), at(200)),
            tuple("login-events", AlertActivity.UPDATE, at(120), at(240)));
    assertThat(gaps.get(0).getTitle())
        .startsWith("No api-events, 2026-03-02 10:30 to 2026-03-02 11:20 UTC (50 min): ");
    assertThat(gaps.get(0).getSummary()).contains("Were blind: ", "missing-rate-limit");
    assertThat(gaps.get(1).getTitle())
        .startsWith("No device_id in login-events since 2026-03-02 10:00 UTC: ");
    assertThat(AlertRules.faults(gaps, eventId -> null)).isEmpty();
    assertThat(gaps(files, 2)).isEqualTo(gaps);
  }
}
