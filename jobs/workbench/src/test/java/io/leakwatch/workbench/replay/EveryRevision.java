package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.workbench.chaos.EndedTraffic;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every revision of every alert that runs of a job put out, whole. A job that was restored may put
 * out a revision twice; then it must say the same both times.
 */
final class EveryRevision {

  private final Map<String, Alert> revisions = new ConcurrentHashMap<>();
  private final Set<String> alerts = ConcurrentHashMap.newKeySet();
  private final Set<String> faults = ConcurrentHashMap.newKeySet();

  /** Those of coverage gaps are left out: in a live job some go by the wall clock. */
  void add(Alert alert) {
    if (alert.getDetectorId().equals(Gaps.ID)) {
      return;
    }
    alerts.add(alert.getAlertId());
    Alert before = revisions.putIfAbsent(keyOf(alert), alert);
    if (before != null && !before.equals(alert)) {
      faults.add("one revision, two contents: " + before + " and " + alert);
    }
  }

  private static String keyOf(Alert alert) {
    return alert.getAlertId() + "/" + alert.getRevision();
  }

  void add(DeadLetter letter) {
    faults.add("refused: " + letter.getDetail());
  }

  /** How many alerts there are, whatever their revisions. */
  int alerts() {
    return alerts.size();
  }

  boolean names(String subject) {
    return revisions.values().stream()
        .anyMatch(alert -> alert.getSubject().getId().equals(subject));
  }

  Set<String> detectors() {
    Set<String> ids = new TreeSet<>();
    revisions.values().forEach(alert -> ids.add(alert.getDetectorId()));
    return ids;
  }

  /** Whether it holds as many revisions, the alert that ends the traffic left out. */
  boolean reaches(EveryRevision expected) {
    return without(this, EndedTraffic.LAST_ATTACKER).size()
        >= without(expected, EndedTraffic.LAST_ATTACKER).size();
  }

  /** Fails unless both hold the same revisions, each with the same content in every field. */
  void isTheSameAs(EveryRevision expected) {
    assertThat(faults).isEmpty();
    assertThat(without(this, "")).isEqualTo(without(expected, ""));
  }

  /**
   * The same, but for the alert that ends the traffic: a live job is cancelled as soon as it is
   * raised, so that how it goes on is not seen.
   */
  void isTheSameUpToTheEndAs(EveryRevision expected) {
    assertThat(faults).isEmpty();
    assertThat(names(EndedTraffic.LAST_ATTACKER)).isTrue();
    assertThat(without(this, EndedTraffic.LAST_ATTACKER))
        .isEqualTo(without(expected, EndedTraffic.LAST_ATTACKER));
  }

  private static Map<String, Alert> without(EveryRevision all, String subject) {
    Map<String, Alert> rest = new TreeMap<>(all.revisions);
    rest.values().removeIf(alert -> alert.getSubject().getId().equals(subject));
    return rest;
  }
}
