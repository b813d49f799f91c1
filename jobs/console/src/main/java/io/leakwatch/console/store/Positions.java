package io.leakwatch.console.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to where the topics were read.
 *
 * @param facts where all this is from, by name
 */
public record Positions(List<Position> all, Map<String, String> facts) {

  /**
   * A partition.
   *
   * @param next offset of the first record that was not read
   */
  public record Position(
      String topic, int partition, String topicId, long next, long records, long faults) {}

  /** What stands in the store. */
  public static Positions of(Sql sql) {
    Map<String, String> facts = new TreeMap<>();
    sql.list("SELECT name, value FROM known", row -> facts.put(row.getString(1), row.getString(2)));
    List<Position> all =
        sql.list(
            "SELECT topic, partition, topic_id, next, records, faults FROM position"
                + " ORDER BY topic, partition",
            row ->
                new Position(
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)));
    return new Positions(all, facts);
  }

  /** Of one partition; null where it was never read. */
  public Position at(String topic, int partition) {
    return all.stream()
        .filter(each -> each.topic.equals(topic) && each.partition == partition)
        .findFirst()
        .orElse(null);
  }
}
