package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;
import java.util.List;

/**
 * A view that somebody has saved.
 *
 * @param query the filter, as it stands in the page's address
 */
public record SavedQuery(String name, String query, String author) {

  /** All, by name. */
  public static List<SavedQuery> all(Sql sql) {
    return sql.list(
        "SELECT name, query, author FROM view ORDER BY name",
        row -> new SavedQuery(row.getString(1), row.getString(2), row.getString(3)));
  }
}
