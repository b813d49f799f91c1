package io.leakwatch.workbench.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.evaluation.Score;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** {@code docs/quality.md}: how much the detectors find, and how much of it is wrong. */
final class QualityPage {

  private static final long TUNED_ON = 7;

  private final List<QualityRun> runs;
  private final QualityRun innocentDay;
  private final Properties reasons;

  QualityPage(List<QualityRun> runs, QualityRun innocentDay) {
    this.runs = runs;
    this.innocentDay = innocentDay;
    this.reasons = reasons();
  }

  /** Why a detector raises false alerts, by its id: looked into by hand, one by one. */
  private static Properties reasons() {
    Properties reasons = new Properties();
    try (InputStream file = QualityPage.class.getResourceAsStream("false-alerts.properties")) {
      reasons.load(file);
      return reasons;
    } catch (IOException fault) {
      throw new CommandFault("cannot read false-alerts.properties: " + Reason.of(fault), fault);
    }
  }

  String text() {
    return """
        # Quality

        <!-- Written by ./leakwatch quality from what it measured. -->

        How many of the simulated attacks the detectors find (recall), and how many of their alerts are right (precision).
        Each seed means other people, other networks and other attacks. Thresholds and patterns were tuned on seed 7, and
        tried on seeds 1 to 6 and 10 to 39, which are not shown. Seeds 8 and 9 were not used for tuning; they are an
        independent check.

        An alert is right if a label has the same detector and the same subject, and the alert saw something between 5 minutes
        before the attack begins and 3 hours after it ends. Half of the attacks of each kind are loud, half are evasive. These
        figures say nothing about attacks that the simulator does not play; each detector's page lists its blind spots.

        """
        + table()
        + falseAlerts()
        + innocents();
  }

  private String table() {
    StringBuilder table = new StringBuilder("| detector |");
    StringBuilder rule = new StringBuilder("|---|");
    for (QualityRun run : runs) {
      String seed = "seed " + run.seed() + (run.seed() == TUNED_ON ? " (tuned on)" : "");
      table.append(" %s: recall | precision | median time to detect |".formatted(seed));
      rule.append("---|---|---|");
    }
    table.append('\n').append(rule).append('\n');
    for (DetectorType type : Detectors.ALL) {
      table.append("| ").append(type.id()).append(" |");
      runs.forEach(run -> table.append(cells(scoreOf(type, run))));
      table.append('\n');
    }
    table.append("| **total** |");
    runs.forEach(run -> table.append(cells(run.evaluation().total())));
    return table
        + "\n\nCommand: `./leakwatch quality`; %,d events for each seed.\n\n"
            .formatted(runs.get(0).events());
  }

  private static Score scoreOf(DetectorType type, QualityRun run) {
    return run.evaluation().detectors().stream()
        .filter(score -> score.id().equals(type.id()))
        .findFirst()
        .orElse(new Score(type.id(), 0, 0, 0, 0, List.of()));
  }

  private static String cells(Score score) {
    return " %s (%d of %d) | %s (%d of %d) | %s |"
        .formatted(
            share(score.found(), score.labels()),
            score.found(),
            score.labels(),
            share(score.trueAlerts(), score.alerts()),
            score.trueAlerts(),
            score.alerts(),
            score.medianSeconds().isPresent()
                ? Math.round(score.medianSeconds().getAsDouble()) + " s"
                : "-");
  }

  /** Cut, not rounded: 1.00 is said only of all. */
  private static String share(int part, int whole) {
    return whole == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f", Math.floor(100.0 * part / whole) / 100);
  }

  private String falseAlerts() {
    StringBuilder text = new StringBuilder("## False alerts among attacks\n\n");
    for (QualityRun run : runs) {
      text.append(
          String.format(
              Locale.ROOT,
              "- Seed %d: %s, %.1f per million innocent events.%n",
              run.seed(),
              Figures.counted(run.evaluation().total().falseAlerts(), "false alert"),
              run.falseAlertsPerMillion()));
    }
    return text.append('\n').toString();
  }

  private String innocents() {
    List<JsonNode> ofDetectors =
        innocentDay.alerts().stream().filter(alert -> !isGap(alert)).toList();
    List<JsonNode> grave = ofDetectors.stream().filter(QualityPage::isAboveLow).toList();
    StringBuilder text =
        new StringBuilder(
            """
            ## An innocent day

            %,d events of a day without any attack (seed %d): %s, %d of them above LOW.

            """
                .formatted(
                    innocentDay.events(),
                    innocentDay.seed(),
                    Figures.counted(ofDetectors.size(), "alert"),
                    grave.size()));
    int gaps = innocentDay.alerts().size() - ofDetectors.size();
    if (gaps > 0) {
      text.append(
          "The job itself reported %s.\n\n".formatted(Figures.counted(gaps, "coverage gap")));
    }
    if (!grave.isEmpty()) {
      text.append(
          "| detector | severity | confidence | what it said | why |\n|---|---|---|---|---|\n");
      grave.forEach(alert -> text.append(row(alert)));
    }
    return text.toString();
  }

  private static boolean isGap(JsonNode alert) {
    return alert.get("detector_id").asText().equals(Gaps.ID);
  }

  private static boolean isAboveLow(JsonNode alert) {
    return Severity.valueOf(alert.get("severity").asText()).compareTo(Severity.LOW) > 0;
  }

  private String row(JsonNode alert) {
    String detector = alert.get("detector_id").asText();
    String reason = reasons.getProperty(detector);
    if (reason == null) {
      throw new CommandFault(
          detector
              + " raises a false alert without an explanation: look into it ("
              + alert.get("summary").asText()
              + ") and add the reason to false-alerts.properties");
    }
    return "| %s | %s | %d | %s | %s |\n"
        .formatted(
            detector,
            alert.get("severity").asText(),
            alert.get("confidence").asInt(),
            alert.get("summary").asText().replace("|", "\\|"),
            reason);
  }
}
