package io.leakwatch.pipeline.memory;

import java.io.IOException;
import java.util.function.IntToLongFunction;

/**
 * A walk over the index of a log, for records that have expired, in as many portions as one likes.
 * What is put or removed between two portions may be seen or not.
 */
final class LogWalk {

  /** Whoever is given records that have expired; may not change the log. */
  interface Taker {
    void take(int place) throws IOException;
  }

  private final LogIndex index;
  private final IntToLongFunction expiresAt;
  private long earliest = Long.MAX_VALUE;

  /** The slot that it came to, and the index that it walks over. */
  private int walkedTo = -1;

  private int generation;
  private boolean isHalfWay;

  /**
   * @param expiresAt when the record at a place expires, in epoch milliseconds
   */
  LogWalk(LogIndex index, IntToLongFunction expiresAt) {
    this.index = index;
    this.expiresAt = expiresAt;
  }

  /** No record expires before this, in epoch milliseconds. */
  long earliest() {
    return earliest;
  }

  /** Whether the last portion stopped before the end. */
  boolean isHalfWay() {
    return isHalfWay;
  }

  /** There is a record that expires at this time, in epoch milliseconds. */
  void expect(long expiry) {
    earliest = Math.min(earliest, expiry);
  }

  /** There are no records any more. */
  void clear() {
    earliest = Long.MAX_VALUE;
    isHalfWay = false;
  }

  /**
   * Walks on; from the beginning where the last walk came to the end, or the index is another.
   *
   * @param time what expires then or earlier has expired, in epoch milliseconds
   * @param most how many records it looks at, at most
   * @return how many it has looked at
   */
  int goOn(long time, int most, Taker then) throws IOException {
    if (!isHalfWay || generation != index.generation()) {
      walkedTo = -1;
      generation = index.generation();
      earliest = Long.MAX_VALUE;
    }
    int looks = 0;
    int slot = index.after(walkedTo);
    while (slot >= 0 && looks < most) {
      int place = index.placeIn(slot);
      long expiry = expiresAt.applyAsLong(place);
      if (expiry <= time) {
        then.take(place);
      } else {
        expect(expiry);
      }
      looks++;
      walkedTo = slot;
      slot = index.after(slot);
    }
    isHalfWay = slot >= 0;
    return looks;
  }
}
