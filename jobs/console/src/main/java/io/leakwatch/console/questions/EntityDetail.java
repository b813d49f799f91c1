package io.leakwatch.console.questions;

import io.leakwatch.console.store.Rank;
import io.leakwatch.console.store.ShortText;
import io.leakwatch.console.store.Sql;
import io.leakwatch.detection.activity.NetworkAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An account, an address or whatever else alerts name, with all of them.
 *
 * @param rows the newest first, at most {@value #MOST_ROWS}
 * @param total how many alerts name it
 * @param firstAt when the first event counted for one of them, epoch milliseconds
 * @param verdicts how many alerts got which; {@code none} for those that got none
 * @param shares what else its alerts name
 * @param timeline their revisions, the oldest first, the latest {@value #MOST_REVISIONS}
 */
public record EntityDetail(
    String type,
    String id,
    List<Row> rows,
    long total,
    long firstAt,
    long lastAt,
    Map<String, Long> verdicts,
    List<Share> shares,
    List<Moment> timeline) {

  private static final int MOST_ROWS = 200;
  private static final int MOST_SHARES = 50;
  private static final int MOST_REVISIONS = 500;

  /** Among more alerts than that nobody looks for what they share: it is a whole country's. */
  private static final int MOST_COMPARED = 2_000;

  /** Another thing that some of its alerts name. */
  public record Share(String type, String id, long alerts, String why) {}

  /** A revision of one of its alerts. */
  public record Moment(long at, String alertId, int revision, String activity, String severity) {}

  private record Ends(long total, long firstAt, long lastAt) {}

  /**
   * That of an id, if any alert names it.
   *
   * @param id whole, or as {@link ShortText} makes it; an IPv6 address stands for its network
   */
  public static Optional<EntityDetail> of(Sql sql, String type, String id) {
    String named = type.equals("ADDRESS") && !id.contains("/") ? address(id) : id;
    String known = ShortText.id(named);
    return sql.first(
            "SELECT e FROM entity WHERE type = ? AND id = ?", row -> row.getLong(1), type, known)
        .flatMap(entity -> of(sql, type, known, entity));
  }

  private static String address(String text) {
    String entity = NetworkAddress.entityId(text);
    return entity == null ? text : entity;
  }

  private static Optional<EntityDetail> of(Sql sql, String type, String id, long entity) {
    Ends ends =
        sql.first(
                "SELECT count(*), min(first_seen_at), max(last_seen_at) FROM alert"
                    + " WHERE n IN (SELECT n FROM link WHERE e = ?)",
                row -> new Ends(row.getLong(1), row.getLong(2), row.getLong(3)),
                entity)
            .orElseThrow();
    if (ends.total == 0) {
      return Optional.empty();
    }
    List<Long> newest =
        sql.list(
            "SELECT n FROM alert WHERE n IN (SELECT n FROM link WHERE e = ?)"
                + " ORDER BY raised_at DESC, alert_id LIMIT "
                + MOST_COMPARED,
            row -> row.getLong(1),
            entity);
    String numbers = Rows.array(newest);
    return Optional.of(
        new EntityDetail(
            type,
            id,
            Rows.of(sql, newest.subList(0, Math.min(MOST_ROWS, newest.size()))),
            ends.total,
            ends.firstAt,
            ends.lastAt,
            verdicts(sql, entity),
            shares(sql, entity, numbers, newest.size()),
            timeline(sql, numbers)));
  }

  private static Map<String, Long> verdicts(Sql sql, long entity) {
    Map<String, Long> verdicts = new TreeMap<>();
    sql.list(
        "SELECT coalesce(verdict, 'none'), count(*) FROM alert"
            + " WHERE n IN (SELECT n FROM link WHERE e = ?) GROUP BY 1",
        row -> verdicts.put(row.getString(1), row.getLong(2)),
        entity);
    return verdicts;
  }

  private static List<Share> shares(Sql sql, long entity, String numbers, int compared) {
    return sql.list(
        "SELECT e.type, e.id, count(DISTINCT l.n) AS alerts FROM link l JOIN entity e USING (e)"
            + " WHERE l.n IN (SELECT value FROM json_each(?)) AND l.e <> ?"
            + " AND e.type NOT IN ('COUNTRY', 'ASN', 'ATTACK', 'DATA_CLASS')"
            + " GROUP BY l.e ORDER BY alerts DESC, e.type, e.id LIMIT "
            + MOST_SHARES,
        row ->
            new Share(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                "named in %d of %d alerts".formatted(row.getLong(3), compared)),
        numbers,
        entity);
  }

  private static List<Moment> timeline(Sql sql, String numbers) {
    return sql.list(
        "SELECT * FROM (SELECT r.updated_at, a.alert_id, r.revision, r.activity, r.severity"
            + " FROM revision r JOIN alert a USING (n)"
            + " WHERE r.n IN (SELECT value FROM json_each(?))"
            + " ORDER BY r.updated_at DESC, a.alert_id, r.revision LIMIT "
            + MOST_REVISIONS
            + ") ORDER BY updated_at, alert_id, revision",
        row ->
            new Moment(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                Rank.name(row.getInt(5))),
        numbers);
  }
}
