package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Another alert that has to do with one, and why. */
public record RelatedRow(Row row, List<String> why) {

  private static final int MOST = 20;
  private static final int MOST_LOOKED_AT = 200;

  /** What weighs how much in their order: who names whom, whom they are about, what they share. */
  private static final int NAMED = 1_000_000;

  private static final int SAME_SUBJECT = 10_000;

  private static final class Reasons {
    private final List<String> words = new ArrayList<>();
    private long weight;
  }

  static List<RelatedRow> of(Sql sql, long n, String alertId) {
    Map<Long, Reasons> found = new LinkedHashMap<>();
    named(sql, n, found);
    naming(sql, alertId, found);
    sameSubject(sql, n, found);
    shared(sql, n, found);
    found.remove(n);
    Map<String, Reasons> byId = new HashMap<>();
    List<Row> rows = Rows.of(sql, found.keySet());
    List<Long> numbers = found.keySet().stream().toList();
    for (int i = 0; i < rows.size(); i++) {
      byId.put(rows.get(i).alertId(), found.get(numbers.get(i)));
    }
    return rows.stream()
        .sorted(
            Comparator.comparingLong((Row row) -> -byId.get(row.alertId()).weight)
                .thenComparing(Row::raisedAt, Comparator.reverseOrder())
                .thenComparing(Row::alertId))
        .limit(MOST)
        .map(row -> new RelatedRow(row, byId.get(row.alertId()).words))
        .toList();
  }

  private static void add(Map<Long, Reasons> found, long n, long weight, String words) {
    Reasons reasons = found.computeIfAbsent(n, first -> new Reasons());
    reasons.words.add(words);
    reasons.weight += weight;
  }

  private record Mention(long n, String relation) {}

  private static void named(Sql sql, long n, Map<Long, Reasons> found) {
    sql.list(
            "SELECT a.n, q.relation FROM quote q JOIN alert a ON a.alert_id = q.alert_id"
                + " WHERE q.n = ? ORDER BY q.alert_id, q.relation",
            row -> new Mention(row.getLong(1), row.getString(2)),
            n)
        .forEach(each -> add(found, each.n, NAMED, wordsOfNamed(each.relation)));
  }

  private static String wordsOfNamed(String relation) {
    return switch (Relation.valueOf(relation)) {
      case CAUSED_BY -> "it led to this one";
      case PART_OF -> "this one is a step of it";
      case SAME_SUBJECT -> "named as about the same subject";
      case SAME_SOURCE -> "named as from the same address";
    };
  }

  private static void naming(Sql sql, String alertId, Map<Long, Reasons> found) {
    sql.list(
            "SELECT q.n, q.relation FROM quote q JOIN alert a ON a.n = q.n"
                + " WHERE q.alert_id = ? AND q.relation IN ('CAUSED_BY', 'PART_OF')"
                + " ORDER BY a.raised_at DESC, a.alert_id, q.relation LIMIT "
                + MOST_LOOKED_AT,
            row -> new Mention(row.getLong(1), row.getString(2)),
            alertId)
        .forEach(
            each ->
                add(
                    found,
                    each.n,
                    NAMED,
                    each.relation.equals("PART_OF")
                        ? "it is a step of this one"
                        : "this one led to it"));
  }

  private record Same(long n, String type) {}

  private static void sameSubject(Sql sql, long n, Map<Long, Reasons> found) {
    sql.list(
            "SELECT b.n, b.subject_type FROM alert a JOIN alert b"
                + " ON b.subject_id = a.subject_id AND b.subject_type = a.subject_type"
                + " WHERE a.n = ?1 AND b.n <> ?1"
                + " ORDER BY b.raised_at DESC, b.alert_id LIMIT "
                + MOST_LOOKED_AT,
            row -> new Same(row.getLong(1), row.getString(2)),
            n)
        .forEach(
            each ->
                add(
                    found,
                    each.n,
                    SAME_SUBJECT,
                    "about the same " + each.type.toLowerCase(Locale.ROOT)));
  }

  private record Sharing(long n, long count) {}

  private static void shared(Sql sql, long n, Map<Long, Reasons> found) {
    for (String type : List.of("ACCOUNT", "ADDRESS", "SESSION")) {
      sql.list(
              "SELECT o.n, count(DISTINCT o.e) AS shared FROM link l JOIN entity e ON e.e = l.e"
                  + " JOIN link o ON o.e = l.e JOIN alert a ON a.n = o.n"
                  + " WHERE l.n = ?1 AND o.n <> ?1 AND e.type = ?2 GROUP BY o.n"
                  + " ORDER BY shared DESC, a.raised_at DESC, a.alert_id LIMIT "
                  + MOST_LOOKED_AT,
              row -> new Sharing(row.getLong(1), row.getLong(2)),
              n,
              type)
          .forEach(
              each ->
                  add(
                      found,
                      each.n,
                      Math.min(each.count, SAME_SUBJECT / 2),
                      Figures.counted(each.count, "shared " + type.toLowerCase(Locale.ROOT))));
    }
  }
}
