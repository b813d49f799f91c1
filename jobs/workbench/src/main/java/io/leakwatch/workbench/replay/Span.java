package io.leakwatch.workbench.replay;

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
        from == null ? Long.MIN_VALUE : from.toEpochMilli(),
        to == null ? Long.MAX_VALUE : to.toEpochMilli());
  }

  boolean holds(long at) {
    return at >= fromMillis && at < toMillis;
  }
}
