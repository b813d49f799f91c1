package io.leakwatch.workbench.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.detection.words.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** An evaluation in words for people, and as JSON for programs. */
public final class EvaluationReport {

  private static final int MOST_LISTED = 20;
  private static final String NONE = "–";

  private static final List<String> HEAD =
      List.of(
          "detector",
          "labels",
          "found",
          "recall",
          "alerts",
          "true",
          "false",
          "precision",
          "median",
          "p95");

  private EvaluationReport() {}

  /** One object: {@code {detectors: [{id, labels, …}], total: {labels, …}, coverage_gaps: 0}}. */
  public static ObjectNode json(Evaluation evaluation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var detectors = json.putArray("detectors");
    evaluation
        .detectors()
        .forEach(score -> put(detectors.addObject().put("id", score.id()), score));
    put(json.putObject("total"), evaluation.total());
    json.put("coverage_gaps", evaluation.gaps().size());
    return json;
  }

  private static void put(ObjectNode json, Score score) {
    json.put("labels", score.labels()).put("found", score.found());
    json.put("recall", rounded(score.recall()));
    json.put("alerts", score.alerts())
        .put("true_alerts", score.trueAlerts())
        .put("false_alerts", score.falseAlerts());
    json.put("precision", rounded(score.precision()));
    json.put("median_seconds_to_detect", rounded(score.medianSeconds()));
    json.put("p95_seconds_to_detect", rounded(score.p95Seconds()));
  }

  /** To four digits behind the point; null for what is not known. */
  private static Double rounded(OptionalDouble value) {
    return value.isPresent() ? Math.round(value.getAsDouble() * 10_000) / 10_000.0 : null;
  }

  /** The table, a line each, then the variants that were missed. */
  public static List<String> lines(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    evaluation.detectors().forEach(score -> rows.add(row(score)));
    rows.add(row(evaluation.total()));
    List<String> lines = new ArrayList<>(aligned(rows));
    if (!evaluation.missed().isEmpty()) {
      lines.add("");
      lines.add("Missed labels:");
      evaluation.missed().forEach(missed -> lines.add("  " + missed(missed)));
    }
    if (!evaluation.gaps().isEmpty()) {
      lines.add("");
      lines.add("Coverage gaps, in none of the figures:");
      evaluation.gaps().stream()
          .limit(MOST_LISTED)
          .forEach(gap -> lines.add("  " + Shown.text(gap.title())));
    }
    return lines;
  }

  /** The first false alerts, a line each. */
  public static List<String> falseAlerts(Evaluation evaluation) {
    List<RaisedAlert> all = evaluation.falseAlerts();
    List<String> lines = new ArrayList<>();
    lines.add(all.isEmpty() ? "No false alerts." : "False alerts:");
    all.stream().limit(MOST_LISTED).forEach(alert -> lines.add("  " + shown(alert)));
    if (all.size() > MOST_LISTED) {
      lines.add("  … and " + (all.size() - MOST_LISTED) + " more");
    }
    return lines;
  }

  private static String missed(Evaluation.Missed missed) {
    String note = missed.note().isEmpty() ? "" : ", " + missed.note();
    return missed.detectorId()
        + Shown.text(note)
        + ": "
        + missed.missed()
        + " of "
        + missed.labels();
  }

  private static String shown(RaisedAlert alert) {
    Label.About about = alert.about();
    return Shown.text(
        "%s %s %s %s: %s"
            .formatted(
                alert.raisedAt(),
                about.detectorId(),
                about.subjectType(),
                about.subjectId(),
                alert.title()));
  }

  private static List<String> row(Score score) {
    return List.of(
        Shown.text(score.id()),
        String.valueOf(score.labels()),
        String.valueOf(score.found()),
        share(score.recall()),
        String.valueOf(score.alerts()),
        String.valueOf(score.trueAlerts()),
        String.valueOf(score.falseAlerts()),
        share(score.precision()),
        duration(score.medianSeconds()),
        duration(score.p95Seconds()));
  }

  /** Cut, not rounded: 1.00 is said only of all. */
  private static String share(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.2f", Math.floor(value.getAsDouble() * 100) / 100)
        : NONE;
  }

  private static String duration(OptionalDouble value) {
    if (value.isEmpty()) {
      return NONE;
    }
    long seconds = Math.round(value.getAsDouble());
    long size = Math.abs(seconds);
    String sign = seconds < 0 ? "-" : "";
    if (size < 60) {
      return sign + size + "s";
    }
    return size < 3_600
        ? String.format(Locale.ROOT, "%s%dm%02ds", sign, size / 60, size % 60)
        : String.format(Locale.ROOT, "%s%dh%02dm", sign, size / 3_600, size % 3_600 / 60);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  /** The first column to the left, the figures to the right. */
  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder(row.get(0));
    line.append(" ".repeat(widths[0] - row.get(0).length()));
    for (int i = 1; i < widths.length; i++) {
      line.append("  ").append(" ".repeat(widths[i] - row.get(i).length())).append(row.get(i));
    }
    return line.toString();
  }
}
