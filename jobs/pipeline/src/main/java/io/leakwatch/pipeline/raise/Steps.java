package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.SubjectType;

/** How alerts become steps of others. */
final class Steps {

  private Steps() {}

  /** Lets the alert that is a step of another know of that one. */
  static Link link(Alert alert, Signal.Cause cause, long at) {
    return new Link(
        cause.subject(),
        cause.alertId(),
        alert.getAlertId(),
        alert.getDetectorId(),
        Relation.PART_OF,
        alert.getSeverity(),
        at);
  }

  /** Lets those who watch an account know that, as the alert says, somebody got into it. */
  static Signal entry(Alert alert, Match match, String account) {
    return Signal.of(
            alert.getDetectorId(), Sequence.ENTRY, new Entity(SubjectType.ACCOUNT, account))
        .at(match.at())
        .since(match.first().firstSeenAt())
        .confidence(alert.getConfidence())
        .because(
            Condition.fact(
                "way in: " + alert.getDetectorId() + " alert", alert.getAlertId(), "any"))
        .events(match.last().eventIds())
        .account(account)
        .amounting(Extent.of(match.last().extent().sources()))
        .note(alert.getTitle())
        .causedBy(new Signal.Cause(alert.getAlertId(), alert.getDetectorId(), match.subject()))
        .build();
  }
}
