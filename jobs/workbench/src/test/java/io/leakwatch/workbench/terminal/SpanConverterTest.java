package io.leakwatch.workbench.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class SpanConverterTest {

  @ParameterizedTest
  @CsvSource({
    "2d, PT48H",
    "12h, PT12H",
    "1h30m, PT1H30M",
    "90s, PT1M30S",
    "1d12h, PT36H",
    "250ms, PT0.25S",
    "1H 30M, PT1H30M"
  })
  void spansAreWrittenAsPeopleSayThem(String text, Duration span) {
    assertThat(new SpanConverter().convert(text)).isEqualTo(span);
  }

  @Test
  void anythingElseIsRefusedByName() {
    assertThatThrownBy(() -> new SpanConverter().convert("soon"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'soon' is not a duration; write 250ms, 90s, 5m, 1h30m or 7d");
  }
}
