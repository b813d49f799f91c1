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
      "Holds a run's alerts against labels: precision, recall and time to detect, per detector.",
      "An alert is true when a label has its detector and its subject, and the alert saw"
          + " something from 5 minutes before the label begins to 3 hours after it ends."
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
      description = "What there was to find: labels.jsonl, as generate writes it.")
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
