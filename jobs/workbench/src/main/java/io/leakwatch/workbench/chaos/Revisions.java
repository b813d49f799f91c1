package io.leakwatch.workbench.chaos;

import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
    all.computeIfAbsent(alert.getAlertId() + "/" + alert.getRevision(), key -> new ArrayList<>())
        .add(alert);
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

  /** Those that are expected and not here, by alert and revision. */
  synchronized List<String> lost(Revisions expected) {
    return expected.all.keySet().stream().filter(key -> !all.containsKey(key)).toList();
  }

  /** Those that are not expected, or say something else. */
  synchronized List<String> invented(Revisions expected) {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(alert -> !expected.has(alert)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean has(Alert alert) {
    String key = alert.getAlertId() + "/" + alert.getRevision();
    return all.getOrDefault(key, List.of()).contains(alert);
  }

  /** Those that are here more than once. */
  synchronized List<String> doubled() {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
