package io.leakwatch.workbench.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "abc, 3",
    "é, 1",
    "名前, 4",
    "한글, 4",
    "😀, 2",
    "ｱ, 1",
    "Ａ, 2",
    "…, 1",
    "مرحبا, 5"
  })
  void widthIsCountedInColumns(String text, int width) {
    assertThat(Cells.width(text)).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abcd, 3, ab…",
    "名前名, 5, 名前…",
    "名前名, 4, 名…",
    "😀😀, 3, 😀…",
    "abcd, 1, …"
  })
  void whatDoesNotFitIsCut(String text, int width, String cut) {
    assertThat(Cells.cut(text, width)).isEqualTo(cut);
    assertThat(Cells.width(cut)).isLessThanOrEqualTo(width);
  }

  @Test
  void linesBreakAtSpacesOrWhereTheyMust() {
    assertThat(Cells.wrapped("one two three", 7)).containsExactly("one two", "three");
    assertThat(Cells.wrapped("one two three", 8)).containsExactly("one two", "three");
    assertThat(Cells.wrapped("abcdefgh ij", 3)).containsExactly("abc", "def", "gh", "ij");
    assertThat(Cells.wrapped("😀😀😀", 3)).containsExactly("😀", "😀", "😀");
    assertThat(Cells.wrapped("", 3)).containsExactly("");
    assertThat(Cells.wrapped("   ", 3)).containsExactly("");
  }
}
