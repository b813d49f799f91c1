package io.leakwatch.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leakwatch.schemas.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A condition that an alert must show, with its figures, all exactly as an analyst reads them.
 *
 * @param unit empty for none
 */
record ExpectedEvidence(String condition, String observed, String threshold, String unit) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What a reader of YAML in braces could take for something else. */
  private static final Pattern NEEDS_QUOTES = Pattern.compile("[,\\[\\]{}#:]|^[^\\w(]| $|^$");

  /**
   * Reads an item of {@code evidence}.
   *
   * @throws IllegalArgumentException if a key is missing or unknown
   */
  static ExpectedEvidence of(YamlMap item) {
    item.knowing("condition", "observed", "threshold", "unit");
    return new ExpectedEvidence(
        item.text("condition"),
        item.text("observed"),
        item.text("threshold"),
        item.has("unit") ? item.text("unit") : "");
  }

  static ExpectedEvidence of(Evidence shown) {
    return new ExpectedEvidence(
        shown.getCondition(), shown.getObserved(), shown.getThreshold(), shown.getUnit());
  }

  /** What a case has to state of what is shown. */
  static List<ExpectedEvidence> worthStating(List<Evidence> shown) {
    return shown.stream()
        .filter(each -> !isTotal(each.getCondition()))
        .map(ExpectedEvidence::of)
        .toList();
  }

  /**
   * What a revision must show: what the one before had to, with what this one states in its place.
   */
  static List<ExpectedEvidence> after(
      List<ExpectedEvidence> before, List<ExpectedEvidence> stated) {
    Map<String, ExpectedEvidence> all = byCondition(before);
    all.putAll(byCondition(stated));
    return List.copyOf(all.values());
  }

  /** A total had nothing to reach, and is the same figure as in the words: it may be left out. */
  private static boolean isTotal(String condition) {
    return condition.endsWith(" in all");
  }

  /** What is different, one line each; empty if each is shown as expected and nothing beside. */
  static List<String> differences(List<ExpectedEvidence> expected, List<Evidence> shown) {
    Map<String, ExpectedEvidence> wanted = byCondition(expected);
    Map<String, ExpectedEvidence> found =
        byCondition(shown.stream().map(ExpectedEvidence::of).toList());
    Set<String> conditions = new LinkedHashSet<>(wanted.keySet());
    conditions.addAll(found.keySet());
    List<String> differences = new ArrayList<>();
    for (String condition : conditions) {
      if (!found.containsKey(condition)) {
        differences.add("its evidence lacks " + wanted.get(condition).yaml());
      } else if (!wanted.containsKey(condition)) {
        if (isTotal(condition)) {
          continue;
        }
        differences.add("its evidence has, but 'expect' has not: " + found.get(condition).yaml());
      } else {
        wanted.get(condition).compare(found.get(condition), differences);
      }
    }
    return differences;
  }

  /** What of this is not shown as expected, one line each; whatever is shown beside. */
  static List<String> missing(List<ExpectedEvidence> expected, List<Evidence> shown) {
    Set<String> stated = byCondition(expected).keySet();
    return differences(
        expected, shown.stream().filter(each -> stated.contains(each.getCondition())).toList());
  }

  private void compare(ExpectedEvidence found, List<String> differences) {
    compare("observed", observed, found.observed, differences);
    compare("threshold", threshold, found.threshold, differences);
    compare("unit", unit, found.unit, differences);
  }

  private void compare(String key, String wanted, String found, List<String> differences) {
    if (!wanted.equals(found)) {
      differences.add(
          "evidence '%s': %s is '%s', expected '%s'".formatted(condition, key, found, wanted));
    }
  }

  private static Map<String, ExpectedEvidence> byCondition(List<ExpectedEvidence> evidence) {
    Map<String, ExpectedEvidence> all = new LinkedHashMap<>();
    evidence.forEach(each -> all.put(each.condition, each));
    return all;
  }

  /** As it stands in {@code cases.yaml}. */
  String yaml() {
    String rest = unit.isEmpty() ? "}" : ", unit: " + quoted(unit) + "}";
    return "{condition: %s, observed: %s, threshold: %s%s"
        .formatted(quoted(condition), quoted(observed), quoted(threshold), rest);
  }

  private static String quoted(String text) {
    return NEEDS_QUOTES.matcher(text).find() || !readAs(text).equals(text)
        ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : text;
  }

  /** The text that is left of a value without quotes, such as 1.0 of 1.00. */
  private static String readAs(String text) {
    try {
      return String.valueOf(YAML.readValue(text, Object.class));
    } catch (IOException fault) {
      throw new UncheckedIOException(text, fault);
    }
  }
}
