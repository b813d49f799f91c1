package io.leakwatch.workbench.soak;

import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came of one run.
 *
 * @param counters the job's, by name
 * @param fates what had to become of its records
 * @param deadLetters how many could be read, of records that were refused
 * @param alerts each in its last revision
 * @param levels at each tenth of the way
 * @param seconds from its start to its end
 */
record SoakOutcome(
    SoakPlan plan,
    Map<String, Long> counters,
    Map<Fate, Long> fates,
    long deadLetters,
    Collection<Alert> alerts,
    List<HeapLevel> levels,
    long seconds) {

  /** The counters that a run is judged by. */
  static final List<String> COUNTERS =
      List.of(
          "received",
          "evaluated",
          "duplicates",
          "late",
          "dead_lettered",
          "routed",
          "watched",
          "not_remembered",
          "forgotten_early",
          "detector_faults");

  /** All of them, as they are. */
  static Map<String, Long> read(Counters counters) {
    Map<String, Long> read = new LinkedHashMap<>();
    COUNTERS.forEach(name -> read.put(name, counters.get(name)));
    return read;
  }

  long count(String name) {
    return counters.get(name);
  }

  long fate(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  long records() {
    return fates.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean isBalanced() {
    return count("received")
        == count("evaluated") + count("duplicates") + count("late") + count("dead_lettered");
  }

  /** Whether each record has ended where it had to. */
  boolean isAsItHadToBe() {
    long either = fate(Fate.EITHER);
    long evaluated = count("evaluated") - fate(Fate.EVALUATED);
    return count("received") == records()
        && count("duplicates") == fate(Fate.DUPLICATE)
        && count("late") == fate(Fate.LATE)
        && evaluated >= 0
        && evaluated <= either
        && count("dead_lettered") == fate(Fate.DEAD_LETTER) + either - evaluated;
  }

  /** The reasons of the coverage gaps that were raised. */
  Set<String> gaps() {
    Set<String> reasons = new TreeSet<>();
    for (Alert alert : alerts) {
      if (alert.getDetectorId().equals(Gaps.ID)) {
        alert.getEvidence().stream()
            .filter(each -> each.getCondition().equals("reason"))
            .forEach(each -> reasons.add(each.getObserved()));
      }
    }
    return reasons;
  }

  /** The ids of the labels of the traffic that some alert means. */
  Set<String> found() {
    List<RaisedAlert> raised = alerts.stream().map(RaisedAlert::of).toList();
    Set<String> found = new TreeSet<>();
    for (Label label : Simulation.of(plan.traffic()).labels()) {
      if (Evaluation.of(List.of(labelOf(label)), raised).total().found() == 1) {
        found.add(label.labelId());
      }
    }
    return found;
  }

  private static io.leakwatch.workbench.evaluation.Label labelOf(Label label) {
    return new io.leakwatch.workbench.evaluation.Label(
        label.labelId(),
        new io.leakwatch.workbench.evaluation.Label.About(
            label.detectorId(), label.subjectType().name(), label.subjectId()),
        Instant.ofEpochMilli(label.firstAt()),
        Instant.ofEpochMilli(label.lastAt()),
        label.note());
  }
}
