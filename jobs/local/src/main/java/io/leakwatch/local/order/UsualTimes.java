package io.leakwatch.local.order;

import io.leakwatch.pipeline.decode.PossibleTimes;
import java.util.Arrays;

/**
 * The days on which the records of all files happened. A few records that are more than a year
 * behind all others claim times that had not come: a clock was wrong. A record that says when it
 * happened cannot be known to lie more than that otherwise, whatever its file's order.
 */
final class UsualTimes {

  /** A server whose clock was never set is wrong by years, mostly by decades. */
  private static final int GAP_DAYS = 366;

  /** So few are taken for strays. */
  private static final int MOST_STRAYS = 16;

  /** Each of them has to be alone among so many others. */
  private static final int OTHERS = 33;

  private static final long DAY_MILLIS = 86_400_000;
  private static final int DAYS = day(PossibleTimes.LATEST) + 1;

  private final long[] counts = new long[DAYS];
  private final long[] latest = new long[DAYS];
  private long count;

  private static int day(long time) {
    return (int) ((time - PossibleTimes.EARLIEST) / DAY_MILLIS);
  }

  /** Takes a record's time, which has to be possible. */
  void took(long time) {
    int day = day(time);
    counts[day]++;
    latest[day] = Math.max(latest[day], time);
    count++;
  }

  /** The latest time that is no stray's; 0 where there is no time. */
  long end() {
    long end = Arrays.stream(latest).max().orElse(0);
    int last = DAYS;
    long strays = 0;
    for (int day = DAYS - 1; day >= 0 && strays <= MOST_STRAYS; day--) {
      if (counts[day] > 0) {
        boolean isGap = last < DAYS && last - day > GAP_DAYS;
        if (isGap && count - strays >= OTHERS * strays) {
          end = latest[day];
        }
        strays += counts[day];
        last = day;
      }
    }
    return end;
  }
}
