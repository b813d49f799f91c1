package io.leakwatch.workbench.demo;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.schemas.Alert;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.attacks.Attack;
import io.leakwatch.traffic.attacks.Attacks;
import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The alerts of a demo beside the attacks that were in its traffic. */
final class Truth {

  private final DemoOutcome outcome;
  private final Evaluation all;
  private final Evaluation over;

  Truth(DemoOutcome outcome) {
    this.outcome = outcome;
    this.all = evaluation(outcome.played());
    this.over = evaluation(outcome.played().stream().filter(outcome::isOver).toList());
  }

  private Evaluation evaluation(List<Label> labels) {
    return Evaluation.of(
        labels.stream().map(Truth::label).toList(),
        outcome.alerts().stream().map(RaisedAlert::of).toList());
  }

  /** Of all attacks of which something was published. */
  Evaluation evaluation() {
    return all;
  }

  /** Attacks that are over and were not found. */
  int missed() {
    return over.total().labels() - over.total().found();
  }

  /** Attacks that had begun but were not over, and were not found, or not yet. */
  int justBegun() {
    return all.total().labels() - all.total().found() - missed();
  }

  /** Alerts that no attack explains. */
  List<Alert> falseAlerts() {
    Map<String, Alert> byId =
        outcome.alerts().stream().collect(Collectors.toMap(Alert::getAlertId, Function.identity()));
    return all.falseAlerts().stream().map(alert -> byId.get(alert.alertId())).toList();
  }

  /** An attack for another detector by, or on, the same subject. */
  Optional<Label> otherAttackOf(Alert alert) {
    return outcome.played().stream()
        .filter(label -> label.subjectType() == alert.getSubject().getType())
        .filter(label -> label.subjectId().equals(alert.getSubject().getId()))
        .findFirst();
  }

  /** Detectors that had nothing to find, by the reason for that, in a few words. */
  Map<String, List<String>> idle() {
    Map<String, List<String>> idle = new TreeMap<>();
    for (var type : Detectors.ALL) {
      String id = type.id();
      if (outcome.played().stream().noneMatch(label -> label.detectorId().equals(id))) {
        idle.computeIfAbsent(whyIdle(id), reason -> new ArrayList<>()).add(id);
      }
    }
    return idle;
  }

  private String whyIdle(String detectorId) {
    boolean isPlanned =
        outcome.labels().stream().anyMatch(label -> label.detectorId().equals(detectorId));
    if (isPlanned) {
      return "no attack had begun when it was stopped";
    }
    return Attacks.ALL.stream()
        .filter(attack -> attack.detectorId().equals(detectorId))
        .map(Attack::shortest)
        .min(Comparator.naturalOrder())
        .filter(shortest -> shortest.compareTo(DemoPlan.SPAN) > 0)
        .map(Truth::needsLonger)
        .orElse("so few events had no room for an attack");
  }

  private static String needsLonger(Duration shortest) {
    return "an attack takes %s or longer, and a demo plays %s ('generate' plays %s)"
        .formatted(
            Figures.of(shortest),
            Figures.of(DemoPlan.SPAN),
            Figures.of(SimulationPlan.DEFAULT_DURATION));
  }

  private static io.leakwatch.workbench.evaluation.Label label(Label label) {
    return new io.leakwatch.workbench.evaluation.Label(
        label.labelId(),
        new io.leakwatch.workbench.evaluation.Label.About(
            label.detectorId(), label.subjectType().name(), label.subjectId()),
        Instant.ofEpochMilli(label.firstAt()),
        Instant.ofEpochMilli(label.lastAt()),
        label.note());
  }
}
