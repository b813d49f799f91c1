package io.leakwatch.workbench.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.workbench.comparison.Comparison.Change;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import io.leakwatch.workbench.terminal.Moments;
import io.leakwatch.workbench.terminal.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A comparison for a person.
 *
 * @param all whether every alert and every field is shown, also what does not matter
 */
record DiffReport(Moments moments, boolean all, PrintWriter out) {

  private static final int MOST_LISTED = 20;

  void print(Comparison comparison) {
    TextTable table = new TextTable("detector", "new", "lost", "changed", "minor", "same");
    for (Comparison.Count count : comparison.detectors()) {
      table.row(
          Shown.text(count.detectorId()),
          "" + count.appeared(),
          "" + count.lost(),
          "" + count.changed(),
          "" + count.minor(),
          "" + count.same());
    }
    table.lines().forEach(out::println);
    list("New", comparison.appeared(), alert -> Stream.of(shown(alert)));
    list("Lost", comparison.lost(), alert -> Stream.of(shown(alert)));
    List<Change> changed =
        comparison.changed().stream().filter(change -> all || change.matters()).toList();
    list("Changed", changed, this::shown);
    int minor = comparison.changed().size() - changed.size();
    if (minor > 0) {
      out.println();
      out.println(
          Figures.counted(minor, "alert")
              + (minor == 1 ? " differs" : " differ")
              + " only in words, lists or times; --all shows how");
    }
  }

  private <T> void list(String heading, List<T> alerts, Function<T, Stream<String>> lines) {
    if (alerts.isEmpty()) {
      return;
    }
    out.println();
    out.println(heading + " (raised, in " + moments.zone() + "):");
    alerts.stream()
        .limit(all ? Long.MAX_VALUE : MOST_LISTED)
        .flatMap(lines)
        .forEach(line -> out.println("  " + line));
    if (!all && alerts.size() > MOST_LISTED) {
      out.println("  … and " + (alerts.size() - MOST_LISTED) + " more; --all lists them");
    }
  }

  private String shown(JsonNode alert) {
    return Shown.text(
        "%s  %s %s %s %s: %s"
            .formatted(
                time(moments, alert.path("raised_at")).asText(),
                alert.path("severity").asText(),
                alert.path("detector_id").asText(),
                alert.path("subject").path("type").asText(),
                alert.path("subject").path("id").asText(),
                alert.path("title").asText()));
  }

  private Stream<String> shown(Change change) {
    Stream<String> matters = change.difference().matters().stream();
    Stream<String> minor = all ? change.difference().minor().stream() : Stream.empty();
    return Stream.concat(
        Stream.of(shown(change.after())), Stream.concat(matters, minor).map(line -> "  " + line));
  }

  /** A time in words; what is no time stays as it is. */
  static JsonNode time(Moments moments, JsonNode value) {
    return EvaluationFiles.moment(value)
        .<JsonNode>map(at -> TextNode.valueOf(moments.dated(at)))
        .orElse(value);
  }
}
