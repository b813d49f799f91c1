package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How long a pane is, as it is stored beside numbers of panes: those mean nothing without it, and
 * an option that it depends on may have another value when they are read. It is stored in the
 * longest unit that it is a whole number of, so that nearly all take a single byte.
 */
final class Grain {

  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** The unit is in the lowest bits of the number; above them is how many. */
  private static final int UNIT_BITS = 2;

  private static final int UNIT_MASK = (1 << UNIT_BITS) - 1;

  /** Some thousand years, before 1970 or after. */
  private static final long MOST_MILLIS = 1L << 47;

  private Grain() {}

  /** Writes a length of 1 ms or more. */
  static void write(long millis, DataOutput out) throws IOException {
    VarInts.write(code(millis), out);
  }

  private static long code(long millis) {
    if (millis % HOUR == 0) {
      return ((millis / HOUR) << UNIT_BITS) | 3;
    }
    if (millis % MINUTE == 0) {
      return ((millis / MINUTE) << UNIT_BITS) | 2;
    }
    return millis % SECOND == 0 ? ((millis / SECOND) << UNIT_BITS) | 1 : millis << UNIT_BITS;
  }

  /**
   * Reads what {@link #write} wrote, in milliseconds.
   *
   * @throws IOException if it is no such length
   */
  static long read(DataInput in) throws IOException {
    long code = VarInts.read(in);
    long unit =
        switch ((int) code & UNIT_MASK) {
          case 0 -> 1;
          case 1 -> SECOND;
          case 2 -> MINUTE;
          default -> HOUR;
        };
    long count = code >>> UNIT_BITS;
    if (count == 0 || count > MOST_MILLIS / unit) {
      throw new IOException("panes of " + count + " x " + unit + " ms: the state is corrupt");
    }
    return count * unit;
  }

  /**
   * Reads the number of a pane.
   *
   * @param millis how long it is
   * @throws IOException if it lies at no time that an event can have
   */
  static long readPane(long millis, DataInput in) throws IOException {
    long pane = VarInts.read(in);
    if (Math.abs(pane) > MOST_MILLIS / millis) {
      throw new IOException("pane " + pane + " of " + millis + " ms each: the state is corrupt");
    }
    return pane;
  }

  /**
   * The pane of another length that the beginning of a pane lies in. So what was counted is taken
   * for older than it is, by less than a pane, and never for newer: it neither counts where it
   * would not have counted nor ends later.
   */
  static long convert(long pane, long fromMillis, long toMillis) {
    return fromMillis == toMillis ? pane : Math.floorDiv(pane * fromMillis, toMillis);
  }
}
