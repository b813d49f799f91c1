package io.leakwatch.pipeline.relate;

import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.raise.RiskScore;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of an alert that learns of another. */
final class Bonds {

  /** An alert names so many others, and no more. */
  private static final int MOST_RELATED = 20;

  private Bonds() {}

  /** CLOSE, or folded into another. */
  static boolean isOpen(Alert alert) {
    return alert.getActivity() != AlertActivity.CLOSE;
  }

  static boolean names(Alert alert, Alert other) {
    return alert.getRelated().stream()
        .anyMatch(each -> each.getAlertId().equals(other.getAlertId()));
  }

  /**
   * A new state of an alert, as the next revision: it goes on naming the others, and is no less
   * severe than it was.
   *
   * @param before null for none
   */
  static Alert following(Alert before, Alert state) {
    if (before == null) {
      return state;
    }
    Map<String, RelatedAlert> related = new LinkedHashMap<>();
    before.getRelated().forEach(each -> related.put(each.getAlertId(), each));
    state.getRelated().forEach(each -> related.put(each.getAlertId(), each));
    Alert.Builder next =
        Alert.newBuilder(state)
            .setRevision(before.getRevision() + 1)
            .setRelated(related.values().stream().limit(MOST_RELATED).toList());
    return atLeast(before.getSeverity(), next.build());
  }

  /** The alert, which names another; the same where it does already, or names too many. */
  static Alert with(Alert alert, Alert other, Relation relation) {
    return with(alert, other.getAlertId(), other.getDetectorId(), relation);
  }

  /** The alert, once it learns of a link. */
  static Alert with(Alert alert, Link link) {
    return atLeast(
        link.atLeast(), with(alert, link.other(), link.otherDetector(), link.relation()));
  }

  private static Alert with(Alert alert, String id, String detectorId, Relation relation) {
    List<RelatedAlert> related = new ArrayList<>(alert.getRelated());
    // Being a step of another says more than having a source in common.
    boolean known =
        related.stream()
            .anyMatch(
                each ->
                    each.getAlertId().equals(id) && each.getRelation().compareTo(relation) <= 0);
    related.removeIf(each -> !known && each.getAlertId().equals(id));
    if (known || related.size() >= MOST_RELATED) {
      return alert;
    }
    related.add(new RelatedAlert(id, detectorId, relation));
    return Alert.newBuilder(alert).setRelated(related).build();
  }

  /** The alert, at least as severe as another. */
  static Alert atLeastAs(Alert other, Alert alert) {
    return atLeast(other.getSeverity(), alert);
  }

  private static Alert atLeast(Severity severity, Alert alert) {
    if (alert.getSeverity().compareTo(severity) >= 0) {
      return alert;
    }
    return Alert.newBuilder(alert)
        .setSeverity(severity)
        .setRiskScore(RiskScore.of(severity, alert.getConfidence()))
        .build();
  }

  /** The next revision; one that is over stays over. */
  static Alert revision(Alert alert, long at) {
    return Alert.newBuilder(alert)
        .setRevision(alert.getRevision() + 1)
        .setActivity(isOpen(alert) ? AlertActivity.UPDATE : AlertActivity.CLOSE)
        .setUpdatedAt(later(alert, at))
        .build();
  }

  /** A state that is known and not yet said, under the number of the last one that was. */
  static Alert unnumbered(Alert next) {
    return Alert.newBuilder(next).setRevision(next.getRevision() - 1).build();
  }

  /** Instead of a revision of one that means the same act as another, which goes on alone. */
  static Alert foldedInto(Alert covering, Alert general, long at) {
    return Alert.newBuilder(with(general, covering, Relation.PART_OF))
        .setActivity(AlertActivity.CLOSE)
        .setUpdatedAt(later(general, at))
        .setClosedAt(later(general, at))
        .setSummary(
            "The same act as alert %s (%s), which goes on in its place. %s"
                .formatted(covering.getAlertId(), covering.getDetectorId(), general.getSummary()))
        .build();
  }

  private static Instant later(Alert alert, long at) {
    return Instant.ofEpochMilli(Math.max(alert.getUpdatedAt().toEpochMilli(), at));
  }
}
