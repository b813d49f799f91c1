package io.leakwatch.pipeline.gaps;

import static io.leakwatch.pipeline.gaps.Watched.CALLS;
import static io.leakwatch.pipeline.gaps.Watched.LOGINS;
import static io.leakwatch.pipeline.gaps.Watched.both;
import static io.leakwatch.pipeline.gaps.Watched.events;
import static io.leakwatch.pipeline.gaps.Watched.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts in such numbers, and entities that had to be forgotten: both are said, once. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class StormTest {

  private static final Map<String, Long> ORDINARY = both(events(LOGINS, 20), events(CALLS, 50));

  private static Map<String, Long> with(String name, long count) {
    return both(ORDINARY, Map.of(name, count));
  }

  @Test
  void aStormOfAlertsIsSaidOnceAndItsEnd() throws Exception {
    try (Watched job = Watched.replayed()) {
      job.minutes(60, ORDINARY);
      job.minutes(1, with(Pulse.raised("mass-scraping"), 1_000));
      assertThat(job.alerts()).as("as many as are allowed").isEmpty();

      job.minutes(1, with(Pulse.raised("mass-scraping"), 1_001));
      job.minutes(1, with(Pulse.raised("mass-scraping"), 90_000));
      List<Alert> raised = job.alerts();
      assertThat(raised).hasSize(1);
      Alert alert = raised.get(0);
      assertThat(alert.getActivity()).isEqualTo(AlertActivity.CREATE);
      assertThat(alert.getSeverity()).isEqualTo(Severity.HIGH);
      assertThat(alert.getSubject().getId()).isEqualTo("mass-scraping");
      assertThat(alert.getTitle()).startsWith("A storm of alerts of mass-scraping since ");
      assertThat(alert.getSummary())
          .startsWith("mass-scraping raised 1001 new alerts within a minute. All of them");
      assertThat(evidence(alert, "reason")).isEqualTo("alert_storm");
      assertThat(evidence(alert, "new alerts within a minute")).isEqualTo("1001");

      Alert closed = job.minutes(15, ORDINARY).alerts().get(0);
      assertThat(closed.getActivity()).isEqualTo(AlertActivity.CLOSE);
      assertThat(evidence(closed, "new alerts within a minute")).isEqualTo("90000");
    }
  }

  @Test
  void manyAlertsOfManyDetectorsAreNoStorm() throws Exception {
    try (Watched job = Watched.replayed()) {
      job.minutes(60, ORDINARY);
      Map<String, Long> all =
          both(with(Pulse.raised("mass-scraping"), 900), Map.of(Pulse.raised("spam-calls"), 900L));

      assertThat(job.minutes(5, all).alerts()).isEmpty();
    }
  }

  @Test
  void whatWasForgottenToMakeRoomIsSaid() throws Exception {
    try (Watched job = Watched.replayed()) {
      job.minutes(60, ORDINARY);
      Alert alert = job.minutes(1, with(Pulse.FORGOTTEN, 12_345)).alerts().get(0);

      assertThat(evidence(alert, "reason")).isEqualTo("memory_full");
      assertThat(alert.getTitle()).startsWith("No room to remember more since ");
      assertThat(alert.getSummary()).startsWith("12,345 accounts, addresses or others");
      assertThat(alert.getSubject().getId()).isEqualTo("leakwatch");
    }
  }
}
