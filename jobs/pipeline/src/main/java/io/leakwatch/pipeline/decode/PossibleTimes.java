package io.leakwatch.pipeline.decode;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The times that an event may name, 2000 to 2100. All others are mistakes, mostly of the unit; they
 * would move the clock by ages, and overflow where a span is added to them.
 */
public final class PossibleTimes {

  /** 2000-01-01T00:00Z in epoch milliseconds. */
  public static final long EARLIEST = 946_684_800_000L;

  /** 2100-01-01T00:00Z in epoch milliseconds. */
  public static final long LATEST = 4_102_444_800_000L;

  /** No number is a possible time in more than one of them, or in one of them and milliseconds. */
  private static final List<TimeUnit> OTHER_UNITS =
      List.of(TimeUnit.SECONDS, TimeUnit.MICROSECONDS, TimeUnit.NANOSECONDS);

  private static final long YEAR_0 = -62_167_219_200_000L;
  private static final long YEAR_10_000 = 253_402_300_800_000L;

  private PossibleTimes() {}

  /** Whether an event may name this time, in epoch milliseconds. */
  public static boolean has(long millis) {
    return millis >= EARLIEST && millis <= LATEST;
  }

  /** What is wrong with a time that an event may not name, and what it seems to be, in words. */
  public static String fault(String field, long time) {
    return field
        + " is "
        + time
        + reading(time)
        + ", expected milliseconds since 1970, 2000 to 2100";
  }

  private static String reading(long time) {
    Optional<TimeUnit> unit =
        OTHER_UNITS.stream().filter(each -> has(each.toMillis(time))).findFirst();
    if (unit.isPresent()) {
      return readsAs(unit.get());
    }
    boolean isDate = time >= YEAR_0 && time < YEAR_10_000;
    return isDate ? " (" + Instant.ofEpochMilli(time) + ")" : "";
  }

  private static String readsAs(TimeUnit unit) {
    return ", which reads as " + unit.name().toLowerCase(Locale.ROOT);
  }

  /** The unit that, by {@link #fault}, a time seems to be in; empty where it says none. */
  public static Optional<TimeUnit> unitIn(String fault) {
    return OTHER_UNITS.stream().filter(unit -> fault.contains(readsAs(unit))).findFirst();
  }
}
