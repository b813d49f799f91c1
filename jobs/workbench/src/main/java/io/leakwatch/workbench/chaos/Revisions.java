package io.leakwatch.workbench.chaos;

import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every revision of every alert that was read, whole. The alert that ends the traffic is left out,
 * for how it goes on is not waited for, and so are coverage gaps, which go by the wall clock, too.
 */
final class Revisions {

  /** By alert and revision; more than one where it was written more than once. */
  private final Map<String, List<Alert>> all = new TreeMap<>();

  private boolean ended;

  synchronized void add(Alert alert) {
    if (alert.getSubject().getId().equals(EndedTraffic.LAST_ATTACKER)) {
      ended = true;
      return;
    }
    if (alert.getDetectorId().equals(Gaps.ID)) {
      return;
    }
    all.computeIfAbsent(keyOf(alert), key -> new ArrayList<>()).add(alert);
  }

  /** How many there are. */
  synchronized int size() {
    return all.size();
  }

  /** How many alerts they are of. */
  synchronized int alerts() {
    Set<String> ids = new HashSet<>();
    all.values().forEach(each -> ids.add(each.get(0).getAlertId()));
    return ids.size();
  }

  /**
   * Whether the alert that ends the traffic is there, and as many revisions as there are to come.
   */
  synchronized boolean reaches(Revisions expected) {
    return ended && all.size() >= expected.all.size();
  }

  /** Those that are expected and not here. */
  synchronized List<String> lost(Revisions expected) {
    return expected.all.entrySet().stream()
        .filter(entry -> !all.containsKey(entry.getKey()))
        .map(entry -> nameOf(entry.getValue().get(0)))
        .toList();
  }

  /** Those that are not expected, or say something else, and what. */
  synchronized List<String> invented(Revisions expected) {
    return all.values().stream()
        .flatMap(List::stream)
        .filter(alert -> !expected.of(alert).contains(alert))
        .map(alert -> nameOf(alert) + ": " + difference(alert, expected.of(alert)))
        .distinct()
        .toList();
  }

  private List<Alert> of(Alert alert) {
    return all.getOrDefault(keyOf(alert), List.of());
  }

  private static String difference(Alert read, List<Alert> expected) {
    return expected.isEmpty()
        ? "none was expected"
        : read.getSchema().getFields().stream()
            .filter(
                field -> !Objects.equals(read.get(field.pos()), expected.get(0).get(field.pos())))
            .map(
                field ->
                    "%s is %s, not %s"
                        .formatted(
                            field.name(), read.get(field.pos()), expected.get(0).get(field.pos())))
            .collect(Collectors.joining("; "));
  }

  /** Those that are here more than once. */
  synchronized List<String> doubled() {
    return all.values().stream()
        .filter(each -> each.size() > 1)
        .map(each -> nameOf(each.get(0)))
        .toList();
  }

  private static String keyOf(Alert alert) {
    return alert.getAlertId() + "/" + alert.getRevision();
  }

  private static String nameOf(Alert alert) {
    return "%s of %s, revision %d (%s)"
        .formatted(
            alert.getDetectorId(),
            alert.getSubject().getId(),
            alert.getRevision(),
            alert.getAlertId());
  }
}
