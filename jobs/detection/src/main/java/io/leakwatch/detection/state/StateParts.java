package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Parts that are remembered together. Of most entities most parts remember nothing: which ones do
 * is stored in a bit each, and of the others nothing at all.
 */
public final class StateParts implements StatePart {

  private static final int MOST = Long.SIZE - 1;

  private final StatePart[] parts;

  /**
   * @param parts always the same in the same order, at most 63
   */
  public StateParts(List<? extends StatePart> parts) {
    if (parts.size() > MOST) {
      throw new IllegalArgumentException(
          parts.size() + " parts of one state; it can have " + MOST + ": put some together");
    }
    this.parts = parts.toArray(StatePart[]::new);
  }

  @Override
  public long endsAt() {
    long end = NEVER;
    for (StatePart part : parts) {
      end = Math.max(end, part.endsAt());
    }
    return end;
  }

  /** When the first part ends of those that have not ended by then; {@link #NEVER} without any. */
  long firstEnd(long then) {
    long first = Long.MAX_VALUE;
    for (StatePart part : parts) {
      long end = part.endsAt();
      if (end > then) {
        first = Math.min(first, end);
      }
    }
    return first == Long.MAX_VALUE ? NEVER : first;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    write(out, NEVER);
  }

  /**
   * Writes what has not ended.
   *
   * @param now parts that ended by then, epoch milliseconds, are left out
   */
  void write(DataOutput out, long now) throws IOException {
    long filled = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].endsAt() > now) {
        filled |= 1L << i;
      }
    }
    VarInts.write(filled, out);
    for (int i = 0; i < parts.length; i++) {
      if ((filled & 1L << i) != 0) {
        parts[i].write(out);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    long filled = VarInts.read(in);
    if (filled >>> parts.length != 0) {
      throw new IOException("more than " + parts.length + " parts: the state is corrupt");
    }
    for (int i = 0; i < parts.length; i++) {
      if ((filled & 1L << i) != 0) {
        parts[i].read(in);
      }
    }
  }
}
