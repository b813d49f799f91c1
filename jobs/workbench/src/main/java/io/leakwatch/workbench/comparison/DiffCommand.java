package io.leakwatch.workbench.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.workbench.comparison.Comparison.Change;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import io.leakwatch.workbench.terminal.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch diff}: what a threshold changed. */
@Command(
    name = "diff",
    description = {
      "Compares the alerts of two replays: which are new, which are lost, which have changed.",
      "Replay the same events twice, with and without a change of the configuration, to see the"
          + " effect of the change before it goes live."
    })
public final class DiffCommand implements Callable<Integer> {

  private static final int MOST_LISTED = 20;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = "The first run's folder.")
  private Path before;

  @Parameters(index = "1", paramLabel = "RUN", description = "The second run's folder.")
  private Path after;

  @Option(names = "--json", description = "Print one JSON object instead of a table and lists.")
  private boolean json;

  @Option(
      names = "--all",
      description = "List every alert that differs, not only the first 20 of each kind.")
  private boolean all;

  @Override
  public Integer call() {
    Comparison comparison =
        Comparison.of(EvaluationFiles.wholeAlerts(before), EvaluationFiles.wholeAlerts(after));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(comparison));
    } else if (comparison.isEmpty()) {
      out.println("no difference");
    } else {
      print(comparison, out);
    }
    out.flush();
    return 0;
  }

  private void print(Comparison comparison, PrintWriter out) {
    TextTable table = new TextTable("detector", "new", "lost", "changed", "same");
    for (Comparison.Count count : comparison.detectors()) {
      table.row(
          count.detectorId(),
          "" + count.appeared(),
          "" + count.lost(),
          "" + count.changed(),
          "" + count.same());
    }
    table.lines().forEach(out::println);
    list("New", comparison.appeared(), DiffCommand::shown, out);
    list("Lost", comparison.lost(), DiffCommand::shown, out);
    list("Changed", comparison.changed(), DiffCommand::shown, out);
  }

  private <T> void list(String heading, List<T> alerts, Function<T, String> line, PrintWriter out) {
    if (alerts.isEmpty()) {
      return;
    }
    out.println();
    out.println(heading + ":");
    alerts.stream()
        .limit(all ? Long.MAX_VALUE : MOST_LISTED)
        .forEach(alert -> out.println("  " + line.apply(alert)));
    if (!all && alerts.size() > MOST_LISTED) {
      out.println("  … and " + (alerts.size() - MOST_LISTED) + " more; --all lists them");
    }
  }

  private static String shown(JsonNode alert) {
    return "%s %s %s %s %s: %s"
        .formatted(
            Instant.ofEpochMilli(alert.path("raised_at").asLong()),
            alert.path("severity").asText(),
            alert.path("detector_id").asText(),
            alert.path("subject").path("type").asText(),
            alert.path("subject").path("id").asText(),
            alert.path("title").asText());
  }

  private static String shown(Change change) {
    return shown(change.after())
        + change.fields().stream()
            .map(field -> inWords(field, change))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** Figures and single words are shown as they were and are; of long texts only the name. */
  private static String inWords(String field, Change change) {
    JsonNode before = change.before().path(field);
    JsonNode after = change.after().path(field);
    boolean isShort = (before.isNumber() && after.isNumber()) || field.equals("severity");
    return isShort ? field + " " + before.asText() + " -> " + after.asText() : field;
  }

  private static ObjectNode json(Comparison comparison) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode detectors = json.putArray("detectors");
    for (Comparison.Count count : comparison.detectors()) {
      detectors
          .addObject()
          .put("id", count.detectorId())
          .put("new", count.appeared())
          .put("lost", count.lost())
          .put("changed", count.changed())
          .put("same", count.same());
    }
    json.putArray("new").addAll(comparison.appeared());
    json.putArray("lost").addAll(comparison.lost());
    ArrayNode changed = json.putArray("changed");
    for (Change change : comparison.changed()) {
      ObjectNode one = changed.addObject();
      one.set("before", change.before());
      one.set("after", change.after());
      ArrayNode fields = one.putArray("fields");
      change.fields().forEach(fields::add);
    }
    return json;
  }
}
