package io.leakwatch.workbench.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What differs between the alerts of two runs; alerts are the same when they have the same id. A
 * field that one of them lacks has its default there.
 *
 * @param detectors how many of each detector differ how, sorted by detector
 * @param appeared alerts that only the second run has, in its order
 * @param lost alerts that only the first run has, in its order
 * @param changed alerts that both have, and that say something else
 */
record Comparison(
    List<Count> detectors, List<JsonNode> appeared, List<JsonNode> lost, List<Change> changed) {

  /**
   * Of one detector: alerts that are new, lost, changed in what matters, changed otherwise, and the
   * same.
   */
  record Count(String detectorId, int appeared, int lost, int changed, int minor, int same) {}

  /**
   * An alert that says something else.
   *
   * @param fields names of the fields that differ, sorted
   */
  record Change(JsonNode before, JsonNode after, List<String> fields, Difference difference) {

    /** Whether anything differs that somebody acts on. */
    boolean matters() {
      return !difference.matters().isEmpty();
    }
  }

  /**
   * Compares two runs.
   *
   * @param before alerts of the first by id, in their order
   * @param after alerts of the second by id, in their order
   * @param time says a time in words
   */
  static Comparison of(
      Map<String, JsonNode> before, Map<String, JsonNode> after, UnaryOperator<JsonNode> time) {
    List<JsonNode> appeared = new ArrayList<>();
    List<JsonNode> lost = new ArrayList<>();
    List<Change> changed = new ArrayList<>();
    Map<String, int[]> counts = new TreeMap<>();
    before.forEach(
        (id, alert) -> {
          JsonNode now = after.get(id);
          if (now == null) {
            lost.add(alert);
            countsOf(alert, counts)[1]++;
            return;
          }
          Change change = change(alert, now, time);
          if (change.fields().isEmpty()) {
            countsOf(alert, counts)[4]++;
          } else {
            changed.add(change);
            countsOf(alert, counts)[change.matters() ? 2 : 3]++;
          }
        });
    after.forEach(
        (id, alert) -> {
          if (!before.containsKey(id)) {
            appeared.add(alert);
            countsOf(alert, counts)[0]++;
          }
        });
    List<Count> detectors = new ArrayList<>();
    counts.forEach((id, n) -> detectors.add(new Count(id, n[0], n[1], n[2], n[3], n[4])));
    return new Comparison(detectors, appeared, lost, changed);
  }

  private static Change change(JsonNode before, JsonNode after, UnaryOperator<JsonNode> time) {
    JsonNode one = Defaults.filled(before);
    JsonNode other = Defaults.filled(after);
    return new Change(
        before, after, Difference.differing(one, other), Difference.of(one, other, time));
  }

  private static int[] countsOf(JsonNode alert, Map<String, int[]> counts) {
    return counts.computeIfAbsent(alert.path("detector_id").asText(), id -> new int[5]);
  }

  boolean isEmpty() {
    return appeared.isEmpty() && lost.isEmpty() && changed.isEmpty();
  }
}
