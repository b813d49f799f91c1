package io.leakwatch.workbench.show;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.workbench.terminal.Cells;
import io.leakwatch.workbench.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A page for a terminal: no line is longer than its width, and nothing in it is obeyed. */
final class TextPage {

  private static final int LEAST_OF_A_COLUMN = 8;

  private final int width;

  TextPage(int width) {
    this.width = width;
  }

  /** The lines. */
  List<String> lines(List<Block> blocks) {
    List<String> lines = new ArrayList<>();
    for (Block block : blocks) {
      if (block instanceof Block.Heading && !lines.isEmpty()) {
        lines.add("");
      }
      linesOf(block).forEach(lines::add);
    }
    return lines;
  }

  private Stream<String> linesOf(Block block) {
    if (block instanceof Block.Heading heading) {
      return Cells.wrapped(Shown.text(heading.text()), width).stream();
    }
    if (block instanceof Block.Paragraph paragraph) {
      return indented("", paragraph.text());
    }
    if (block instanceof Block.Facts facts) {
      return facts(facts.facts());
    }
    if (block instanceof Block.Table table) {
      return table(table);
    }
    if (block instanceof Block.Steps steps) {
      return Stream.iterate(0, i -> i < steps.steps().size(), i -> i + 1)
          .flatMap(i -> indented((i + 1) + ". ", steps.steps().get(i)));
    }
    return ((Block.Items) block).items().stream().flatMap(item -> indented("- ", item));
  }

  /** Two spaces, the mark, and the text, which goes on below itself. */
  private Stream<String> indented(String mark, String text) {
    String first = "  " + mark;
    List<String> parts = Cells.wrapped(Shown.text(text), width - first.length());
    String rest = " ".repeat(first.length());
    return Stream.concat(
        Stream.of((first + parts.get(0)).stripTrailing()),
        parts.stream().skip(1).map(part -> rest + part));
  }

  private Stream<String> facts(List<Block.Fact> facts) {
    int names = facts.stream().mapToInt(fact -> Cells.width(fact.name())).max().orElse(0);
    return facts.stream()
        .flatMap(fact -> indented(Cells.padded(fact.name(), names) + "  ", fact.text()));
  }

  private Stream<String> table(Block.Table table) {
    TextTable text = new TextTable(table.headings().toArray(String[]::new));
    for (int i = 0; i < table.headings().size(); i++) {
      text.shrinking(i, LEAST_OF_A_COLUMN);
    }
    table.rows().forEach(row -> text.row(row.stream().map(Shown::text).toArray(String[]::new)));
    return text.wrapped(width - 2).stream().map(line -> "  " + line);
  }
}
