package io.leakwatch.console.questions;

import io.leakwatch.console.store.Rank;
import io.leakwatch.console.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads rows by their numbers in the store: what is long is looked up for those that are shown. */
final class Rows {

  private static final String SELECT =
      "SELECT a.*, p.title, p.summary, coalesce((SELECT x.note FROM action x"
          + " WHERE x.alert_id = a.alert_id AND x.counted AND x.note <> ''"
          + " ORDER BY x.offset DESC LIMIT 1), (SELECT t.note FROM triage t"
          + " WHERE t.alert_id = a.alert_id ORDER BY t.sequence DESC, t.source LIMIT 1), '') AS note"
          + " FROM alert a JOIN page p ON p.n = a.n WHERE ";

  private Rows() {}

  /** In the order of the numbers. */
  static List<Row> of(Sql sql, Collection<Long> numbers) {
    if (numbers.isEmpty()) {
      return List.of();
    }
    Map<Long, Row> found = new HashMap<>();
    sql.list(
        SELECT + "a.n IN (SELECT value FROM json_each(?))",
        row -> found.put(row.getLong("n"), row(row)),
        array(numbers));
    return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /** Numbers as SQLite takes a whole list of them. */
  static String array(Collection<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  static Optional<Row> byId(Sql sql, String alertId) {
    return sql.first(SELECT + "a.alert_id = ?", Rows::row, alertId);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("alert_id"),
        row.getInt("revision"),
        row.getString("activity"),
        row.getString("detector_id"),
        row.getString("mode"),
        Rank.name(row.getInt("severity")),
        row.getInt("confidence"),
        row.getInt("risk"),
        new Row.Name(row.getString("subject_type"), row.getString("subject_id")),
        row.getLong("raised_at"),
        row.getLong("updated_at"),
        row.getLong("first_seen_at"),
        row.getLong("last_seen_at"),
        Sql.longOrNull(row, "closed_at"),
        row.getString("title"),
        row.getString("summary"),
        row.getLong("affected"),
        row.getLong("sources"),
        row.getLong("occurrences"),
        row.getString("suppressed_by"),
        row.getString("status"),
        row.getString("assignee"),
        row.getString("verdict"),
        row.getLong("sequence"),
        row.getBoolean("came_back"),
        row.getString("note"),
        row.getInt("related"));
  }
}
