package io.leakwatch.console.questions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leakwatch.console.store.Rank;
import io.leakwatch.console.store.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of the queue. */
public record Queue(Filter filter, Sorting sorting, Grouping grouping, int page, int size) {

  private static final int ROWS_OF_A_GROUP = 5;

  /**
   * What is shown.
   *
   * @param total how many alerts fit, on all pages
   * @param groupsTotal how many groups there are, on all pages; 0 without groups
   * @param groups null where alerts are not grouped
   */
  public record Page(
      long total,
      long groupsTotal,
      int page,
      int size,
      List<Row> rows,
      List<Group> groups,
      long tookMs) {}

  /**
   * Alerts that belong together.
   *
   * @param worst the highest severity among them
   * @param rows the first of them, in the order of the queue
   */
  public record Group(String key, String label, long count, String worst, List<Row> rows) {}

  private record Head(String key, long count, int worst) {}

  /** Looks it up. */
  public Page in(Sql sql) {
    long began = System.nanoTime();
    long total = sql.number("SELECT count(*) FROM alert WHERE " + filter.sql(), filter.values());
    if (grouping == Grouping.NONE) {
      return new Page(total, 0, page, size, rows(sql), null, millisSince(began));
    }
    long groups =
        sql.number(
            "SELECT count(*) FROM (SELECT DISTINCT "
                + grouping.key()
                + " FROM alert WHERE "
                + filter.sql()
                + ")",
            filter.values());
    return new Page(total, groups, page, size, List.of(), groups(sql), millisSince(began));
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private List<Row> rows(Sql sql) {
    String order = filter.isNarrow() ? sorting.sqlWithoutIndex() : sorting.sql();
    return Rows.of(
        sql,
        sql.list(
            "SELECT n FROM alert WHERE "
                + filter.sql()
                + " ORDER BY "
                + order
                + " LIMIT ? OFFSET ?",
            row -> row.getLong(1),
            filter.values(size, (long) page * size)));
  }

  private List<Group> groups(Sql sql) {
    List<Head> heads =
        sql.list(
            "SELECT "
                + grouping.key()
                + " AS key, count(*), max(urgency) AS worst FROM alert WHERE "
                + filter.sql()
                + " GROUP BY key ORDER BY worst DESC, count(*) DESC, key LIMIT ? OFFSET ?",
            row -> new Head(row.getString(1), row.getLong(2), row.getInt(3)),
            filter.values(size, (long) page * size));
    Map<String, List<Row>> rows = firstRows(sql, heads);
    List<Group> groups = new ArrayList<>();
    for (Head head : heads) {
      groups.add(
          new Group(
              head.key,
              grouping.label(sql, head.key),
              head.count,
              Rank.name(head.worst / Rank.WEIGHT),
              rows.get(head.key)));
    }
    return groups;
  }

  private Map<String, List<Row>> firstRows(Sql sql, List<Head> heads) {
    Map<String, List<Long>> numbers = new LinkedHashMap<>();
    heads.forEach(head -> numbers.put(head.key, new ArrayList<>()));
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    numbers.keySet().forEach(keys::add);
    sql.list(
        "SELECT key, n FROM (SELECT "
            + grouping.key()
            + " AS key, n, row_number() OVER"
            + " (PARTITION BY "
            + grouping.key()
            + " ORDER BY "
            + sorting.sql()
            + ") AS place"
            + " FROM alert WHERE "
            + filter.sql()
            + " AND "
            + grouping.key()
            + " IN (SELECT value FROM json_each(?))) WHERE place <= "
            + ROWS_OF_A_GROUP
            + " ORDER BY key, place",
        row -> numbers.get(row.getString(1)).add(row.getLong(2)),
        filter.values(keys.toString()));
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    numbers.forEach((key, wanted) -> rows.put(key, Rows.of(sql, wanted)));
    return rows;
  }
}
