package io.leakwatch.workbench.chaos;

import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every revision of every alert that was read, whole. Left out are the alert that ends the traffic
 * and what comes shortly before it or later, for that is not waited for; coverage gaps, which go by
 * the wall clock, too; and alerts of detectors that are changed meanwhile.
 */
final class Revisions {

  /** By alert and revision; more than one where it was written more than once. */
  private final Map<String, List<Alert>> all = new TreeMap<>();

  /**
   * More than {@code time.lateness}: a replay waits that long, and lets no alert close at its end.
   */
  private static final Duration NOT_JUDGED = Duration.ofMinutes(15);

  private final Set<String> changed;

  /** Some time before the alert that ends the traffic began; null before it is there. */
  private Instant end;

  Revisions() {
    this(Set.of());
  }

  /**
   * @param changed ids of detectors that are left out, and of which other alerts need not know
   */
  Revisions(Set<String> changed) {
    this.changed = Set.copyOf(changed);
  }

  /** None yet, of the same detectors. */
  Revisions none() {
    return new Revisions(changed);
  }

  synchronized void add(Alert alert) {
    if (alert.getSubject().getId().equals(EndedTraffic.LAST_ATTACKER)) {
      Instant began = alert.getFirstSeenAt().minus(NOT_JUDGED);
      end = end == null || began.isBefore(end) ? began : end;
      return;
    }
    if (alert.getDetectorId().equals(Gaps.ID) || changed.contains(alert.getDetectorId())) {
      return;
    }
    all.computeIfAbsent(keyOf(alert), key -> new ArrayList<>()).add(withoutChanged(alert));
  }

  private Alert withoutChanged(Alert alert) {
    if (changed.isEmpty()) {
      return alert;
    }
    return Alert.newBuilder(alert)
        .setRelated(
            alert.getRelated().stream()
                .filter(each -> !changed.contains(each.getDetectorId()))
                .toList())
        .build();
  }

  /** Those that came before the end of the traffic. */
  private Stream<List<Alert>> before(Instant end) {
    return all.values().stream().filter(each -> isBefore(end, each.get(0)));
  }

  private static boolean isBefore(Instant end, Alert alert) {
    return end == null || alert.getUpdatedAt().isBefore(end);
  }

  /** How many there are. */
  synchronized int size() {
    return (int) before(end).count();
  }

  /** How many alerts they are of. */
  synchronized int alerts() {
    return (int) before(end).map(each -> each.get(0).getAlertId()).distinct().count();
  }

  /** How many alerts of a detector there are. */
  synchronized int alertsOf(String detector) {
    return (int)
        all.values().stream()
            .map(each -> each.get(0))
            .filter(alert -> alert.getDetectorId().equals(detector))
            .map(Alert::getAlertId)
            .distinct()
            .count();
  }

  /**
   * Whether the alert that ends the traffic is there, and as many revisions as there are to come.
   */
  synchronized boolean reaches(Revisions expected) {
    return end != null && before(end).count() >= expected.size();
  }

  /** Those that are expected and not here. */
  synchronized List<String> lost(Revisions expected) {
    return expected
        .before(expected.end)
        .map(each -> each.get(0))
        .filter(alert -> !all.containsKey(keyOf(alert)))
        .map(Revisions::nameOf)
        .toList();
  }

  /** Those that are not expected, or say something else, and what. */
  synchronized List<String> invented(Revisions expected) {
    return before(expected.end)
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
