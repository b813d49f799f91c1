package io.leakwatch.pipeline.decisions;

import static io.leakwatch.pipeline.decisions.Given.at;
import static io.leakwatch.pipeline.decisions.Given.control;
import static io.leakwatch.pipeline.decisions.Given.suppression;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.DetectorMode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObjectionsTest {

  private static final long DAY = Duration.ofDays(1).toMinutes();

  @Test
  void ninetyDaysAreAllowedAndNoMore() {
    assertThat(Objections.to(suppression("s", 0, 90 * DAY).build())).isEmpty();
    assertThat(Objections.to(suppression("s", 0, 90 * DAY + 1).build()))
        .containsExactly(
            "it expires at 2026-06-02T00:01:00Z; at most 90 days after holds_from are allowed,"
                + " that is 2026-06-02T00:00:00Z");
    assertThat(Objections.to(suppression("s", 5, 5).build()))
        .containsExactly(
            "it expires at 2026-03-04T00:05:00Z, which is not after holds_from,"
                + " 2026-03-04T00:05:00Z");
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    assertThat(
            Objections.to(
                suppression(" ", 0, 10)
                    .setRevision(0)
                    .setAuthor("")
                    .setReason("x".repeat(2001))
                    .setDetectorId("no-such")
                    .setNetwork("here")
                    .build()))
        .containsExactly(
            "suppression_id is empty; give one",
            "author is empty; give one",
            "reason has 2,001 characters; at most 2,000 are allowed",
            "revision is 0; the first is 1",
            "no detector 'no-such'; './leakwatch detectors' lists them",
            "network 'here' is no network; write one as 192.0.2.0/24 or 2001:db8::/32");
  }

  @Test
  void aSuppressionOfEverythingIsRefused() {
    String words = "it is about every alert; give a detector, a subject or a network";

    assertThat(Objections.to(suppression("s", 0, 9).setDetectorId(null).build()))
        .containsExactly(words);
    assertThat(Objections.to(suppression("s", 0, 9).setDetectorId(null).setSubject("**").build()))
        .containsExactly(words);
    assertThat(Objections.to(suppression("s", 0, 9).setDetectorId("coverage-gap").build()))
        .isEmpty();
  }

  @Test
  void aControlNeedsSomethingToSay() {
    assertThat(Objections.to(control("c", 0).build()))
        .containsExactly("it says nothing; give a mode or a severity_floor");
    assertThat(Objections.to(control("c", 1).setMode(DetectorMode.OFF).setExpiresAt(at(1)).build()))
        .singleElement()
        .asString()
        .startsWith("it expires at 2026-03-04T00:01:00Z, which is not after");
  }

  @Test
  void aTimeInSecondsIsRefused() {
    Instant seconds = Instant.ofEpochMilli(at(0).getEpochSecond());

    assertThat(
            Objections.to(
                suppression("s", 0, 9)
                    .setHoldsFrom(seconds)
                    .setExpiresAt(seconds.plusSeconds(60))
                    .build()))
        .singleElement()
        .asString()
        .startsWith("holds_from is 1772582400, which reads as seconds");
  }
}
