package io.leakwatch.workbench.evaluation;

import java.time.Instant;

/** What an evaluation needs to know of an alert. */
public record RaisedAlert(
    String alertId,
    int revision,
    Label.About about,
    Instant raisedAt,
    Instant firstSeenAt,
    Instant lastSeenAt,
    String title) {}
