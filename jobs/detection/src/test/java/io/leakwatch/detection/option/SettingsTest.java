package io.leakwatch.detection.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Option<Integer> COUNT = Option.whole("count", 5, "items").between(1, 10);
  private static final Option<Double> SHARE = Option.number("share", 0.5, "").between(0.0, 1.0);
  private static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(1))
          .between(Duration.ofMinutes(1), Duration.ofDays(1));
  private static final Option<Boolean> FLAG = Option.flag("flag", true);
  private static final Option<String> WORD = Option.oneOf("word", "a", List.of("a", "b"));
  private static final Option<List<Integer>> NUMBERS =
      Option.wholes("numbers", List.of(), "numbers");
  private static final List<Option<?>> ALL = List.of(COUNT, SHARE, WINDOW, FLAG, WORD, NUMBERS);

  @Test
  void everyTypeIsReadAndTheRestKeepsItsDefault() {
    List<String> faults = new ArrayList<>();
    Settings settings =
        Settings.of(
            ALL,
            "x.",
            Map.of("count", 7, "share", 1, "window", "90s", "word", "b", "numbers", List.of(1, 2)),
            faults::add);

    assertThat(faults).isEmpty();
    assertThat(settings.get(COUNT)).isEqualTo(7);
    assertThat(settings.get(SHARE)).isEqualTo(1.0);
    assertThat(settings.get(WINDOW)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.get(FLAG)).isTrue();
    assertThat(settings.get(WORD)).isEqualTo("b");
    assertThat(settings.get(NUMBERS)).containsExactly(1, 2);
  }

  @Test
  void everyFaultIsToldNotOnlyTheFirst() {
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("count", 11);
    raw.put("share", "half");
    raw.put("window", 10);
    raw.put("flag", "yes");
    raw.put("numbers", List.of(1, "two"));
    raw.put("colour", "red");
    List<String> faults = new ArrayList<>();

    Settings.of(ALL, "x.", raw, faults::add);

    assertThat(faults)
        .containsExactly(
            "x.count: 11 is out of range; it must be 1 to 10",
            "x.share: 'half' is not a number",
            "x.window: '10' is not a duration; write 250ms, 90s, 5m, 1h30m or 7d",
            "x.flag: 'yes' is neither true nor false",
            "x.numbers: 'two' is not a whole number",
            "x.colour: unknown key; known are count, flag, numbers, share, window, word");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void boundsAreIncluded(int bound) {
    assertThat(COUNT.parse(bound)).isEqualTo(bound);
  }

  @ParameterizedTest
  @CsvSource({"60s, 1m", "24h, 1d", "61s, 61s", "90m, 90m", "60000ms, 1m", "60001ms, 60001ms"})
  void durationsAreWrittenInTheLargestUnitThatFits(String text, String written) {
    Duration parsed = WINDOW.parse(text);

    assertThat(Option.duration("d", parsed).defaultText()).isEqualTo(written);
  }

  @Test
  void noTimeAtAllIsWrittenInTheUnitOfTheLongest() {
    Option<Duration> limit =
        Option.duration("limit", Duration.ZERO).between(Duration.ZERO, Duration.ofDays(3650));

    assertThat(limit.typeText()).isEqualTo("duration, 0d to 3650d");
    assertThat(limit.defaultText()).isEqualTo("0d");
    assertThatThrownBy(() -> limit.parse("4000d"))
        .hasMessage("4000d is out of range; it must be 0d to 3650d");
  }

  @ParameterizedTest
  @CsvSource({"0.002, 0.002", "1e-9, 0.000000001", "0.5, 0.5", "4, 4", "1000, 1000", "0, 0"})
  void numbersAreWrittenWithAllTheirDigits(double value, String written) {
    assertThat(Option.number("n", value, "").defaultText()).isEqualTo(written);
  }

  @Test
  void aNumberJustOutOfRangeIsNotRoundedIntoIt() {
    assertThatThrownBy(() -> SHARE.parse(1.001))
        .hasMessage("1.001 is out of range; it must be 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-5m", "1.5h", "5 minutes", "99999999999d"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatThrownBy(() -> WINDOW.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFractionOrAHugeNumberIsNoWholeNumber() {
    assertThat(COUNT.parse(3.0)).isEqualTo(3);
    assertThatThrownBy(() -> COUNT.parse(3.5)).hasMessage("'3.5' is not a whole number");
    assertThatThrownBy(() -> COUNT.parse((1L << 32) + 3)).hasMessageEndingWith("whole number");
    assertThatThrownBy(() -> SHARE.parse(Double.NaN)).hasMessage("'NaN' is not a number");
  }

  @Test
  void anOptionThatIsNotDeclaredIsAMistakeOfTheProgram() {
    assertThatThrownBy(() -> Settings.defaults(List.of(COUNT)).get(SHARE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("option share is not declared here");
  }
}
