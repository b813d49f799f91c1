package io.leakwatch.workbench.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between the alerts of two runs; alerts are the same when they have the same id.
 *
 * @param detectors how many of each detector differ how, sorted by detector
 * @param appeared alerts that only the second run has, in its order
 * @param lost alerts that only the first run has, in its order
 * @param changed alerts that both have, and that say something else
 */
public record Comparison(
    List<Count> detectors, List<JsonNode> appeared, List<JsonNode> lost, List<Change> changed) {

  /** Of one detector: alerts that are new, lost, changed, and the same. */
  public record Count(String detectorId, int appeared, int lost, int changed, int same) {}

  /**
   * An alert that says something else.
   *
   * @param fields names of the fields that differ, sorted
   */
  public record Change(JsonNode before, JsonNode after, List<String> fields) {}

  /**
   * Compares two runs.
   *
   * @param before alerts of the first by id, in their order
   * @param after alerts of the second by id, in their order
   */
  public static Comparison of(Map<String, JsonNode> before, Map<String, JsonNode> after) {
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
          } else if (now.equals(alert)) {
            countsOf(alert, counts)[3]++;
          } else {
            changed.add(new Change(alert, now, differing(alert, now)));
            countsOf(alert, counts)[2]++;
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
    counts.forEach((id, n) -> detectors.add(new Count(id, n[0], n[1], n[2], n[3])));
    return new Comparison(detectors, appeared, lost, changed);
  }

  private static int[] countsOf(JsonNode alert, Map<String, int[]> counts) {
    return counts.computeIfAbsent(alert.path("detector_id").asText(), id -> new int[4]);
  }

  private static List<String> differing(JsonNode one, JsonNode other) {
    TreeSet<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names.stream().filter(name -> !one.path(name).equals(other.path(name))).toList();
  }

  public boolean isEmpty() {
    return appeared.isEmpty() && lost.isEmpty() && changed.isEmpty();
  }
}
