package io.leakwatch.detection;

import io.leakwatch.detection.words.Figures;

/**
 * A condition that held, with its figures.
 *
 * @param condition what was measured
 * @param observed what it was
 * @param threshold what it had to reach, with its comparison: {@code >= 15}
 * @param unit unit of both figures; empty for none
 */
public record Condition(String condition, String observed, String threshold, String unit) {

  public static Condition atLeast(String condition, long observed, long threshold, String unit) {
    return new Condition(condition, Long.toString(observed), ">= " + threshold, unit);
  }

  public static Condition atLeast(
      String condition, double observed, double threshold, String unit) {
    return new Condition(condition, Figures.of(observed), ">= " + Figures.of(threshold), unit);
  }

  public static Condition above(String condition, long observed, long threshold, String unit) {
    return new Condition(condition, Long.toString(observed), "> " + threshold, unit);
  }

  public static Condition atMost(String condition, long observed, long threshold, String unit) {
    return new Condition(condition, Long.toString(observed), "<= " + threshold, unit);
  }

  /** A fact that has no figure to reach: {@code same device}, observed {@code no}. */
  public static Condition fact(String condition, String observed, String wanted) {
    return new Condition(condition, observed, wanted, "");
  }
}
