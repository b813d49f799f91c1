package io.leakwatch.detection.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0ms, PT0S, 0ms",
    "250ms, PT0.25S, 250ms",
    "90s, PT90S, 90s",
    "120s, PT2M, 2m",
    "1h30m, PT90M, 90m",
    "1d12h, PT36H, 36h",
    "7d, PT168H, 7d",
    "1s5ms, PT1.005S, 1005ms",
    "' 1 H 30 M ', PT90M, 90m"
  })
  void durationsAreReadAndWritten(String text, Duration duration, String written) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.write(duration)).isEqualTo(written);
  }

  @Property
  void whatIsWrittenIsReadAsTheSame(@ForAll @LongRange(min = 0, max = 1L << 40) long millis) {
    Duration duration = Duration.ofMillis(millis);
    // A number of more than nine digits is refused: three hundred years in seconds.
    if (Durations.write(duration).length() <= 9) {
      assertThat(Durations.parse(Durations.write(duration))).isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "m",
        "-5m",
        "1.5h",
        "5 weeks",
        "30m1h",
        "1h1h",
        "PT5M",
        "1234567890s"
      })
  void anythingElseIsRefusedInWords(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .hasMessage("'" + text + "' is not a duration; write 250ms, 90s, 5m, 1h30m or 7d");
  }
}
