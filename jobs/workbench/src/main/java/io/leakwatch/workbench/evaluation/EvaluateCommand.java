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
    },
    footer = {
      "",
      "A label is a JSON object on a line of its own (here it is broken):",
      "  {\"label_id\": \"l1\", \"detector_id\": \"credential-stuffing\",",
      "   \"subject\": {\"type\": \"ADDRESS\", \"id\": \"203.0.113.7\"},",
      "   \"first_at\": \"2026-11-27T22:35:00Z\", \"last_at\": 1795821600000,",
      "   \"note\": \"slow\"}",
      "  label_id          any text that names the label",
      "  detector_id       who should find it; './leakwatch detectors' lists them",
      "  subject           whom or what the alert should be about: the type and the",
      "                    id as in alerts, an IPv6 address as its /64 network",
      "  first_at, last_at when the attack began and ended: epoch milliseconds, or",
      "                    ISO-8601 with a zone",
      "  note              optional: the variant; missed labels are counted by it",
      "",
      "Columns:",
      "  labels, found     attacks that were in the traffic, and how many of them",
      "                    an alert means",
      "  recall            found of all labels, 0 to 1",
      "  true, false       alerts that mean a label, or none",
      "  precision         true of all alerts, 0 to 1",
      "  median, p95       time from a label's beginning to its first alert: half,",
      "                    and 95 of 100, were found within it"
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
      description =
          "The attacks that were in the traffic, as JSON lines: labels.jsonl, as generate writes"
              + " it, or your own; see below.")
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
