package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.Suppression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/** Suppressions and controls, and what the job said to them. */
public final class Commands {

  /**
   * What the job said.
   *
   * @param outcome ACCEPTED or REFUSED
   * @param revision which revision of the command it is about
   */
  public record Answer(String outcome, String reason, long answeredAt, int revision) {}

  private Commands() {}

  /** All suppressions in their latest revisions, by id. */
  public static List<Suppression> suppressions(Sql sql) {
    return all(sql, "SUPPRESSION", Suppression.class);
  }

  /** All controls in their latest revisions, by id. */
  public static List<Control> controls(Sql sql) {
    return all(sql, "CONTROL", Control.class);
  }

  /** The suppression of an id. */
  public static Optional<Suppression> suppression(Sql sql, String id) {
    return suppressions(sql).stream().filter(each -> each.getSuppressionId().equals(id)).findAny();
  }

  /** The control of an id. */
  public static Optional<Control> control(Sql sql, String id) {
    return controls(sql).stream().filter(each -> each.getControlId().equals(id)).findAny();
  }

  /** What the job said, by the command's id. */
  public static Map<String, Answer> answers(Sql sql) {
    Map<String, Answer> answers = new HashMap<>();
    sql.list(
        "SELECT id, outcome, reason, answered_at, revision FROM answer",
        row ->
            answers.put(
                row.getString(1),
                new Answer(row.getString(2), row.getString(3), row.getLong(4), row.getInt(5))));
    return answers;
  }

  /** How many alerts each suppression holds for. */
  public static Map<String, Long> suppressedAlerts(Sql sql) {
    Map<String, Long> counts = new HashMap<>();
    sql.list(
        "SELECT suppressed_by, count(*) FROM alert WHERE suppressed_by IS NOT NULL"
            + " GROUP BY suppressed_by",
        row -> counts.put(row.getString(1), row.getLong(2)));
    return counts;
  }

  private static <T extends SpecificRecordBase> List<T> all(Sql sql, String kind, Class<T> type) {
    return sql.list(
        "SELECT json FROM command WHERE kind = ? ORDER BY id",
        row -> read(row.getString(1), type),
        kind);
  }

  private static <T extends SpecificRecordBase> T read(String json, Class<T> type) {
    try {
      return JsonRecords.read(json, type);
    } catch (JsonFault impossible) {
      throw new IllegalStateException("what was written here cannot be read", impossible);
    }
  }
}
