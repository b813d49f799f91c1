package io.leakwatch.workbench.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static final Instant AT = Instant.parse("2026-12-31T23:05:09.999Z");

  @Test
  void timesAreInWordsAndInTheZoneThatIsNamed() {
    assertThat(Moments.UTC.brief(AT)).isEqualTo("31 Dec 23:05");
    assertThat(Moments.UTC.dated(AT)).isEqualTo("31 Dec 2026 23:05");
    assertThat(Moments.UTC.exact(AT)).isEqualTo("31 Dec 2026 23:05:09");
    assertThat(Moments.UTC.year(AT)).isEqualTo(2026);
    assertThat(Moments.UTC.zone()).isEqualTo("UTC");

    Moments berlin = new Moments(ZoneId.of("Europe/Berlin"));
    assertThat(berlin.brief(AT)).isEqualTo("1 Jan 00:05");
    assertThat(berlin.year(AT)).isEqualTo(2027);
    assertThat(berlin.zone()).isEqualTo("Europe/Berlin");
    assertThat(new Moments(ZoneId.of("Etc/UTC")).zone()).isEqualTo("Etc/UTC");
  }
}
