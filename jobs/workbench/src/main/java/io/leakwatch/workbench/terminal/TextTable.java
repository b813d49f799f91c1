package io.leakwatch.workbench.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell. */
public final class TextTable {

  private final List<String[]> rows = new ArrayList<>();

  public TextTable(String... headings) {
    rows.add(headings);
  }

  /** Adds a row with a cell for each heading. */
  public void row(String... cells) {
    rows.add(cells);
  }

  public List<String> lines() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
