package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The last few distinct keys, such as the devices that an account gets in from, in two bytes each:
 * made to be kept for every account there is. A key that was never added is taken for a known one
 * once in 65,536 for each key held; a known one is never taken for a stranger while it is among the
 * last few. All are forgotten together, when none was added for so long.
 */
public final class FamiliarKeys implements StatePart {

  private static final short[] NONE = {};

  private final int capacity;
  private final long lifeMillis;

  /** The oldest first. */
  private short[] marks = NONE;

  private long last = NEVER;

  /**
   * @param capacity how many are kept, 1 to 64
   * @param life how long they are kept after the last one was added
   */
  public FamiliarKeys(int capacity, Duration life) {
    this.capacity = capacity;
    this.lifeMillis = life.toMillis();
  }

  /**
   * Adds a key as the newest.
   *
   * @param key a 64-bit hash; 0, the hash of null, is nothing
   */
  public void add(long key, long at) {
    if (key == 0) {
      return;
    }
    if (last != NEVER && at - last > lifeMillis) {
      marks = NONE;
    }
    last = Math.max(last, at);
    short mark = markOf(key);
    int place = indexOf(mark);
    if (place < 0) {
      place = 0;
      marks =
          marks.length < capacity ? shifted() : marks; // else the oldest makes room for the newest
    }
    System.arraycopy(marks, place + 1, marks, place, marks.length - place - 1);
    marks[marks.length - 1] = mark;
  }

  /** A place more, at the beginning. */
  private short[] shifted() {
    short[] longer = new short[marks.length + 1];
    System.arraycopy(marks, 0, longer, 1, marks.length);
    return longer;
  }

  /** Whether the key is among those kept; never for 0. */
  public boolean knows(long key, long now) {
    return key != 0 && last != NEVER && now - last <= lifeMillis && indexOf(markOf(key)) >= 0;
  }

  private int indexOf(short mark) {
    for (int i = 0; i < marks.length; i++) {
      if (marks[i] == mark) {
        return i;
      }
    }
    return -1;
  }

  private static short markOf(long key) {
    return (short) (key ^ key >>> 16 ^ key >>> 32 ^ key >>> 48);
  }

  @Override
  public long endsAt() {
    return last == NEVER ? NEVER : last + lifeMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(marks.length);
    if (marks.length > 0) {
      out.writeLong(last);
      for (short mark : marks) {
        out.writeShort(mark);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = in.readUnsignedByte();
    if (size > 0) {
      last = in.readLong();
      short[] read = new short[size];
      for (int i = 0; i < size; i++) {
        read[i] = in.readShort();
      }
      // Written with a larger capacity than is set now: the newest stay.
      marks = Arrays.copyOfRange(read, Math.max(0, size - capacity), size);
    }
  }
}
