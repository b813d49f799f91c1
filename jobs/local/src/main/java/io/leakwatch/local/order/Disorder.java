package io.leakwatch.local.order;

import io.leakwatch.local.files.EventTimes;

/**
 * How far the records of a file are from their places: how many have to be held back, so that the
 * earliest of those can always go first.
 */
final class Disorder {

  /** No file in which records are further from their places is sorted in memory. */
  static final int MOST = 1 << 16;

  /** The greatest time up to each of the last records, which only ever grows. */
  private final long[] greatest = new long[MOST];

  private long count;
  private int farthest;
  private boolean tooFar;

  /** Starts over, with the next file. */
  void begin() {
    count = 0;
    farthest = 0;
    tooFar = false;
  }

  /** Takes the next record's time; {@link EventTimes#NONE} where it has none. */
  void took(long time) {
    long before = count == 0 ? EventTimes.NONE : at(count - 1);
    if (time != EventTimes.NONE && time <= before) {
      goesBefore(time);
    }
    greatest[(int) (count++ % MOST)] = Math.max(before, time);
  }

  private long at(long index) {
    return greatest[(int) (index % MOST)];
  }

  /** Finds the first record that is not before a time; equal times may have to change places. */
  private void goesBefore(long time) {
    long from = Math.max(0, count - MOST);
    long to = count - 1;
    while (from < to) {
      long middle = (from + to) >>> 1;
      if (at(middle) < time) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    tooFar |= from > 0 && from == count - MOST;
    farthest = Math.max(farthest, (int) (count - from));
  }

  /** How many records have to be held back; 0 where each is behind all that stand before it. */
  int farthest() {
    return farthest;
  }

  /** Whether it is more than can be known here. */
  boolean isTooFar() {
    return tooFar;
  }
}
