package io.leakwatch.detection.option;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time as people write them, in options and on the command line: {@code 250ms}, {@code
 * 90s}, {@code 1h30m}, {@code 7d}.
 */
public final class Durations {

  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  /** Days, hours, minutes, seconds, milliseconds, in this order, and none of them twice. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private Durations() {}

  /**
   * Reads one. Spaces and upper case do not matter.
   *
   * @throws IllegalArgumentException if the text is none; the message says what to write
   */
  public static Duration parse(String text) {
    Matcher parts = FORM.matcher(text.replace(" ", "").toLowerCase(Locale.ROOT));
    if (text.isBlank() || !parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write 250ms, 90s, 5m, 1h30m or 7d");
    }
    long millis = 0;
    for (int i = 0; i < UNITS.length; i++) {
      String part = parts.group(i + 1);
      millis += part == null ? 0 : Long.parseLong(part) * MILLIS[i];
    }
    return Duration.ofMillis(millis);
  }

  /** Writes one as {@link #parse} reads it, in one unit: the largest that is exact. */
  public static String write(Duration duration) {
    long millis = duration.toMillis();
    int unit = UNITS.length - 1;
    for (int i = UNITS.length - 1; millis != 0 && i >= 0; i--) {
      unit = millis % MILLIS[i] == 0 ? i : unit;
    }
    return millis / MILLIS[unit] + UNITS[unit];
  }
}
