package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;
import java.util.List;

/**
 * An alert that somebody has judged.
 *
 * @param note what was said when it was closed; empty for nothing
 * @param json its latest revision
 */
public record Judged(String alertId, String verdict, String note, String json) {

  /** All that were found to have happened as the alert says. */
  public static List<Judged> asTrue(Sql sql) {
    return sql.list(
        "SELECT a.alert_id, a.verdict, p.json, coalesce((SELECT x.note FROM action x"
            + " WHERE x.alert_id = a.alert_id AND x.counted AND x.kind = 'CLOSE'"
            + " ORDER BY x.offset DESC LIMIT 1), '') AS note"
            + " FROM alert a JOIN page p USING (n)"
            + " WHERE a.verdict IN ('TRUE_POSITIVE', 'BENIGN_TRUE_POSITIVE')"
            + " ORDER BY a.first_seen_at, a.alert_id",
        row ->
            new Judged(
                row.getString("alert_id"),
                row.getString("verdict"),
                row.getString("note"),
                row.getString("json")));
  }
}
