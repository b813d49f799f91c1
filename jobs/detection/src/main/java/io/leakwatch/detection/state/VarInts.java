package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers in as few bytes as they need: seven bits a byte, low bits first. */
public final class VarInts {

  /** No part of a state keeps more of anything. */
  private static final int HIGHEST_COUNT = 1 << 16;

  private VarInts() {}

  /** Writes a number; small non-negative ones take one byte, negative ones ten. */
  public static void write(long value, DataOutput out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the bytes are no such number
   */
  public static long read(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a variable-length number runs over ten bytes: the state is corrupt");
  }

  /** Reads what {@link #write} wrote of an int. */
  public static int readInt(DataInput in) throws IOException {
    return Math.toIntExact(read(in));
  }

  /**
   * Reads how many of something follow.
   *
   * @throws IOException if it is not a number that room can be made for without harm
   */
  public static int readCount(DataInput in) throws IOException {
    long count = read(in);
    if (count < 0 || count > HIGHEST_COUNT) {
      throw new IOException(count + " of something: the state is corrupt");
    }
    return (int) count;
  }
}
