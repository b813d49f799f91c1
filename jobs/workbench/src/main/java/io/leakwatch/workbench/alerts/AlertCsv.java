package io.leakwatch.workbench.alerts;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.Alert;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Alerts as comma-separated values, RFC 4180, which spreadsheets open without computing them. */
final class AlertCsv {

  private static final String END = "\r\n";

  private static final List<String> HEADER =
      List.of(
          "alert_id",
          "revision",
          "status",
          "severity",
          "confidence",
          "risk_score",
          "detector_id",
          "mode",
          "subject_type",
          "subject_id",
          "raised_at",
          "first_seen_at",
          "last_seen_at",
          "closed_at",
          "title",
          "summary",
          "affected_count",
          "occurrences",
          "sources_count",
          "records",
          "attack",
          "suppressed_by");

  private AlertCsv() {}

  /** A header, then a row for each; every row ends with a carriage return and a line feed. */
  static String of(List<StoredAlert> alerts) {
    return Stream.concat(Stream.of(HEADER), alerts.stream().map(AlertCsv::row))
        .map(row -> row.stream().map(AlertCsv::cell).collect(Collectors.joining(",", "", END)))
        .collect(Collectors.joining());
  }

  private static List<String> row(StoredAlert stored) {
    Alert alert = stored.alert();
    return List.of(
        stored.id(),
        String.valueOf(alert.getRevision()),
        stored.status(),
        alert.getSeverity().name(),
        String.valueOf(alert.getConfidence()),
        String.valueOf(alert.getRiskScore()),
        alert.getDetectorId(),
        alert.getMode().name(),
        alert.getSubject().getType().name(),
        alert.getSubject().getId(),
        alert.getRaisedAt().toString(),
        alert.getFirstSeenAt().toString(),
        alert.getLastSeenAt().toString(),
        text(alert.getClosedAt()),
        alert.getTitle(),
        alert.getSummary(),
        String.valueOf(alert.getAffectedCount()),
        String.valueOf(alert.getOccurrences()),
        String.valueOf(alert.getSourcesCount()),
        String.valueOf(alert.getRecords()),
        String.join(" ", alert.getAttack()),
        alert.getSuppressedBy() == null ? "" : alert.getSuppressedBy());
  }

  private static String text(Instant at) {
    return at == null ? "" : at.toString();
  }

  /** What begins like a formula gets an apostrophe, which spreadsheets take as: this is text. */
  private static String cell(String raw) {
    String text = Shown.text(raw);
    boolean isFormula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    String safe = isFormula ? "'" + text : text;
    return safe.indexOf(',') < 0 && safe.indexOf('"') < 0
        ? safe
        : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
