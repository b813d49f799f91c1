package io.leakwatch.workbench.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.workbench.comparison.Comparison.Change;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import io.leakwatch.workbench.terminal.Moments;
import io.leakwatch.workbench.terminal.MomentsMixin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    },
    footer = {
      "",
      "Columns:",
      "  new, lost  alerts that only the second run has, or only the first",
      "  changed    alerts of both runs that differ in what matters: severity,",
      "             confidence, how many (accounts, other things, occurrences,",
      "             sources, records), or the evidence",
      "  minor      alerts that differ only in words, lists or times",
      "  same       alerts that do not differ at all",
      "",
      "An alert of an earlier version, which lacks fields that came later, does not",
      "differ because of that."
    })
public final class DiffCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private MomentsMixin zone;

  @Parameters(index = "0", paramLabel = "RUN", description = "The first run's folder.")
  private Path before;

  @Parameters(index = "1", paramLabel = "RUN", description = "The second run's folder.")
  private Path after;

  @Option(names = "--json", description = "Print one JSON object instead of a table and lists.")
  private boolean json;

  @Option(
      names = "--all",
      description =
          "List every alert that differs, not only the first 20 of each kind, and every field that"
              + " differs, not only what matters.")
  private boolean all;

  @Override
  public Integer call() {
    Moments moments = zone.moments();
    Comparison comparison =
        Comparison.of(
            EvaluationFiles.wholeAlerts(before),
            EvaluationFiles.wholeAlerts(after),
            value -> DiffReport.time(moments, value));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(comparison));
    } else if (comparison.isEmpty()) {
      out.println("no difference");
    } else {
      new DiffReport(moments, all, out).print(comparison);
    }
    out.flush();
    return 0;
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
          .put("changed", count.changed() + count.minor())
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
      one.put("matters", change.matters());
    }
    return json;
  }
}
