package io.leakwatch.console.store;

import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.SavedView;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TriageAction;
import io.leakwatch.schemas.TriageStatus;
import java.util.HashSet;
import java.util.Set;

/**
 * Folds what analysts did. An action counts if it is newer than the state before it: the log is in
 * order, so that is the state that it builds on, and one more. It is much newer only where the log
 * has lost its beginning.
 */
final class TriageTable {

  private static final int OF_LOG = 0;
  private static final int OF_STATES = 1;

  private final Sql sql;
  private Set<String> changed = new HashSet<>();

  TriageTable(Sql sql) {
    this.sql = sql;
  }

  Set<String> takeChanged() {
    Set<String> taken = changed;
    changed = new HashSet<>();
    return taken;
  }

  boolean action(TriageAction action, int partition, long offset) {
    Triage after = action.getAfter();
    boolean isOfAlert = action.getAlertId() != null && after != null;
    boolean counts = !isOfAlert || after.getSequence() > logged(action.getAlertId());
    sql.update(
        "INSERT OR REPLACE INTO action (partition, offset, action_id, kind, author, at, alert_id,"
            + " command_id, note, sequence, status, assignee, verdict, counted)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        partition,
        offset,
        action.getActionId(),
        action.getKind().name(),
        action.getAuthor(),
        action.getAt().toEpochMilli(),
        action.getAlertId(),
        action.getCommandId(),
        action.getNote(),
        after == null ? null : after.getSequence(),
        after == null ? null : after.getStatus().name(),
        after == null ? null : after.getAssignee(),
        after == null || after.getVerdict() == null ? null : after.getVerdict().name(),
        counts);
    if (isOfAlert && counts) {
      put(action.getAlertId(), OF_LOG, after);
    } else if (action.getView() != null) {
      view(action);
    }
    if (action.getAlertId() != null) {
      changed.add(action.getAlertId());
    }
    return counts;
  }

  private long logged(String id) {
    return sql.number("SELECT sequence FROM triage WHERE alert_id = ? AND source = 0", id);
  }

  private void view(TriageAction action) {
    SavedView view = action.getView();
    switch (action.getKind()) {
      case SAVE_VIEW ->
          sql.update(
              "INSERT OR REPLACE INTO view (name, query, author) VALUES (?, ?, ?)",
              view.getName(),
              view.getQuery(),
              action.getAuthor());
      case DROP_VIEW -> sql.update("DELETE FROM view WHERE name = ?", view.getName());
      default -> {
        // Nothing else is done to views.
      }
    }
  }

  void state(Triage state) {
    long before =
        sql.number(
            "SELECT sequence FROM triage WHERE alert_id = ? AND source = 1", state.getAlertId());
    if (state.getSequence() >= before) {
      put(state.getAlertId(), OF_STATES, state);
      changed.add(state.getAlertId());
    }
  }

  private void put(String id, int source, Triage state) {
    sql.update(
        "INSERT OR REPLACE INTO triage (alert_id, source, sequence, assignee, note, json)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        id,
        source,
        state.getSequence(),
        state.getAssignee(),
        state.getNote(),
        JsonRecords.write(state));
  }

  /** Writes beside alerts how far analysts are with them. */
  void showOnAlerts(Set<String> ids) {
    for (String id : ids) {
      TriageStates.latest(sql, id).ifPresent(state -> show(id, state));
    }
  }

  private void show(String id, Triage state) {
    boolean isClosed = state.getStatus() == TriageStatus.CLOSED;
    // Worse than what was judged: then the verdict was about something else.
    sql.update(
        "UPDATE alert SET came_back = (?2 AND revision > ?3 AND (severity > ?4 OR risk > ?5)),"
            + " status = CASE WHEN ?2 AND revision > ?3 AND (severity > ?4 OR risk > ?5)"
            + " THEN 'OPEN' ELSE ?6 END, assignee = ?7, verdict = ?8, sequence = ?9"
            + " WHERE alert_id = ?1",
        id,
        isClosed,
        state.getRevisionJudged(),
        state.getSeverityJudged() == null ? Integer.MAX_VALUE : Rank.of(state.getSeverityJudged()),
        state.getSeverityJudged() == null ? Integer.MAX_VALUE : state.getRiskJudged(),
        state.getStatus().name(),
        state.getAssignee(),
        state.getVerdict() == null ? null : state.getVerdict().name(),
        state.getSequence());
  }
}
