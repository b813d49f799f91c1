package io.leakwatch.pipeline.relate;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;

/** That an alert names an address among its sources. */
public record Sighting(Entity address, String alertId, String detectorId, Entity subject, long at) {

  static List<Sighting> of(Alert alert) {
    Entity subject = Notes.subject(alert);
    List<Sighting> all = new ArrayList<>();
    for (Source source : alert.getSources()) {
      all.add(
          new Sighting(
              new Entity(SubjectType.ADDRESS, source.getAddress()),
              alert.getAlertId(),
              alert.getDetectorId(),
              subject,
              alert.getUpdatedAt().toEpochMilli()));
    }
    return all;
  }

  Link learnsOf(Sighting other, long now) {
    return new Link(
        subject,
        alertId,
        other.alertId,
        other.detectorId,
        Relation.SAME_SOURCE,
        Severity.INFORMATIONAL,
        now);
  }
}
