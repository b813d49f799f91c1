package io.leakwatch.workbench.evaluation;

import io.leakwatch.schemas.Alert;
import java.time.Instant;

/** What an evaluation needs to know of an alert. */
public record RaisedAlert(
    String alertId,
    int revision,
    Label.About about,
    Instant raisedAt,
    Instant firstSeenAt,
    Instant lastSeenAt,
    String title) {

  /** What it needs to know of a revision of an alert. */
  public static RaisedAlert of(Alert alert) {
    return new RaisedAlert(
        alert.getAlertId(),
        alert.getRevision(),
        new Label.About(
            alert.getDetectorId(), alert.getSubject().getType().name(), alert.getSubject().getId()),
        alert.getRaisedAt(),
        alert.getFirstSeenAt(),
        alert.getLastSeenAt(),
        alert.getTitle());
  }
}
