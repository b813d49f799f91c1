package io.leakwatch.workbench.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;

/** Rows in columns as wide as their widest cell. */
public final class TextTable {

  private static final int GAP = 2;

  private final List<String[]> rows = new ArrayList<>();

  public TextTable(String... headings) {
    rows.add(headings);
  }

  /** Adds a row with a cell for each heading. */
  public void row(String... cells) {
    rows.add(cells);
  }

  public List<String> lines() {
    Column[] columns =
        IntStream.range(0, rows.get(0).length)
            .mapToObj(i -> new Column(widthOf(i) + GAP, 0, Column.Overflow.SPAN))
            .toArray(Column[]::new);
    Help.TextTable table =
        Help.TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), columns);
    rows.forEach(table::addRowValues);
    return table.toString().lines().map(String::stripTrailing).toList();
  }

  private int widthOf(int column) {
    return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
  }
}
