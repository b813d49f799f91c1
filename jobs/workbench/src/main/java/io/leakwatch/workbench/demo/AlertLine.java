package io.leakwatch.workbench.demo;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One revision of an alert on one line. */
public final class AlertLine {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LONGEST_SUMMARY = 120;

  private final boolean coloured;

  /**
   * @param coloured whether the severity is coloured, as terminals understand it
   */
  public AlertLine(boolean coloured) {
    this.coloured = coloured;
  }

  /** Event time (UTC), severity, detector, subject, revision, confidence, what happened. */
  public String of(Alert alert) {
    return String.format(
        Locale.ROOT,
        "%s  %s  %-22s  %-38s  %-6s %3d%%  %s",
        TIME.format(at(alert)),
        severity(alert),
        alert.getDetectorId(),
        alert.getSubject().getType() + " " + alert.getSubject().getId(),
        "rev " + alert.getRevision(),
        alert.getConfidence(),
        shortened(alert.getSummary()));
  }

  private static Instant at(Alert alert) {
    return alert.getRevision() == 1 ? alert.getRaisedAt() : alert.getLastSeenAt();
  }

  private static String shortened(String summary) {
    return summary.length() <= LONGEST_SUMMARY
        ? summary
        : summary.substring(0, LONGEST_SUMMARY - 1) + "…";
  }

  private String severity(Alert alert) {
    String word = String.format(Locale.ROOT, "%-8s", alert.getSeverity());
    return coloured ? "\u001b[" + colour(alert.getSeverity()) + "m" + word + "\u001b[0m" : word;
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> "2";
      case LOW -> "36";
      case MEDIUM -> "33";
      case HIGH -> "31";
      case CRITICAL -> "1;97;41";
    };
  }
}
