package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * The last few numbers, to check whether a new one is close to one of them. A prober who counts
 * through a range, in order or shuffled, stays close to the numbers before.
 */
public final class RecentNumbers implements StatePart {

  private final int capacity;
  private final long lifeMillis;
  private long[] numbers;
  private int size;
  private int next;
  private long lastAt = NEVER;

  /**
   * @param capacity how many are kept, 1 to 100
   * @param life how long all of them are kept after the last one was added
   */
  public RecentNumbers(int capacity, Duration life) {
    this.capacity = capacity;
    this.lifeMillis = life.toMillis();
  }

  /** Remembers a number as the newest, in the place of the oldest if there is no more room. */
  public void add(long number, long at) {
    if (numbers == null) {
      numbers = new long[capacity];
    }
    if (lastAt != NEVER && at - lastAt > lifeMillis) {
      size = 0;
      next = 0;
    }
    numbers[next] = number;
    next = (next + 1) % capacity;
    size = Math.min(capacity, size + 1);
    lastAt = Math.max(lastAt, at);
  }

  /** Whether another number is kept that is so close; the number itself does not count. */
  public boolean isNear(long number, long distance, long now) {
    if (numbers == null || now - lastAt > lifeMillis) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      long gap = Math.abs(numbers[i] - number);
      if (gap != 0 && gap <= distance) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long endsAt() {
    return lastAt == NEVER ? NEVER : lastAt + lifeMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(size, out);
    VarInts.write(lastAt, out);
    for (int i = size; i > 0; i--) {
      VarInts.write(numbers[Math.floorMod(next - i, capacity)], out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int written = VarInts.readInt(in);
    long at = VarInts.read(in);
    for (int i = 0; i < written; i++) {
      add(VarInts.read(in), at);
    }
  }
}
