package io.leakwatch.local.replay;

import io.leakwatch.pipeline.decode.PossibleTimes;
import java.io.Serializable;
import java.time.Instant;

/**
 * A span of event time, epoch milliseconds.
 *
 * @param fromMillis first moment of it
 * @param toMillis first moment after it
 */
public record Span(long fromMillis, long toMillis) implements Serializable {

  /** From one time to another; null leaves that side open. */
  public static Span between(Instant from, Instant to) {
    return new Span(
        from == null ? Long.MIN_VALUE : millis(from), to == null ? Long.MAX_VALUE : millis(to));
  }

  /** No event is before or after the possible times, and milliseconds overflow far beyond them. */
  private static long millis(Instant time) {
    if (time.isBefore(Instant.ofEpochMilli(PossibleTimes.EARLIEST))) {
      return Long.MIN_VALUE;
    }
    boolean isAfter = time.isAfter(Instant.ofEpochMilli(PossibleTimes.LATEST));
    return isAfter ? Long.MAX_VALUE : time.toEpochMilli();
  }

  boolean holds(long at) {
    return at >= fromMillis && at < toMillis;
  }
}
