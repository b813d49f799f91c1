package io.leakwatch.detection.words;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures as people read them. */
public final class Figures {

  private static final int MOST_NAMES = 5;

  private Figures() {}

  /** A number with at most two decimals, without trailing zeros: {@code 0.85}, {@code 1200}. */
  public static String of(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  /** A length of time in its two largest units: {@code 3 h}, {@code 2 min 30 s}, {@code 800 ms}. */
  public static String of(Duration length) {
    long millis = length.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return pair(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }
    return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  /** {@code 1 account}, {@code 15 accounts}: the unit is given in the singular. */
  public static String counted(long count, String unit) {
    return count + " " + (count == 1 ? unit : plural(unit));
  }

  /** {@code account} becomes {@code accounts}, {@code address} {@code addresses}. */
  private static String plural(String unit) {
    return switch (unit) {
      case "person" -> "people";
      case "different number or address" -> "different numbers or addresses";
      default -> unit.endsWith("s") ? unit + "es" : unit + "s";
    };
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}: all of them. */
  public static String joined(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** The same, as an estimate where it is not exact: {@code about 2048 accounts}. */
  public static String counted(long count, String unit, boolean exact) {
    return exact ? counted(count, unit) : "about " + counted(count, unit);
  }

  /** {@code a, b and 3 more}: at most five names. */
  public static String listed(List<String> names) {
    if (names.size() <= MOST_NAMES) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, MOST_NAMES))
        + " and "
        + (names.size() - MOST_NAMES)
        + " more";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    String text = large + " " + largeUnit;
    return small == 0 ? text : text + " " + small + " " + smallUnit;
  }
}
