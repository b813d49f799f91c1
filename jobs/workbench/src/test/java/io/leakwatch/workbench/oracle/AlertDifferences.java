package io.leakwatch.workbench.oracle;

import io.leakwatch.schemas.Alert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** In which revisions of which alerts two runs differ, and in which fields. */
final class AlertDifferences {

  private AlertDifferences() {}

  /** A line for each revision that only one has, and for each field that differs; sorted. */
  static List<String> between(Collection<Alert> ofJob, Collection<Alert> ofOracle) {
    List<String> lines = new ArrayList<>();
    Map<String, Alert> job = byRevision(ofJob, "the job", lines);
    Map<String, Alert> oracle = byRevision(ofOracle, "the oracle", lines);
    job.forEach(
        (key, alert) -> {
          if (!oracle.containsKey(key)) {
            lines.add(key + ": only the job has it: " + inShort(alert));
          }
        });
    oracle.forEach(
        (key, expected) -> {
          Alert alert = job.get(key);
          if (alert == null) {
            lines.add(key + ": only the oracle has it: " + inShort(expected));
          } else {
            addFields(key, alert, expected, lines);
          }
        });
    return lines.stream().sorted().toList();
  }

  private static Map<String, Alert> byRevision(
      Collection<Alert> alerts, String whose, List<String> lines) {
    Map<String, Alert> all = new TreeMap<>();
    for (Alert alert : alerts) {
      String key =
          "%s %s revision %03d"
              .formatted(alert.getDetectorId(), alert.getAlertId(), alert.getRevision());
      if (all.put(key, alert) != null) {
        lines.add(key + ": " + whose + " has it twice");
      }
    }
    return all;
  }

  private static void addFields(String key, Alert job, Alert oracle, List<String> lines) {
    for (Schema.Field field : Alert.getClassSchema().getFields()) {
      Object ofJob = job.get(field.pos());
      Object ofOracle = oracle.get(field.pos());
      if (!Objects.equals(ofJob, ofOracle)) {
        lines.add(
            "%s: %s is %s, and %s by the oracle".formatted(key, field.name(), ofJob, ofOracle));
      }
    }
  }

  private static String inShort(Alert alert) {
    return "%s at %s, %s: %s"
        .formatted(
            alert.getActivity(), alert.getUpdatedAt(), alert.getSeverity(), alert.getTitle());
  }
}
