package io.leakwatch.local.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UsualTimesTest {

  private static final long MARCH = at("2024-03-01T00:00:00Z");
  private static final long LAST = MARCH + Duration.ofMinutes(99).toMillis();

  private final UsualTimes times = new UsualTimes();

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private void hundredInMarch() {
    for (int i = 0; i < 100; i++) {
      times.took(MARCH + Duration.ofMinutes(i).toMillis());
    }
  }

  @Test
  void aClockThatIsWrongByYearsEndsNothing() {
    hundredInMarch();
    times.took(at("2038-01-19T03:14:07Z"));
    times.took(at("2099-12-31T00:00:00Z"));
    times.took(at("2025-03-03T00:00:00Z"));
    assertThat(times.end()).isEqualTo(LAST);
  }

  @Test
  void aPauseOfUpToAYearIsAPause() {
    hundredInMarch();
    times.took(at("2025-03-01T00:00:00Z"));
    assertThat(times.end()).isEqualTo(at("2025-03-01T00:00:00Z"));
  }

  @Test
  void ofFewRecordsNoneIsAStray() {
    for (int i = 0; i < 32; i++) {
      times.took(MARCH + i);
    }
    times.took(at("2030-01-01T00:00:00Z"));
    assertThat(times.end()).isEqualTo(at("2030-01-01T00:00:00Z"));
    times.took(MARCH);
    assertThat(times.end()).isEqualTo(MARCH + 31);
  }

  @Test
  void manyRecordsAreNoStrays() {
    for (int i = 0; i < 1_000; i++) {
      times.took(MARCH);
    }
    for (int i = 0; i < 17; i++) {
      times.took(at("2030-01-01T00:00:00Z") + i);
    }
    assertThat(times.end()).isEqualTo(at("2030-01-01T00:00:00Z") + 16);
  }

  @Test
  void withoutAnyTimeItIsZero() {
    assertThat(times.end()).isZero();
  }
}
