package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;
import java.util.List;

/** A record that the console itself could not read, and why. */
public record ReadFault(String topic, int partition, long offset, String error) {

  /** The last few of each topic, the newest first. */
  public static List<ReadFault> all(Sql sql) {
    return sql.list(
        "SELECT topic, partition, offset, error FROM fault"
            + " ORDER BY topic, offset DESC, partition DESC",
        row -> new ReadFault(row.getString(1), row.getInt(2), row.getLong(3), row.getString(4)));
  }
}
