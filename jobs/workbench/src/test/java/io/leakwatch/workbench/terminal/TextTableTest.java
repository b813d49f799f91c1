package io.leakwatch.workbench.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

  private static TextTable table() {
    TextTable table = new TextTable("id", "n", "words").right(1).shrinking(2, 6);
    table.row("a", "1", "some long words");
    table.across("all across the table, and more");
    table.row("bcd", "100", "x");
    return table;
  }

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(table().lines())
        .containsExactly(
            "id     n  words",
            "a      1  some long words",
            "all across the table, and more",
            "bcd  100  x");
  }

  @Test
  void whatDoesNotFitIsCutOrGoesOnBelow() {
    assertThat(table().cut(20, TextTable.Paint.PLAIN))
        .containsExactly(
            "id     n  words", "a      1  some long…", "all across the tabl…", "bcd  100  x");
    assertThat(table().wrapped(20))
        .containsExactly(
            "id     n  words",
            "a      1  some long",
            "          words",
            "all across the",
            "table, and more",
            "bcd  100  x");
  }

  @Test
  void evenColumnsThatShouldKeepTheirWidthAreCutRatherThanALineIsTooLong() {
    TextTable table = new TextTable("one", "two").shrinking(0, 2);
    table.row("a".repeat(30), "b".repeat(30));

    assertThat(table.cut(20, TextTable.Paint.PLAIN).get(1))
        .isEqualTo("a…  " + "b".repeat(15) + "…");
  }

  @Test
  void textIsNeverMarkup() {
    TextTable table = new TextTable("id", "next");
    table.row("@|red x|@ @|", "y");

    assertThat(table.lines().get(1)).isEqualTo("@|red x|@ @|  y");
  }

  @Test
  void paintDoesNotMoveColumns() {
    TextTable table = new TextTable("severity", "x");
    table.row("LOW", "y");

    assertThat(table.cut(80, SeverityPaint.of(0, new Screen(80, true))))
        .containsExactly("severity  x", "\u001b[36mLOW\u001b[0m       y");
    assertThat(table.cut(80, SeverityPaint.of(0, new Screen(80, false))))
        .containsExactly("severity  x", "LOW       y");
  }
}
