package io.leakwatch.console.store;

import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.RelatedAlert;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes alerts. Of the revisions that a batch brings only the latest one of each alert goes to the
 * table of alerts; each goes to that of revisions.
 */
final class AlertTable {

  private final Sql sql;
  private final RevisionTable revisions;
  private final LinkTable links;
  private final Map<String, Pending> batch = new LinkedHashMap<>();
  private long next;

  /** An alert of this batch: what is in the table, and what is newer than that. */
  private static final class Pending {

    private final long n;
    private final boolean isNew;
    private int revision;
    private long mark;
    private long arrivedAt;
    private boolean arrivedEarlier;
    private Alert latest;

    private Pending(long n, boolean isNew, int revision, long mark, long arrivedAt) {
      this.n = n;
      this.isNew = isNew;
      this.revision = revision;
      this.mark = mark;
      this.arrivedAt = arrivedAt;
    }
  }

  AlertTable(Sql sql) {
    this.sql = sql;
    revisions = new RevisionTable(sql);
    links = new LinkTable(sql);
    forget();
  }

  /** Forgets the batch, which was rolled back, and what was learnt from it. */
  void forget() {
    batch.clear();
    links.forget();
    next = sql.number("SELECT coalesce(max(n), 0) + 1 FROM alert");
  }

  void add(Alert alert, long mark, long arrivedAt) {
    Pending pending = batch.computeIfAbsent(alert.getAlertId(), this::find);
    if (arrivedAt < pending.arrivedAt) {
      pending.arrivedAt = arrivedAt;
      pending.arrivedEarlier = true;
    }
    if (!revisions.add(pending.n, alert, mark)) {
      return;
    }
    int revision = alert.getRevision();
    if (revision > pending.revision || (revision == pending.revision && mark > pending.mark)) {
      pending.revision = revision;
      pending.mark = mark;
      pending.latest = alert;
    }
  }

  private Pending find(String id) {
    return sql.first(
            "SELECT n, revision, mark, arrived_at FROM alert WHERE alert_id = ?",
            row ->
                new Pending(row.getLong(1), false, row.getInt(2), row.getLong(3), row.getLong(4)),
            id)
        .orElseGet(() -> new Pending(next++, true, 0, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** Writes what is pending; gives the ids of what has changed. */
  Set<String> flush() {
    Set<String> changed = new HashSet<>();
    Set<String> ofIncidents = new TreeSet<>();
    batch.forEach(
        (id, pending) -> {
          if (pending.latest != null) {
            write(pending);
            changed.add(id);
            ofIncidents.add(id);
            ofIncidents.addAll(links.write(pending.n, pending.isNew, pending.latest));
          } else if (pending.arrivedEarlier) {
            sql.update("UPDATE alert SET arrived_at = ? WHERE n = ?", pending.arrivedAt, pending.n);
          }
        });
    ofIncidents.forEach(this::findIncident);
    batch.clear();
    return changed;
  }

  private void write(Pending pending) {
    Alert alert = pending.latest;
    String subject = ShortText.id(alert.getSubject().getId());
    sql.update(
        "INSERT INTO alert (n, alert_id, revision, mark, activity, detector_id, mode, severity,"
            + " confidence, risk, urgency, subject_type, subject_id, raised_at, updated_at,"
            + " first_seen_at, last_seen_at, closed_at, arrived_at, affected, sources, occurrences,"
            + " related, suppressed_by, incident)"
            + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
            + " ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?2) ON CONFLICT (n) DO UPDATE SET"
            + " revision = ?3, mark = ?4, activity = ?5, detector_id = ?6, mode = ?7,"
            + " severity = ?8, confidence = ?9, risk = ?10, urgency = ?11, subject_type = ?12,"
            + " subject_id = ?13, raised_at = ?14, updated_at = ?15, first_seen_at = ?16,"
            + " last_seen_at = ?17, closed_at = ?18, arrived_at = ?19, affected = ?20,"
            + " sources = ?21, occurrences = ?22, related = ?23, suppressed_by = ?24",
        pending.n,
        alert.getAlertId(),
        alert.getRevision(),
        pending.mark,
        alert.getActivity().name(),
        alert.getDetectorId(),
        alert.getMode().name(),
        Rank.of(alert.getSeverity()),
        alert.getConfidence(),
        alert.getRiskScore(),
        Rank.of(alert.getSeverity()) * Rank.WEIGHT + alert.getRiskScore(),
        alert.getSubject().getType().name(),
        subject,
        alert.getRaisedAt().toEpochMilli(),
        updatedAt(alert),
        alert.getFirstSeenAt().toEpochMilli(),
        alert.getLastSeenAt().toEpochMilli(),
        alert.getClosedAt() == null ? null : alert.getClosedAt().toEpochMilli(),
        pending.arrivedAt,
        alert.getAffectedCount(),
        alert.getSourcesCount(),
        alert.getOccurrences(),
        alert.getRelated().stream().map(RelatedAlert::getAlertId).distinct().count(),
        alert.getSuppressedBy());
    String title = ShortText.title(alert.getTitle());
    String summary = ShortText.summary(alert.getSummary());
    sql.update(
        "INSERT OR REPLACE INTO page (n, title, summary, json) VALUES (?, ?, ?, ?)",
        pending.n,
        title,
        summary,
        JsonRecords.write(alert));
    if (!pending.isNew) {
      sql.update("DELETE FROM words WHERE rowid = ?", pending.n);
    }
    sql.update(
        "INSERT INTO words (rowid, text) VALUES (?, ?)",
        pending.n,
        AlertWords.of(alert, title, summary));
  }

  /** When the revision was made; older alerts do not say, and were last changed when last seen. */
  static long updatedAt(Alert alert) {
    Instant updated = alert.getUpdatedAt();
    return updated.toEpochMilli() > 0
        ? updated.toEpochMilli()
        : Math.max(alert.getRaisedAt().toEpochMilli(), alert.getLastSeenAt().toEpochMilli());
  }

  /**
   * The incident of an alert: the takeover that it is a step of, or that names it as a cause; else
   * it stands alone.
   */
  private void findIncident(String id) {
    Optional<String> takeover =
        sql.first(
            "SELECT min(head) FROM ("
                + "SELECT t.alert_id AS head FROM alert a JOIN quote q ON q.n = a.n"
                + " JOIN alert t ON t.alert_id = q.alert_id"
                + " WHERE a.alert_id = ?1 AND q.relation = 'PART_OF'"
                + " AND t.detector_id = 'account-takeover'"
                + " UNION ALL SELECT t.alert_id FROM quote q JOIN alert t ON t.n = q.n"
                + " WHERE q.alert_id = ?1 AND q.relation = 'CAUSED_BY'"
                + " AND t.detector_id = 'account-takeover')",
            row -> row.getString(1),
            id);
    sql.update(
        "UPDATE alert SET incident = CASE WHEN detector_id = 'account-takeover' THEN alert_id"
            + " ELSE coalesce(?2, alert_id) END WHERE alert_id = ?1",
        id,
        takeover.orElse(null));
  }
}
