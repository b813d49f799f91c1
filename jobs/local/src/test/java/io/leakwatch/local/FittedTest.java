package io.leakwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedTest {

  @Test
  void aLineThatFitsIsKeptAndALongerOneEndsWithAnEllipsis() {
    assertThat(Fitted.line("abcde", 5)).isEqualTo("abcde");
    assertThat(Fitted.line("abcdef", 5)).isEqualTo("abcd…");
    assertThat(Fitted.line("abcdef", 0)).isEmpty();
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    assertThat(Fitted.line("用户名单", 8)).isEqualTo("用户名单");
    assertThat(Fitted.line("用户名单", 7)).isEqualTo("用户名…");
    assertThat(Fitted.line("用户名单", 6)).isEqualTo("用户…");
    assertThat(Fitted.line("😀😀😀", 5)).isEqualTo("😀😀…");
    assertThat(Fitted.columns("é…→한")).isEqualTo(5);
  }

  @Test
  void whatWouldMoveTheCursorOrHideIsShown() {
    assertThat(Fitted.line("a\u001b[2Jb\nc\u202ed\u2028e\u200bf\u0085", 80))
        .isEqualTo("a\\u001b[2Jb\\u000ac\\u202ed\\u2028e\\u200bf\\u0085");
    assertThat(Fitted.line("tag" + Character.toString(0xe0041), 80)).isEqualTo("tag\\udb40\\udc41");
  }

  @Test
  void whatIsShownInsteadCountsAndIsNotCutInTwo() {
    assertThat(Fitted.line("ab\u001bcd", 8)).isEqualTo("ab…");
    assertThat(Fitted.line("ab\u001bcd", 9)).isEqualTo("ab\\u001b…");
  }

  @Test
  void paragraphsAreBrokenAtSpaces() {
    assertThat(Fitted.lines("  one two three four", 12))
        .containsExactly("  one two", "    three", "    four");
    assertThat(Fitted.lines("", 12)).containsExactly("");
    assertThat(Fitted.lines("a longerthantwelve b", 12))
        .containsExactly("a", "  longertha…", "  b");
  }

  @ParameterizedTest
  @CsvSource({
    "24 80, '', 80",
    "40 120, 80, 120",
    "0 0, 100, 100",
    "0 0, '', 80",
    "24 7, '', 40",
    "stty: not a terminal, '', 120",
    "'', 90, 90",
    "'', wide, 120",
  })
  void theTerminalKnowsItsWidthBestThenTheEnvironment(String size, String columns, int width) {
    assertThat(LineWidth.of(size, Map.of("COLUMNS", columns))).isEqualTo(width);
  }
}
