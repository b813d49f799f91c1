package io.leakwatch.console.questions;

import io.leakwatch.console.store.Rank;
import io.leakwatch.console.store.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How things are going, over some time back from the newest alert.
 *
 * @param now time of the newest revision, epoch milliseconds; that of the clock without alerts
 * @param techniques how many alerts name which technique
 */
public record Overview(
    long now,
    List<HourCount> alertsByHour,
    List<DetectorCounts> byDetector,
    List<AgeCount> openByAge,
    Delay acknowledge,
    Delay close,
    Map<String, Long> techniques,
    Totals totals) {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Alerts raised within an hour. */
  public record HourCount(long at, String severity, long count) {}

  /** Open alerts of an age. */
  public record AgeCount(String label, long count) {}

  /**
   * How long alerts waited, from their arrival in Kafka.
   *
   * @param medianMs null where none counts
   * @param p90Ms of ten alerts nine waited no longer; null where none counts
   */
  public record Delay(Long medianMs, Long p90Ms, long count) {

    static Delay of(List<Long> sorted) {
      return sorted.isEmpty()
          ? new Delay(null, null, 0)
          : new Delay(
              sorted.get((sorted.size() - 1) / 2),
              sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1),
              sorted.size());
    }
  }

  /** Of all alerts there are. */
  public record Totals(
      long alerts, long open, long mine, long criticalOpen, long shadow, long suppressed) {}

  /**
   * Looks it up.
   *
   * @param me who asks
   * @param clock the time of day, for a console without alerts
   */
  public static Overview of(Sql sql, int hours, String me, long clock) {
    long newest = newest(sql);
    long now = newest == 0 ? clock : newest;
    long from = now - hours * HOUR;
    return new Overview(
        now,
        byHour(sql, from),
        DetectorCounts.since(sql, from),
        byAge(sql, now),
        delay(sql, from, "1"),
        delay(sql, from, "x.status = 'CLOSED'"),
        techniques(sql, from),
        totals(sql, me));
  }

  /** Event time of the newest revision, epoch milliseconds; 0 without alerts. */
  public static long newest(Sql sql) {
    return sql.number("SELECT max(updated_at) FROM alert");
  }

  private static List<HourCount> byHour(Sql sql, long from) {
    return sql.list(
        "SELECT raised_at / ?1 * ?1 AS hour, severity, count(*) FROM alert WHERE raised_at >= ?2"
            + " GROUP BY hour, severity ORDER BY hour, severity",
        row -> new HourCount(row.getLong(1), Rank.name(row.getInt(2)), row.getLong(3)),
        HOUR,
        from);
  }

  private static List<AgeCount> byAge(Sql sql, long now) {
    return sql.first(
            "SELECT sum(age < ?2), sum(age >= ?2 AND age < 4 * ?2), sum(age >= 4 * ?2 AND age < ?3),"
                + " sum(age >= ?3 AND age < 7 * ?3), sum(age >= 7 * ?3) FROM"
                + " (SELECT ?1 - raised_at AS age FROM alert"
                + " WHERE status <> 'CLOSED' AND mode = 'ACTIVE')",
            row ->
                List.of(
                    new AgeCount("under 1 h", row.getLong(1)),
                    new AgeCount("1 to 4 h", row.getLong(2)),
                    new AgeCount("4 to 24 h", row.getLong(3)),
                    new AgeCount("1 to 7 d", row.getLong(4)),
                    new AgeCount("over 7 d", row.getLong(5))),
            now,
            HOUR,
            DAY)
        .orElseThrow();
  }

  private static Delay delay(Sql sql, long from, String which) {
    return Delay.of(
        sql.list(
            "SELECT max(0, min(x.at) - a.arrived_at) AS delay FROM action x"
                + " JOIN alert a ON a.alert_id = x.alert_id WHERE x.counted AND "
                + which
                + " AND a.raised_at >= ? GROUP BY a.n ORDER BY delay",
            row -> row.getLong(1),
            from));
  }

  private static Map<String, Long> techniques(Sql sql, long from) {
    Map<String, Long> techniques = new TreeMap<>();
    sql.list(
        "SELECT e.id, count(*) FROM entity e JOIN link l USING (e) JOIN alert a USING (n)"
            + " WHERE e.type = 'ATTACK' AND a.raised_at >= ? GROUP BY e.id",
        row -> techniques.put(row.getString(1), row.getLong(2)),
        from);
    return techniques;
  }

  private static Totals totals(Sql sql, String me) {
    return sql.first(
            "SELECT count(*), sum(status <> 'CLOSED' AND mode = 'ACTIVE'),"
                + " sum(status <> 'CLOSED' AND coalesce(assignee, '') = ?1),"
                + " sum(status <> 'CLOSED' AND mode = 'ACTIVE' AND severity = 4),"
                + " sum(mode = 'SHADOW'), sum(suppressed_by IS NOT NULL) FROM alert",
            row ->
                new Totals(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)),
            me)
        .orElseThrow();
  }
}
