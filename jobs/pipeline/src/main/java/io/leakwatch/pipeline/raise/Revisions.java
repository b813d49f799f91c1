package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Evidence;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.java.tuple.Tuple2;

/** What is worth a revision of an open alert: not every repeat. */
final class Revisions {

  private Revisions() {}

  /**
   * The same last step after an earlier first one: a sequence counts once for what completed it,
   * unless the other first step proves something else.
   */
  static boolean addsNothing(Alert alert, Match match, Finding finding) {
    return match.isSequence()
        && finding.severity().compareTo(alert.getSeverity()) <= 0
        && alert.getEventIds().containsAll(match.last().eventIds())
        && proven(alert)
            .containsAll(finding.conditions().stream().map(Condition::condition).toList());
  }

  /** Graver, with more accounts or proofs where it is severe, or twice as often as before. */
  static boolean isWorthOne(Alert before, Alert after) {
    boolean graver = after.getSeverity().compareTo(before.getSeverity()) > 0;
    boolean namesMore =
        isSevere(after)
            && !(before.getAffectedAccounts().containsAll(after.getAffectedAccounts())
                && proven(before).containsAll(proven(after)));
    boolean powerOfTwo =
        after.getOccurrences() > before.getOccurrences()
            && Long.bitCount(after.getOccurrences()) == 1;
    return graver || namesMore || powerOfTwo;
  }

  /**
   * Whether it says at least twice as much as the last revision said.
   *
   * @param said how many accounts and records that one named; null for none
   */
  static boolean saysMuchMore(Tuple2<Long, Long> said, Alert after) {
    return said != null
        && (after.getAffectedCount() >= 2 * Math.max(1, said.f0)
            || after.getRecords() >= 2 * Math.max(1, said.f1));
  }

  private static Set<String> proven(Alert alert) {
    return alert.getEvidence().stream().map(Evidence::getCondition).collect(Collectors.toSet());
  }

  private static boolean isSevere(Alert alert) {
    return switch (alert.getSeverity()) {
      case HIGH, CRITICAL -> true;
      default -> false;
    };
  }
}
