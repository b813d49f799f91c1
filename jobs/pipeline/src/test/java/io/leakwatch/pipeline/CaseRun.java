package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** Runs a case through the whole job and says what came out otherwise than expected. */
final class CaseRun {

  private final RoomCase one;
  private final List<Alert> alerts;
  private final List<String> faults = new ArrayList<>();

  /** By alert id: what its revisions so far had to show. */
  private final Map<String, List<ExpectedEvidence>> shownBefore = new HashMap<>();

  private CaseRun(RoomCase one, List<Alert> alerts) {
    this.one = one;
    this.alerts = alerts;
  }

  /** Every difference, each with the event it belongs to; empty if there is none. */
  static List<String> faults(RoomCase one, DetectorType type, LocalFlinkJobs flink)
      throws Exception {
    return faults(one, new CaseOutcomes(type, flink));
  }

  /** The same, where other cases of the room were run before. */
  static List<String> faults(RoomCase one, CaseOutcomes outcomes) throws Exception {
    LocalFlinkJobs.Output output;
    try {
      output = outcomes.of(one);
    } catch (IllegalArgumentException fault) {
      return List.of("case '" + one.name() + "': " + fault.getMessage());
    }
    CaseRun run = new CaseRun(one, told(output, outcomes.type()));
    output
        .deadLetters()
        .forEach(letter -> run.fault("an event was refused: " + letter.getDetail()));
    one.events().forEach(run::compare);
    run.compareEnds(lastRevisions(output, outcomes.type()));
    for (String setting : one.varied()) {
      LocalFlinkJobs.Output byDefault = outcomes.of(one.without(setting));
      run.compareWithDefault(setting, told(byDefault, outcomes.type()));
    }
    return run.faults;
  }

  /** Of each alert, in the order in which they were raised. */
  private static List<Alert> lastRevisions(LocalFlinkJobs.Output output, DetectorType type) {
    Map<String, Alert> last = new HashMap<>();
    output.alerts().stream()
        .filter(alert -> alert.getDetectorId().equals(type.id()))
        .forEach(
            alert ->
                last.merge(
                    alert.getAlertId(),
                    alert,
                    BinaryOperator.maxBy(Comparator.comparing(Alert::getRevision))));
    return last.values().stream()
        .sorted(
            Comparator.comparing(Alert::getRaisedAt)
                .thenComparing(alert -> alert.getSubject().toString()))
        .toList();
  }

  private void compareEnds(List<Alert> last) {
    List<ExpectedEnd> ends = one.ends();
    if (!ends.isEmpty() && ends.size() != last.size()) {
      fault("'finally' lists " + ends.size() + " alerts, there are " + last.size());
    }
    for (int i = 0; i < Math.min(ends.size(), last.size()); i++) {
      String which = "the last revision for " + last.get(i).getSubject().getId() + ": ";
      ends.get(i).differences(last.get(i)).forEach(difference -> fault(which + difference));
    }
  }

  /**
   * A closing revision only says that nothing more has happened, and one that names another alert
   * says nothing of this one.
   */
  private static List<Alert> told(LocalFlinkJobs.Output output, DetectorType type) {
    List<Alert> all =
        output.alerts().stream()
            .filter(alert -> alert.getActivity() != AlertActivity.CLOSE)
            .filter(alert -> alert.getDetectorId().equals(type.id()))
            .sorted(Comparator.comparing(Alert::getRevision))
            .toList();
    Map<String, Alert> before = new HashMap<>();
    return all.stream()
        .filter(
            alert -> {
              Alert alone = alone(alert);
              return !alone.equals(before.put(alert.getAlertId(), alone));
            })
        .toList();
  }

  /** What it says of itself. */
  private static Alert alone(Alert alert) {
    return Alert.newBuilder(alert)
        .setRelated(List.of())
        .setRevision(0)
        .setActivity(AlertActivity.UPDATE)
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  /** An option that its default could replace is not shown by this case. */
  private void compareWithDefault(String setting, List<Alert> byDefault) {
    if (outcome(alerts).equals(outcome(byDefault))) {
      fault(
          "with the default of "
              + setting
              + " the same is raised; choose a value or events with which it matters, or move it"
              + " to 'given' if it only sets the scene");
    }
  }

  /** What is raised and when, without words and figures: those name the option's value. */
  private static List<String> outcome(List<Alert> alerts) {
    return alerts.stream()
        .map(
            alert ->
                "%d %s %s %s %d"
                    .formatted(
                        causeOf(alert),
                        alert.getSeverity(),
                        alert.getSubject(),
                        alert.getMode(),
                        alert.getRevision()))
        .sorted()
        .toList();
  }

  private void compare(CaseEvent event) {
    List<Alert> raised = alerts.stream().filter(alert -> causeOf(alert) == event.at()).toList();
    List<ExpectedAlert> expected = event.expected();
    for (int i = 0; i < Math.max(raised.size(), expected.size()); i++) {
      if (i >= raised.size()) {
        fault(when(event) + " should raise " + shown(expected.get(i)) + ", but does not");
      } else if (i >= expected.size()) {
        fault(
            when(event) + " raises what it should not, or lacks 'expect': " + shown(raised.get(i)));
      } else {
        compare(expected.get(i), raised.get(i), "the alert of " + when(event) + ": ");
      }
    }
  }

  private void compare(ExpectedAlert expected, Alert alert, String which) {
    List<ExpectedEvidence> before = shownBefore.getOrDefault(alert.getAlertId(), List.of());
    expected.differences(alert, before).forEach(difference -> fault(which + difference));
    if (expected.evidence() != null) {
      shownBefore.put(alert.getAlertId(), ExpectedEvidence.after(before, expected.evidence()));
    } else if (one.kind() == RoomCase.Kind.FIRING && one.ends().isEmpty()) {
      fault(which + "count its figures in the events, and add to 'expect': " + evidence(alert));
    }
  }

  /**
   * For the cases' file: what of an alert's evidence is not yet expected since another revision.
   */
  private String evidence(Alert alert) {
    List<ExpectedEvidence> before = shownBefore.getOrDefault(alert.getAlertId(), List.of());
    return ExpectedEvidence.worthStating(alert.getEvidence()).stream()
        .filter(each -> !before.contains(each))
        .map(ExpectedEvidence::yaml)
        .collect(Collectors.joining(", ", "evidence: [", "]"));
  }

  /** The time of the event that made this revision. */
  private static long causeOf(Alert alert) {
    return alert.getLastSeenAt().toEpochMilli();
  }

  private static String when(CaseEvent event) {
    return "the event at " + Figures.of(Duration.ofMillis(event.at() - CaseLines.BEGIN));
  }

  private static String shown(ExpectedAlert expected) {
    return expected.severity() + " (revision " + expected.revision() + ")";
  }

  private static String shown(Alert alert) {
    return "%s (revision %d) for %s %s: %s"
        .formatted(
            alert.getSeverity(),
            alert.getRevision(),
            alert.getSubject().getType(),
            alert.getSubject().getId(),
            alert.getSummary());
  }

  private void fault(String what) {
    faults.add("case '" + one.name() + "': " + what);
  }
}
