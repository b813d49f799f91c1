package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;
import java.util.List;

/**
 * A detector's alerts by what analysts made of them.
 *
 * @param open those that are active and not closed by anybody
 */
public record DetectorCounts(
    String detectorId,
    long alerts,
    long open,
    long truePositives,
    long benign,
    long falsePositives,
    long duplicates) {

  /** How many got a verdict. */
  public long judged() {
    return truePositives + benign + falsePositives + duplicates;
  }

  /**
   * Of all detectors that raised something.
   *
   * @param from those raised before do not count; epoch milliseconds
   */
  public static List<DetectorCounts> since(Sql sql, long from) {
    return sql.list(
        "SELECT detector_id, count(*), sum(status <> 'CLOSED' AND mode = 'ACTIVE'),"
            + " sum(coalesce(verdict, '') = 'TRUE_POSITIVE'),"
            + " sum(coalesce(verdict, '') = 'BENIGN_TRUE_POSITIVE'),"
            + " sum(coalesce(verdict, '') = 'FALSE_POSITIVE'),"
            + " sum(coalesce(verdict, '') = 'DUPLICATE')"
            + " FROM alert WHERE +raised_at >= ? GROUP BY detector_id ORDER BY detector_id",
        row ->
            new DetectorCounts(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7)),
        from);
  }
}
