package io.leakwatch.workbench.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows in columns as wide as their widest cell. Where a width is given, no line is longer: the
 * columns that may shrink do, the widest first.
 */
public final class TextTable {

  private static final int GAP = 2;
  private static final int NEVER = Integer.MAX_VALUE;

  /** A character may take two columns. */
  private static final int FLOOR = 2;

  /** How the text of a cell looks; it must not get longer on the screen. */
  @FunctionalInterface
  public interface Paint {
    Paint PLAIN = (column, text) -> text;

    String on(int column, String text);
  }

  /** A row of cells, or one line across them all. */
  private record Row(List<String> cells, boolean across) {}

  private final List<String> headings;
  private final List<Row> rows = new ArrayList<>();
  private final int[] least;
  private final boolean[] right;

  public TextTable(String... headings) {
    this.headings = List.of(headings);
    least = new int[headings.length];
    Arrays.fill(least, NEVER);
    right = new boolean[headings.length];
  }

  /** Lets a column shrink to this width, no further. */
  public TextTable shrinking(int column, int toWidth) {
    least[column] = toWidth;
    return this;
  }

  /** Sets a column's cells against its right edge, as figures are. */
  public TextTable right(int... columns) {
    for (int column : columns) {
      right[column] = true;
    }
    return this;
  }

  /** Adds a row with a cell for each heading. */
  public void row(String... cells) {
    rows.add(new Row(List.of(cells), false));
  }

  /** Adds a line across all columns. */
  public void across(String line) {
    rows.add(new Row(List.of(line), true));
  }

  /** All lines, as long as they are. */
  public List<String> lines() {
    int[] widths = natural();
    return all().map(row -> line(row, widths, Integer.MAX_VALUE, Paint.PLAIN)).toList();
  }

  /** A line for each row, of at most this width: what does not fit is cut. */
  public List<String> cut(int width, Paint paint) {
    int[] widths = fitting(width);
    return all().map(row -> line(row, widths, width, paint)).toList();
  }

  /** Lines of at most this width: what does not fit goes on in the next line of its column. */
  public List<String> wrapped(int width) {
    int[] widths = fitting(width);
    return all()
        .flatMap(row -> broken(row, widths, width))
        .map(row -> line(row, widths, width, Paint.PLAIN))
        .toList();
  }

  private Stream<Row> all() {
    return Stream.concat(Stream.of(new Row(headings, false)), rows.stream());
  }

  private Stream<Row> broken(Row row, int[] widths, int width) {
    if (row.across()) {
      return Cells.wrapped(row.cells().get(0), width).stream()
          .map(line -> new Row(List.of(line), true));
    }
    List<List<String>> parts =
        IntStream.range(0, widths.length)
            .mapToObj(i -> Cells.wrapped(row.cells().get(i), Math.max(2, widths[i])))
            .toList();
    int height = parts.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, height)
        .mapToObj(
            at ->
                new Row(
                    parts.stream().map(part -> at < part.size() ? part.get(at) : "").toList(),
                    false));
  }

  private String line(Row row, int[] widths, int width, Paint paint) {
    if (row.across()) {
      return Cells.cut(row.cells().get(0), width);
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Cells.cut(row.cells().get(i), Math.max(1, widths[i]));
      String fill = " ".repeat(Math.max(0, widths[i] - Cells.width(cell)));
      String painted = paint.on(i, cell);
      line.append(right[i] ? fill + painted : painted + fill).append(" ".repeat(GAP));
    }
    return line.toString().stripTrailing();
  }

  private int[] natural() {
    return IntStream.range(0, headings.size())
        .map(
            i ->
                all()
                    .filter(row -> !row.across())
                    .mapToInt(row -> Cells.width(row.cells().get(i)))
                    .max()
                    .orElse(0))
        .toArray();
  }

  private int[] fitting(int width) {
    int[] widths = IntStream.of(natural()).map(each -> Math.min(each, width)).toArray();
    shrink(widths, least, width);
    // What is left over is cut from the columns that should keep their width.
    int[] floor = new int[widths.length];
    Arrays.fill(floor, FLOOR);
    shrink(widths, floor, width);
    return widths;
  }

  private static void shrink(int[] widths, int[] floor, int width) {
    int over = IntStream.of(widths).sum() + GAP * (widths.length - 1) - width;
    while (over > 0) {
      int widest =
          IntStream.range(0, widths.length)
              .filter(i -> widths[i] > floor[i])
              .boxed()
              .max(Comparator.comparingInt(i -> widths[i]))
              .orElse(-1);
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      over--;
    }
  }
}
