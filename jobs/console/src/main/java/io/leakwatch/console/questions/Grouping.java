package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;

/** By what alerts are put together. */
public enum Grouping {
  NONE,
  SUBJECT,
  DETECTOR,
  /** A takeover with the alerts that led to it or are steps of it; all others stand alone. */
  INCIDENT;

  /**
   * The one of this name.
   *
   * @param word in lower case; null or empty for none
   */
  public static Grouping of(String word) {
    return Chosen.of(Grouping.class, "group", word);
  }

  /** In SQL, of the table of alerts. */
  String key() {
    return switch (this) {
      case NONE -> "alert_id";
      case SUBJECT -> "(subject_type || ' ' || subject_id)";
      case DETECTOR -> "detector_id";
      case INCIDENT -> "incident";
    };
  }

  /** What a group is called. */
  String label(Sql sql, String key) {
    return this == INCIDENT
        ? sql.first(
                "SELECT title FROM alert JOIN page USING (n) WHERE alert_id = ?",
                row -> row.getString(1),
                key)
            .orElse(key)
        : key;
  }
}
