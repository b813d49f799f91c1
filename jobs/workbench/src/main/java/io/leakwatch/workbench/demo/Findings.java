package io.leakwatch.workbench.demo;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The alerts of the job so far, each in its last revision. */
final class Findings {

  private final Map<String, Alert> latest = new LinkedHashMap<>();

  synchronized void add(Alert alert) {
    latest.merge(
        alert.getAlertId(),
        alert,
        (one, other) -> other.getRevision() < one.getRevision() ? one : other);
  }

  /** In the order in which they were raised, as a replay writes them. */
  synchronized List<Alert> alerts() {
    return latest.values().stream()
        .sorted(Comparator.comparing(Alert::getRaisedAt).thenComparing(Alert::getAlertId))
        .toList();
  }

  /** How many alerts each detector raised, by id. */
  synchronized Map<String, Long> alertsByDetector() {
    Map<String, Long> counts = new TreeMap<>();
    latest.values().forEach(alert -> counts.merge(alert.getDetectorId(), 1L, Long::sum));
    return counts;
  }

  synchronized int count() {
    return latest.size();
  }

  /** Whether nothing more is awaited of an alert. */
  static boolean isOver(Alert alert) {
    return alert.getActivity() == AlertActivity.CLOSE;
  }
}
