package io.leakwatch.pipeline.decisions;

import java.time.Instant;

/**
 * A span of event time.
 *
 * @param from epoch milliseconds, within
 * @param to epoch milliseconds, no longer within; {@link Long#MAX_VALUE} for never
 */
record Period(long from, long to) {

  /**
   * When a command holds.
   *
   * @param expiresAt null for never
   * @param withdrawnAt null while nobody has
   */
  static Period of(Instant holdsFrom, Instant expiresAt, Instant withdrawnAt) {
    return new Period(holdsFrom.toEpochMilli(), Math.min(millis(expiresAt), millis(withdrawnAt)));
  }

  private static long millis(Instant time) {
    return time == null ? Long.MAX_VALUE : time.toEpochMilli();
  }

  boolean holds(long time) {
    return from <= time && time < to;
  }

  boolean overlaps(Period other) {
    return from < other.to && other.from < to;
  }
}
