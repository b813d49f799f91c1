package io.leakwatch.console.store;

import io.leakwatch.schemas.DeadLetter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts dead letters, and keeps the last few of each reason, without the records themselves. */
final class DeadLetterTable {

  private static final int MOST_KEPT = 20;
  private static final int LONGEST_REASON = 60;

  private record Place(DeadLetter letter, int partition, long offset) {}

  private final Sql sql;
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, Deque<Place>> last = new HashMap<>();

  DeadLetterTable(Sql sql) {
    this.sql = sql;
  }

  void forget() {
    counts.clear();
    last.clear();
  }

  void add(DeadLetter letter, int partition, long offset) {
    String reason = ShortText.cut(LONGEST_REASON, letter.getReason());
    counts.merge(reason, 1L, Long::sum);
    Deque<Place> places = last.computeIfAbsent(reason, first -> new ArrayDeque<>());
    places.addLast(new Place(letter, partition, offset));
    if (places.size() > 4 * MOST_KEPT) {
      write(reason, places);
    }
  }

  void flush() {
    counts.forEach(
        (reason, count) ->
            sql.update(
                "INSERT INTO dead_letters (reason, count) VALUES (?, ?) ON CONFLICT (reason)"
                    + " DO UPDATE SET count = count + excluded.count",
                reason,
                count));
    last.forEach(this::write);
    forget();
  }

  private void write(String reason, Deque<Place> places) {
    for (Place each : places) {
      DeadLetter letter = each.letter;
      sql.update(
          "INSERT OR REPLACE INTO dead_letter (reason, failed_at, at_partition, at_offset, detail,"
              + " topic, partition, offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          reason,
          letter.getFailedAt().toEpochMilli(),
          each.partition,
          each.offset,
          ShortText.title(letter.getDetail()),
          letter.getTopic(),
          letter.getPartition(),
          letter.getOffset());
    }
    places.clear();
    sql.update(
        "DELETE FROM dead_letter WHERE reason = ?1 AND (failed_at, at_partition, at_offset) <"
            + " (SELECT failed_at, at_partition, at_offset FROM dead_letter WHERE reason = ?1"
            + " ORDER BY failed_at DESC, at_partition DESC, at_offset DESC LIMIT 1 OFFSET 19)",
        reason);
  }
}
