package io.leakwatch.workbench.replay;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.local.coverage.Shortfall;
import io.leakwatch.local.outcome.Summary;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of a replay, for a person: what was read, what was raised, what to look into. */
final class ReplayReport {

  /** From this share on, what was not evaluated is worth a warning. */
  private static final double WORTH_A_WARNING = 0.01;

  private static final int MOST_VALUES = 10;

  private static final int MOST_REASONS = 10;

  private final Summary summary;
  private final List<Alert> alerts;

  /**
   * @param alerts the last revision of each
   */
  ReplayReport(Summary summary, List<Alert> alerts) {
    this.summary = summary;
    this.alerts = alerts;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(summary.balance()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s in %.1f s, %,d events a second%s",
            Figures.counted(alerts.size(), "alert"),
            summary.seconds(),
            summary.eventsPerS(),
            alerts.isEmpty() ? "" : ":"));
    if (!alerts.isEmpty()) {
      lines.addAll(byDetector());
    }
    return lines;
  }

  private List<String> byDetector() {
    Map<String, List<Alert>> byDetector =
        alerts.stream()
            .collect(
                Collectors.groupingBy(Alert::getDetectorId, TreeMap::new, Collectors.toList()));
    TextTable table =
        new TextTable("detector", "alerts", "critical", "high", "medium", "low", "gravest");
    byDetector.forEach((id, all) -> table.row(rowOf(id, all)));
    return table.lines();
  }

  private static String[] rowOf(String id, List<Alert> all) {
    Alert gravest =
        all.stream()
            .max(
                Comparator.comparingInt(Alert::getRiskScore)
                    .thenComparing(Alert::getRaisedAt, Comparator.reverseOrder()))
            .orElseThrow();
    return new String[] {
      id,
      String.valueOf(all.size()),
      count(all, Severity.CRITICAL),
      count(all, Severity.HIGH),
      count(all, Severity.MEDIUM),
      count(all, Severity.LOW),
      gravest.getAlertId().substring(0, 8)
    };
  }

  private static String count(List<Alert> all, Severity severity) {
    long count = all.stream().filter(alert -> alert.getSeverity() == severity).count();
    return count == 0 ? "" : String.valueOf(count);
  }

  /**
   * What its user should look into before they trust the result.
   *
   * @param from the beginning of the span that was asked for; null for none
   * @param to its end; null for none
   */
  List<String> warnings(Instant from, Instant to) {
    List<String> warnings = new ArrayList<>();
    if (summary.received() == 0) {
      warnings.add(
          from == null && to == null
              ? "there was no event in the files"
              : "no event lies between --from %s and --to %s"
                  .formatted(from == null ? "(open)" : from, to == null ? "(open)" : to));
    }
    warnIf(
        summary.late(),
        "were late and not evaluated: the files changed while they were read; replay them again",
        warnings);
    warnIf(
        summary.deadLettered(),
        "could not be read or were refused; dead-letters.jsonl says why",
        warnings);
    summary.unknownValues().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST_VALUES)
        .forEach(
            each ->
                warnings.add(
                    String.format(
                        Locale.ROOT,
                        "%s is no value that is known, in %s; it was taken for the default:"
                            + " write one of those that the schema lists",
                        each.getKey(),
                        Figures.counted(each.getValue(), "event"))));
    if (summary.evaluated() > 0) {
      warnings.addAll(blindness());
    }
    return warnings;
  }

  /**
   * A line for each reason, the gravest first: with logins alone, half of the detectors are blind.
   */
  private List<String> blindness() {
    Map<String, List<Shortfall>> byReason =
        summary.coverage().stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.sees() + ": " + each.because(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<String> lines = new ArrayList<>();
    byReason.entrySet().stream()
        .limit(MOST_REASONS)
        .forEach(
            each ->
                lines.add(
                    "%s, %s; %s"
                        .formatted(
                            Figures.joined(
                                each.getValue().stream().map(Shortfall::detector).toList()),
                            each.getKey(),
                            each.getValue().get(0).remedy())));
    if (!lines.isEmpty()) {
      lines.add("'leakwatch coverage' over the same files says all that is missing");
    }
    return lines;
  }

  private void warnIf(long count, String what, List<String> warnings) {
    if (count > WORTH_A_WARNING * summary.received()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d events (%.0f %%) %s",
              count,
              summary.received(),
              100.0 * count / summary.received(),
              what));
    }
  }
}
