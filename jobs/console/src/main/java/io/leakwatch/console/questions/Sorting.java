package io.leakwatch.console.questions;

/**
 * In which order alerts are listed; of two that are alike in it, that of the smaller id is first.
 */
public enum Sorting {
  URGENCY,
  NEWEST,
  OLDEST,
  RISK,
  SEVERITY,
  UPDATED;

  /**
   * The one of this name.
   *
   * @param word in lower case; null or empty for the first
   */
  public static Sorting of(String word) {
    return Chosen.of(Sorting.class, "sort", word);
  }

  /** The columns, in SQL. */
  String sql() {
    return switch (this) {
      case URGENCY -> "urgency DESC, raised_at DESC, alert_id";
      case NEWEST -> "raised_at DESC, alert_id";
      case OLDEST -> "raised_at, alert_id";
      case RISK -> "risk DESC, raised_at DESC, alert_id";
      case SEVERITY -> "severity DESC, raised_at DESC, alert_id";
      case UPDATED -> "updated_at DESC, alert_id";
    };
  }

  /** The same, but not by an index: where few alerts fit, going through all in a row is faster. */
  String sqlWithoutIndex() {
    return "+" + sql();
  }
}
