package io.leakwatch.workbench.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import io.leakwatch.detection.words.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * How two states of an alert differ, in words, a line for each difference.
 *
 * @param matters what somebody acts on: severity, confidence, how much, the evidence
 * @param minor what else differs: words, lists, times
 */
record Difference(List<String> matters, List<String> minor) {

  private static final List<String> FIGURES =
      List.of(
          "/severity",
          "/confidence",
          "/affected_count",
          "/affected_other/count",
          "/occurrences",
          "/sources_count",
          "/records");

  private static final String CHANGED = " -> ";

  /**
   * Compares two states.
   *
   * @param before with all fields, as after is
   * @param time says a time in words
   */
  static Difference of(JsonNode before, JsonNode after, UnaryOperator<JsonNode> time) {
    List<String> matters = new ArrayList<>();
    for (String path : FIGURES) {
      JsonNode one = before.at(path);
      JsonNode other = after.at(path);
      if (!one.equals(other)) {
        matters.add(path.substring(1).replace('/', '.') + " " + changed(one, other));
      }
    }
    matters.addAll(evidence(before.path("evidence"), after.path("evidence")));
    List<String> minor = new ArrayList<>();
    for (String field : differing(before, after)) {
      if (!FIGURES.contains("/" + field)) {
        minorOf(field, before.path(field), after.path(field), time, minor);
      }
    }
    return new Difference(matters, minor);
  }

  /** Names of the fields that differ, sorted. */
  static List<String> differing(JsonNode one, JsonNode other) {
    TreeSet<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names.stream().filter(name -> !one.path(name).equals(other.path(name))).toList();
  }

  private static void minorOf(
      String field,
      JsonNode one,
      JsonNode other,
      UnaryOperator<JsonNode> time,
      List<String> lines) {
    if (field.endsWith("_at")) {
      lines.add(field + " " + changed(time.apply(one), time.apply(other)));
    } else if (isTexts(one) && isTexts(other)) {
      lines.add(field + " " + texts(one, other));
    } else if (one.isContainerNode() || other.isContainerNode()) {
      boolean isSaid = field.equals("evidence") && !evidence(one, other).isEmpty();
      if (!isSaid) {
        lines.add(Shown.text(field) + " differs in its details");
      }
    } else {
      lines.add(Shown.text(field) + " " + changed(one, other));
    }
  }

  private static boolean isTexts(JsonNode node) {
    if (!node.isArray()) {
      return false;
    }
    for (JsonNode each : node) {
      if (!each.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private static String texts(JsonNode one, JsonNode other) {
    List<String> before = list(one);
    List<String> after = list(other);
    List<String> added = new ArrayList<>(after);
    added.removeAll(before);
    List<String> gone = new ArrayList<>(before);
    gone.removeAll(after);
    if (added.isEmpty() && gone.isEmpty()) {
      return "in another order";
    }
    List<String> words = new ArrayList<>();
    if (!added.isEmpty()) {
      words.add("with " + String.join(", ", added));
    }
    if (!gone.isEmpty()) {
      words.add("without " + String.join(", ", gone));
    }
    return String.join(", ", words);
  }

  private static List<String> list(JsonNode texts) {
    List<String> list = new ArrayList<>();
    texts.forEach(each -> list.add(Shown.text(each.textValue())));
    return list;
  }

  private static String changed(JsonNode one, JsonNode other) {
    return word(one) + CHANGED + word(other);
  }

  private static String word(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "none" : Shown.text(node.asText());
  }

  private static List<String> evidence(JsonNode before, JsonNode after) {
    Map<String, String> old = figures(before);
    Map<String, String> now = figures(after);
    List<String> lines = new ArrayList<>();
    now.forEach(
        (condition, figure) -> {
          String was = old.get(condition);
          if (was == null) {
            lines.add("evidence, new: " + condition + ": " + figure);
          } else if (!was.equals(figure)) {
            lines.add("evidence: " + condition + ": " + was + CHANGED + figure);
          }
        });
    old.keySet().stream()
        .filter(condition -> !now.containsKey(condition))
        .forEach(condition -> lines.add("evidence, gone: " + condition));
    return lines;
  }

  /** What was measured, and what it was and had to be. */
  private static Map<String, String> figures(JsonNode evidence) {
    Map<String, String> figures = new LinkedHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (JsonNode each : evidence) {
      String condition = word(each.path("condition"));
      int times = seen.merge(condition, 1, Integer::sum);
      String unit = each.path("unit").asText("");
      figures.put(
          times == 1 ? condition : condition + " (" + times + ")",
          word(each.path("observed"))
              + (unit.isEmpty() ? "" : " " + Shown.text(unit))
              + " ("
              + word(each.path("threshold"))
              + ")");
    }
    return figures;
  }
}
