package io.leakwatch.workbench.show;

import io.leakwatch.detection.words.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page for a ticket, in Markdown: what an attacker typed is text there, never markup. */
final class MarkdownPage {

  /** Everything that can begin markup anywhere, or HTML. */
  private static final String MARKUP = "\\`*_{}[]<>#|~&!@$";

  private MarkdownPage() {}

  /** The lines. */
  static List<String> lines(List<Block> blocks) {
    List<String> lines = new ArrayList<>();
    for (Block block : blocks) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      linesOf(block).forEach(lines::add);
    }
    return lines;
  }

  private static Stream<String> linesOf(Block block) {
    if (block instanceof Block.Heading heading) {
      return Stream.of("#".repeat(heading.level()) + " " + text(heading.text()));
    }
    if (block instanceof Block.Paragraph paragraph) {
      return Stream.of(text(paragraph.text()));
    }
    if (block instanceof Block.Facts facts) {
      return Stream.concat(
          Stream.of("| | |", "|---|---|"),
          facts.facts().stream().map(fact -> row(List.of(text(fact.name()), text(fact.text())))));
    }
    if (block instanceof Block.Table table) {
      return Stream.concat(
          Stream.of(
              row(table.headings().stream().map(MarkdownPage::text).toList()),
              "|" + "---|".repeat(table.headings().size())),
          table.rows().stream().map(cells -> row(cells.stream().map(MarkdownPage::text).toList())));
    }
    if (block instanceof Block.Steps steps) {
      return Stream.iterate(0, i -> i < steps.steps().size(), i -> i + 1)
          .map(i -> (i + 1) + ". " + text(steps.steps().get(i)));
    }
    return ((Block.Items) block).items().stream().map(item -> "- " + text(item));
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** The text, so that Markdown shows it as it is. */
  static String text(String raw) {
    String shown = Shown.text(raw).strip();
    StringBuilder text = new StringBuilder();
    int mark = listMark(shown);
    for (int i = 0; i < shown.length(); i++) {
      if (i == mark || isMarkup(shown, i)) {
        text.append('\\');
      }
      text.append(shown.charAt(i));
    }
    return text.toString();
  }

  /** Where the sign stands that would make a list of a line's beginning; -1 for nowhere. */
  private static int listMark(String line) {
    int at = 0;
    while (at < line.length() && Character.isDigit(line.charAt(at))) {
      at++;
    }
    String marks = at == 0 ? "+-=" : ".)";
    boolean isMark = at < line.length() && marks.indexOf(line.charAt(at)) >= 0;
    boolean isMore = at + 1 < line.length() && Character.isLetterOrDigit(line.charAt(at + 1));
    return isMark && !isMore ? at : -1;
  }

  private static boolean isMarkup(String text, int at) {
    char each = text.charAt(at);
    if (each == ':') {
      // In a time or before a space it needs no escape; in a link or a :picture: it does.
      return at + 1 < text.length() && " 0123456789".indexOf(text.charAt(at + 1)) < 0;
    }
    return MARKUP.indexOf(each) >= 0 || text.startsWith("www.", at - 3);
  }
}
