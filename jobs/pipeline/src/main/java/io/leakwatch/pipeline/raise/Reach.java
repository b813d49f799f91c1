package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Source;
import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;

/** How far an alert goes already, to be joined with what comes. */
final class Reach {

  private Reach() {}

  static Extent of(Alert alert) {
    AffectedOther other = alert.getAffectedOther();
    return new Extent(
        alert.getFirstSeenAt().toEpochMilli(),
        alert.getLastSeenAt().toEpochMilli(),
        0,
        alert.getAffectedCount(),
        true,
        alert.getSources().stream().map(Reach::of).toList(),
        alert.getSourcesCount(),
        alert.getClients(),
        alert.getSessions(),
        DataClasses.of(alert.getDataClasses()).bits(),
        alert.getRecords(),
        other == null
            ? null
            : new Extent.Others(other.getType(), other.getIds(), other.getCount()));
  }

  private static Source of(io.leakwatch.schemas.Source source) {
    return new Source(
        source.getAddress(),
        source.getAsn() == null ? 0 : source.getAsn(),
        source.getCountry(),
        source.getFirstSeenAt().toEpochMilli(),
        source.getLastSeenAt().toEpochMilli(),
        source.getEvents());
  }
}
