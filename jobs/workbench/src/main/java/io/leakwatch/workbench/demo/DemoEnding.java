package io.leakwatch.workbench.demo;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.evaluation.Score;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a demo says at its end: what there was, what was found of it, and how to go on. */
final class DemoEnding {

  private static final int MOST_FALSE = 5;
  private static final int MOST_IDLE = 8;

  /** 'show' finds an alert by the first part of its id, too. */
  private static final int PART_OF_ID = 8;

  static final String NONE = "-";
  private static final String TABLE = "  %-22s  %7s  %5s  %6s  %5s  %s";

  private final DemoPlan plan;
  private final DemoOutcome outcome;
  private final Truth truth;
  private final DemoScreen screen;

  DemoEnding(DemoPlan plan, DemoOutcome outcome, DemoScreen screen) {
    this.plan = plan;
    this.outcome = outcome;
    this.truth = new Truth(outcome);
    this.screen = screen;
  }

  /** What stands above the figures of each detector. */
  static String header() {
    return String.format(
        Locale.ROOT, TABLE, "detector", "attacks", "found", "alerts", "false", "gravest");
  }

  /** Says what there was. */
  void say() {
    screen.say("");
    counters();
    alerts();
    attacks();
    falseAlerts();
    idle();
  }

  private void counters() {
    double seconds = Math.max(0.001, outcome.took().toMillis() / 1e3);
    say(
        "published %,d events in %.1f s, %,.0f a second%s",
        outcome.published(), seconds, outcome.published() / seconds, shortfall());
    say(
        "%s%s",
        outcome.summary().balance(), missing(outcome.published() - outcome.summary().received()));
    if (outcome.behind() > plan.eventsPerSecond()) {
      say(
          "the job was %,d events behind when publishing ended: the rate is too high",
          outcome.behind());
    }
  }

  private String shortfall() {
    if (outcome.isStopped()) {
      return ", then it was stopped";
    }
    return outcome.published() < plan.events()
        ? String.format(
            Locale.ROOT,
            "; %,d were planned, but this machine cannot publish %,d a second",
            plan.events(),
            plan.eventsPerSecond())
        : "";
  }

  private static String missing(long events) {
    return events == 0
        ? ": all that was published"
        : String.format(Locale.ROOT, ": %,d fewer than were published", events);
  }

  private void alerts() {
    if (outcome.alerts().isEmpty()) {
      say("no alerts");
      return;
    }
    say(
        "%s, %,d of them over by now; %s",
        Figures.counted(outcome.alerts().size(), "alert"),
        outcome.alerts().stream().filter(Findings::isOver).count(),
        outcome.withoutLine() == 0
            ? "each had a line above"
            : String.format(
                Locale.ROOT, "%,d of them had no line of their own above", outcome.withoutLine()));
  }

  private void attacks() {
    if (truth.evaluation().detectors().isEmpty()) {
      return;
    }
    Score total = truth.evaluation().total();
    say(
        "found %d of %d labelled attacks, missed %d%s, with %s",
        total.found(),
        total.labels(),
        truth.missed(),
        truth.justBegun() == 0 ? "" : "; " + truth.justBegun() + " had only just begun",
        Figures.counted(total.falseAlerts(), "false alert"));
    screen.row(header());
    for (Score score : truth.evaluation().detectors()) {
      row(
          TABLE,
          score.id(),
          score.labels(),
          score.found(),
          score.alerts(),
          score.falseAlerts(),
          gravest(score.id()));
    }
  }

  private String gravest(String detectorId) {
    return outcome.alerts().stream()
        .filter(alert -> alert.getDetectorId().equals(detectorId))
        .map(Alert::getSeverity)
        .max(Comparator.naturalOrder())
        .map(Severity::name)
        .orElse(NONE);
  }

  private void falseAlerts() {
    List<Alert> all = truth.falseAlerts();
    if (all.isEmpty()) {
      return;
    }
    say("");
    say("false alerts, which no attack explains:");
    for (Alert alert : all.subList(0, Math.min(MOST_FALSE, all.size()))) {
      row(
          "  %s  %s %s: %s",
          alert.getDetectorId(),
          alert.getSubject().getType(),
          alert.getSubject().getId(),
          why(alert));
    }
    if (all.size() > MOST_FALSE) {
      say("  and %d more", all.size() - MOST_FALSE);
    }
  }

  /** What it looks like; an attack of another kind often leaves more traces than one. */
  private String why(Alert alert) {
    return truth
        .otherAttackOf(alert)
        .map(label -> "a trace of the attack " + label.labelId() + "; ")
        .orElse("")
        .concat(alert.getSummary());
  }

  private void idle() {
    if (!truth.idle().isEmpty()) {
      say("");
      say("detectors that had nothing to find:");
      truth.idle().forEach((why, ids) -> say("  %s: %s", named(ids), why));
    }
  }

  private static String named(List<String> ids) {
    return ids.size() <= MOST_IDLE ? String.join(", ", ids) : ids.size() + " detectors";
  }

  /**
   * Says how to go on.
   *
   * @param folder where the alerts lie
   */
  void sayNext(Path folder) {
    say("");
    say("all alerts lie in %s; go on with", folder.resolve("alerts.jsonl"));
    screen.command("./leakwatch", "alerts", folder.toString());
    Optional<Alert> gravest =
        outcome.alerts().stream()
            .filter(alert -> !alert.getDetectorId().equals(Gaps.ID))
            .max(Comparator.comparing(Alert::getRiskScore));
    if (gravest.isPresent()) {
      screen.command(
          "./leakwatch", "show", shortest(gravest.get().getAlertId()), folder.toString());
      screen.command("./leakwatch", "detectors", gravest.get().getDetectorId());
    }
  }

  /** As much of an id as people copy, if no other alert begins like that. */
  private String shortest(String alertId) {
    String part = alertId.substring(0, Math.min(PART_OF_ID, alertId.length()));
    boolean isUnique =
        outcome.alerts().stream().filter(alert -> alert.getAlertId().startsWith(part)).count() == 1;
    return isUnique ? part : alertId;
  }

  private void say(String format, Object... values) {
    screen.say(String.format(Locale.ROOT, format, values));
  }

  private void row(String format, Object... values) {
    screen.row(String.format(Locale.ROOT, format, values));
  }
}
