package io.leakwatch.workbench.evaluation;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How good the alerts were. */
@Command(
    name = "evaluate",
    description = {
      "Compares a run's alerts with labels: precision, recall and time to detect, for each"
          + " detector.",
      "An alert is true if a label has the same detector and the same subject, and the alert saw"
          + " something between 5 minutes before the label begins and 3 hours after it ends."
    })
public final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--alerts",
      required = true,
      paramLabel = "DIR",
      description = "A run's folder, with its alerts.jsonl.")
  private Path alerts;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description = "The attacks that were in the traffic: labels.jsonl, as generate writes it.")
  private Path labels;

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  @Option(names = "--list", description = "List the first 20 false alerts below the table.")
  private boolean list;

  @Override
  public Integer call() {
    Evaluation evaluation =
        Evaluation.of(EvaluationFiles.labels(labels), EvaluationFiles.alerts(alerts));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(EvaluationReport.json(evaluation));
      return 0;
    }
    EvaluationReport.lines(evaluation).forEach(out::println);
    if (list) {
      out.println();
      EvaluationReport.falseAlerts(evaluation).forEach(out::println);
    }
    return 0;
  }
}
