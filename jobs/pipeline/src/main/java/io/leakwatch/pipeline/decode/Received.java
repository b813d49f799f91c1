package io.leakwatch.pipeline.decode;

/**
 * When a record arrived, by the best clock there is.
 *
 * @param at epoch milliseconds, 0 or more
 * @param clock whose clock says so, in the words of a dead letter
 */
public record Received(long at, String clock) {

  public Received {
    at = Math.max(0, at);
  }

  /** By the producer's clock: a record's timestamp is that unless its topic is set otherwise. */
  public static Received asStated(long timestamp) {
    return new Received(timestamp, "the record's own timestamp");
  }

  /** By the broker's clock: the timestamp of a record on a topic with {@code LogAppendTime}. */
  public static Received byBroker(long timestamp) {
    return new Received(timestamp, "the time at which the broker appended it");
  }

  /**
   * By the producer's clock, but not later than now: nothing has arrived before it was read.
   *
   * @param now by our own clock, epoch milliseconds
   */
  public static Received asStatedBefore(long now, long timestamp) {
    return timestamp <= now
        ? asStated(timestamp)
        : new Received(now, "the clock of the machine that read it");
  }
}
