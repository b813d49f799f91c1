package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;
import java.util.List;

/**
 * Records that the job could not evaluate, by the reason.
 *
 * @param samples the last few, the newest first
 */
public record RefusedRecords(String reason, long count, List<Sample> samples) {

  /** One of them, without its bytes. */
  public record Sample(String detail, String topic, int partition, long offset, long failedAt) {}

  /** All, the most frequent first. */
  public static List<RefusedRecords> all(Sql sql) {
    return sql
        .list(
            "SELECT reason, count FROM dead_letters ORDER BY count DESC, reason",
            row -> new RefusedRecords(row.getString(1), row.getLong(2), List.of()))
        .stream()
        .map(each -> new RefusedRecords(each.reason, each.count, samples(sql, each.reason)))
        .toList();
  }

  private static List<Sample> samples(Sql sql, String reason) {
    return sql.list(
        "SELECT detail, topic, partition, offset, failed_at FROM dead_letter WHERE reason = ?"
            + " ORDER BY failed_at DESC, at_partition DESC, at_offset DESC",
        row ->
            new Sample(
                row.getString(1), row.getString(2), row.getInt(3), row.getLong(4), row.getLong(5)),
        reason);
  }
}
