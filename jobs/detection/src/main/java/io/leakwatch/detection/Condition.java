package io.leakwatch.detection;

import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.words.Figures;
import java.util.Locale;

/**
 * A condition that held, with its figures.
 *
 * @param condition what was measured
 * @param observed what it was
 * @param threshold what it had to reach, with its comparison: {@code >= 15}
 * @param unit unit of both figures; empty for none
 * @param observedValue the observed figure; NaN where it is none
 * @param thresholdValue the figure to reach; NaN where there is none
 * @param operator how they compare: {@code >=}, {@code <=}, {@code >}, or {@link #ANY}
 * @param option name of the detector's option that sets the threshold; empty for none
 */
public record Condition(
    String condition,
    String observed,
    String threshold,
    String unit,
    double observedValue,
    double thresholdValue,
    String operator,
    String option) {

  /** Nothing had to be reached. */
  public static final String ANY = "ANY";

  public static Condition atLeast(String condition, long observed, long threshold, String unit) {
    return compared(condition, (double) observed, ">=", (double) threshold, unit);
  }

  public static Condition atLeast(
      String condition, double observed, double threshold, String unit) {
    return compared(condition, observed, ">=", threshold, unit);
  }

  public static Condition above(String condition, long observed, long threshold, String unit) {
    return compared(condition, (double) observed, ">", (double) threshold, unit);
  }

  public static Condition atMost(String condition, long observed, long threshold, String unit) {
    return compared(condition, (double) observed, "<=", (double) threshold, unit);
  }

  public static Condition atMost(String condition, double observed, double threshold, String unit) {
    return compared(condition, observed, "<=", threshold, unit);
  }

  /** The same, for figures that two decimals would make 0: {@code 1.3e-07}. */
  public static Condition atMostScientific(String condition, double observed, double threshold) {
    return new Condition(
        condition,
        String.format(Locale.ROOT, "%.1e", observed),
        "<= " + String.format(Locale.ROOT, "%.1e", threshold),
        "",
        observed,
        threshold,
        "<=",
        "");
  }

  private static Condition compared(
      String condition, double observed, String operator, double threshold, String unit) {
    return new Condition(
        condition,
        Figures.of(observed),
        operator + " " + Figures.of(threshold),
        unit,
        observed,
        threshold,
        operator,
        "");
  }

  private static final String IN_ALL = " in all";

  /**
   * A figure that had to reach nothing, but belongs to the evidence. One whose condition ends with
   * "in all" is a total: what it came to so far, which never gets less.
   */
  public static Condition figure(String condition, long observed, String unit) {
    return new Condition(
        condition, Long.toString(observed), "any", unit, (double) observed, Double.NaN, ANY, "");
  }

  /** Whether it is what something came to so far, and not the figure of a window or a moment. */
  public boolean isTotal() {
    return condition.endsWith(IN_ALL) && Double.isFinite(observedValue);
  }

  /** A fact that has no figure to reach: {@code same device}, observed {@code no}. */
  public static Condition fact(String condition, String observed, String wanted) {
    return new Condition(condition, observed, wanted, "", Double.NaN, Double.NaN, ANY, "");
  }

  /** The same, with its threshold set by an option. */
  public Condition setBy(Option<?> option) {
    return new Condition(
        condition,
        observed,
        threshold,
        unit,
        observedValue,
        thresholdValue,
        operator,
        option.name());
  }
}
