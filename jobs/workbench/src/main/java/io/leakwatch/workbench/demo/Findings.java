package io.leakwatch.workbench.demo;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import io.leakwatch.workbench.evaluation.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the job has found so far, and how much of what there was to find. */
final class Findings {

  private final Map<String, Alert> latest = new LinkedHashMap<>();

  void add(Alert alert) {
    latest.merge(
        alert.getAlertId(),
        alert,
        (one, other) -> other.getRevision() < one.getRevision() ? one : other);
  }

  /** How many alerts each detector raised, by id. */
  Map<String, Long> alertsByDetector() {
    Map<String, Long> counts = new TreeMap<>();
    latest.values().forEach(alert -> counts.merge(alert.getDetectorId(), 1L, Long::sum));
    return counts;
  }

  int alerts() {
    return latest.size();
  }

  /** How many of the alerts have been closed. */
  long alertsOver() {
    return latest.values().stream()
        .filter(alert -> alert.getActivity() == AlertActivity.CLOSE)
        .count();
  }

  /**
   * A line for each detector: its alerts by severity, and how many attacks they mean.
   *
   * @param until attacks that begin later were not played; epoch milliseconds
   */
  List<String> lines(Collection<io.leakwatch.traffic.Label> labels, long until) {
    List<Label> played =
        labels.stream().filter(label -> label.firstAt() <= until).map(Findings::label).toList();
    Evaluation evaluation =
        Evaluation.of(played, latest.values().stream().map(RaisedAlert::of).toList());
    List<String> lines = new ArrayList<>();
    evaluation.detectors().forEach(score -> lines.add(line(score)));
    Score total = evaluation.total();
    lines.add(
        "found %d of %d labelled attacks, with %s"
            .formatted(
                total.found(),
                total.labels(),
                Figures.counted(total.falseAlerts(), "false alert")));
    return lines;
  }

  private String line(Score score) {
    return String.format(
        Locale.ROOT,
        "  %-22s  found %d of %d attacks; %s%s",
        score.id(),
        score.found(),
        score.labels(),
        Figures.counted(score.alerts(), "alert"),
        severities(score.id()));
  }

  /** The gravest first: {@code : 2 HIGH, 1 MEDIUM}. */
  private String severities(String detectorId) {
    Map<Severity, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
    latest.values().stream()
        .filter(alert -> alert.getDetectorId().equals(detectorId))
        .forEach(alert -> counts.merge(alert.getSeverity(), 1, Integer::sum));
    List<String> texts = new ArrayList<>();
    counts.forEach((severity, count) -> texts.add(count + " " + severity));
    return texts.isEmpty() ? "" : ": " + String.join(", ", texts);
  }

  private static Label label(io.leakwatch.traffic.Label label) {
    return new Label(
        label.labelId(),
        new Label.About(label.detectorId(), label.subjectType().name(), label.subjectId()),
        Instant.ofEpochMilli(label.firstAt()),
        Instant.ofEpochMilli(label.lastAt()),
        label.note());
  }
}
