package io.leakwatch.console.questions;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.leakwatch.console.store.Rank;
import io.leakwatch.console.store.Sql;
import io.leakwatch.console.store.TriageStates;
import io.leakwatch.schemas.Triage;
import java.util.List;
import java.util.Optional;

/**
 * One alert with all that is known about it.
 *
 * @param alert its latest revision, as JSON
 * @param revisions the first one first
 * @param actions the first one first
 * @param stepsDone the next steps that are ticked, as the alert words them
 */
public record AlertDetail(
    Row row,
    String alert,
    List<Revision> revisions,
    List<Action> actions,
    List<String> stepsDone,
    List<RelatedRow> related) {

  /**
   * What a revision said.
   *
   * @param evidence a JSON array
   */
  public record Revision(
      int revision,
      String activity,
      String severity,
      String mode,
      int riskScore,
      int confidence,
      long updatedAt,
      long affectedCount,
      long occurrences,
      long sourcesCount,
      long records,
      String title,
      String suppressedBy,
      @JsonRawValue String evidence) {}

  /**
   * What somebody did.
   *
   * @param status the alert's after it; null where it was on no alert, as the next two
   * @param counted whether it counts: not where somebody else was faster
   */
  public record Action(
      String actionId,
      String kind,
      String author,
      long at,
      String note,
      Long sequence,
      String status,
      String assignee,
      String verdict,
      boolean counted) {}

  /** That of an id, if there is one. */
  public static Optional<AlertDetail> of(Sql sql, String alertId) {
    return Rows.byId(sql, alertId)
        .map(
            row -> {
              long n = sql.number("SELECT n FROM alert WHERE alert_id = ?", alertId);
              return new AlertDetail(
                  row,
                  json(sql, n),
                  revisions(sql, n),
                  actions(sql, alertId),
                  TriageStates.latest(sql, alertId).map(Triage::getStepsDone).orElse(List.of()),
                  RelatedRow.of(sql, n, alertId));
            });
  }

  /** An alert's latest revision as JSON, if there is one. */
  public static Optional<String> json(Sql sql, String alertId) {
    return sql.first(
        "SELECT json FROM page JOIN alert USING (n) WHERE alert_id = ?",
        row -> row.getString(1),
        alertId);
  }

  private static String json(Sql sql, long n) {
    return sql.first("SELECT json FROM page WHERE n = ?", row -> row.getString(1), n).orElseThrow();
  }

  private static List<Revision> revisions(Sql sql, long n) {
    return sql.list(
        "SELECT * FROM revision WHERE n = ? ORDER BY revision",
        row ->
            new Revision(
                row.getInt("revision"),
                row.getString("activity"),
                Rank.name(row.getInt("severity")),
                row.getString("mode"),
                row.getInt("risk"),
                row.getInt("confidence"),
                row.getLong("updated_at"),
                row.getLong("affected"),
                row.getLong("occurrences"),
                row.getLong("sources"),
                row.getLong("records"),
                row.getString("title"),
                row.getString("suppressed_by"),
                row.getString("evidence")),
        n);
  }

  /** What was done about an alert, in the order of the log. */
  public static List<Action> actions(Sql sql, String alertId) {
    return sql.list(
        "SELECT * FROM action WHERE alert_id = ? ORDER BY partition, offset",
        row ->
            new Action(
                row.getString("action_id"),
                row.getString("kind"),
                row.getString("author"),
                row.getLong("at"),
                row.getString("note"),
                Sql.longOrNull(row, "sequence"),
                row.getString("status"),
                row.getString("assignee"),
                row.getString("verdict"),
                row.getBoolean("counted")),
        alertId);
  }
}
