package io.leakwatch.console.store;

import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Triage;
import java.util.List;
import java.util.Optional;

/** How far analysts are with alerts, as it was folded. */
public final class TriageStates {

  private TriageStates() {}

  /** The state of an alert: the log's, unless the topic of states knows a newer one. */
  public static Optional<Triage> latest(Sql sql, String alertId) {
    return sql.first(
        "SELECT json FROM triage WHERE alert_id = ? ORDER BY sequence DESC, source LIMIT 1",
        row -> read(row.getString(1)),
        alertId);
  }

  /** States that the log has, and the topic of states has not. */
  public static List<Triage> unwritten(Sql sql) {
    return sql.list(
        "SELECT l.json FROM triage l LEFT JOIN triage s ON s.alert_id = l.alert_id AND s.source = 1"
            + " WHERE l.source = 0 AND (s.sequence IS NULL OR s.sequence < l.sequence)"
            + " ORDER BY l.alert_id",
        row -> read(row.getString(1)));
  }

  private static Triage read(String json) {
    try {
      return JsonRecords.read(json, Triage.class);
    } catch (JsonFault impossible) {
      throw new IllegalStateException("what was written here cannot be read", impossible);
    }
  }
}
