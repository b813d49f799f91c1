package io.leakwatch.workbench.demo;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one line says of alerts. */
sealed interface Headline {

  /** A new alert, or one that has become graver since it was last shown. */
  record Single(Alert alert, boolean isNew) implements Headline {}

  /** Those for which there was no room, by severity, the gravest first. */
  record More(Map<Severity, Integer> counts) implements Headline {

    static More of(Iterable<Alert> alerts) {
      Map<Severity, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
      alerts.forEach(alert -> counts.merge(alert.getSeverity(), 1, Integer::sum));
      return new More(counts);
    }

    int count() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** {@code 1 HIGH, 6 LOW}. */
    String words() {
      List<String> words = new ArrayList<>();
      counts.forEach((severity, count) -> words.add(count + " " + severity));
      return String.join(", ", words);
    }
  }
}
