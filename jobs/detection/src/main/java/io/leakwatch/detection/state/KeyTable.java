package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntPredicate;

/**
 * A small open-addressing table from key to pane, times and marks. Most entities have two or three
 * keys, and there are millions of entities, none of which lies in the processor's cache: so a slot
 * is two neighbouring numbers of one array, the key and all that is known of it. A slot is free
 * while its times are 0.
 */
final class KeyTable {

  private static final int SMALLEST = 4;
  private static final int TIMES_AT = 8;
  private static final int PANE_AT = 16;
  private static final int MASK = 0xFF;

  /** Key of slot 0, then its pane, times and marks in one number, then those of slot 1. */
  private long[] cells;

  private int size;

  KeyTable() {
    this(0);
  }

  /**
   * @param room for how many keys there is to be room at once
   */
  KeyTable(int room) {
    cells = new long[2 * slotsFor(room)];
  }

  /** Enough for a table to be three quarters full at most. */
  private static int slotsFor(int keys) {
    int slots = SMALLEST;
    while (4 * keys > 3 * slots) {
      slots *= 2;
    }
    return slots;
  }

  int size() {
    return size;
  }

  int slots() {
    return cells.length >> 1;
  }

  boolean isFree(int slot) {
    return times(slot) == 0;
  }

  long key(int slot) {
    return cells[2 * slot];
  }

  /** When the key was last seen, in panes. */
  long pane(int slot) {
    return cells[2 * slot + 1] >> PANE_AT;
  }

  /** How often it was seen, at most 255. */
  int times(int slot) {
    return (int) (cells[2 * slot + 1] >> TIMES_AT) & MASK;
  }

  int marks(int slot) {
    return (int) cells[2 * slot + 1] & MASK;
  }

  /**
   * Sets what is known of a key.
   *
   * @param pane below 2^47, and above -2^47
   * @param times 1 to 255
   * @param marks 0 to 255
   */
  void set(int slot, long pane, int times, int marks) {
    cells[2 * slot + 1] = (pane << PANE_AT) | ((long) times << TIMES_AT) | marks;
  }

  /** Slot of a key; -1 if it is not there. */
  int find(long wanted) {
    int slot = probe(wanted);
    return isFree(slot) ? -1 : slot;
  }

  /** Slot of a key; of a new one it is still free, and the caller must set it. */
  int findOrAdd(long wanted) {
    int slot = probe(wanted);
    if (!isFree(slot)) {
      return slot;
    }
    if (4 * (size + 1) > 3 * slots()) {
      resize(2 * slots(), s -> true);
      slot = probe(wanted);
    }
    size++;
    cells[2 * slot] = wanted;
    return slot;
  }

  private int probe(long wanted) {
    int mask = slots() - 1;
    int slot = (int) (wanted ^ (wanted >>> 32)) & mask;
    while (cells[2 * slot] != wanted && !isFree(slot)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Keeps only the slots for which the condition holds. */
  void retain(IntPredicate condition) {
    int kept = 0;
    for (int slot = 0; slot < slots(); slot++) {
      if (!isFree(slot) && condition.test(slot)) {
        kept++;
      }
    }
    if (kept == size) {
      return;
    }
    resize(slotsFor(kept + 1), condition);
  }

  private void resize(int slots, IntPredicate condition) {
    boolean[] keep = new boolean[slots()];
    for (int slot = 0; slot < keep.length; slot++) {
      keep[slot] = !isFree(slot) && condition.test(slot);
    }
    long[] old = cells;
    cells = new long[2 * slots];
    size = 0;
    for (int from = 0; from < keep.length; from++) {
      if (keep[from]) {
        int slot = probe(old[2 * from]);
        cells[2 * slot] = old[2 * from];
        cells[2 * slot + 1] = old[2 * from + 1];
        size++;
      }
    }
  }

  /**
   * Writes a key of 48 bits and what is known of it.
   *
   * @param newest the pane that panes are counted back from
   */
  void writeKey(int slot, long newest, DataOutput out) throws IOException {
    long key = key(slot);
    out.writeShort((int) (key >>> Integer.SIZE));
    out.writeInt((int) key);
    // Most are seen once and carry no marks, which a bit beside the pane says.
    boolean isPlain = times(slot) == 1 && marks(slot) == 0;
    VarInts.write(((newest - pane(slot)) << 1) | (isPlain ? 0 : 1), out);
    if (!isPlain) {
      out.writeByte(times(slot));
      out.writeByte(marks(slot));
    }
  }

  /**
   * Adds a key that {@link #writeKey} wrote.
   *
   * @return its slot
   * @throws IOException if it was never seen, so that nobody can have written it
   */
  int readKey(long newest, DataInput in) throws IOException {
    long high = in.readUnsignedShort();
    int slot = findOrAdd((high << Integer.SIZE) | Integer.toUnsignedLong(in.readInt()));
    long paneAndKind = VarInts.read(in);
    boolean isPlain = (paneAndKind & 1) == 0;
    int times = isPlain ? 1 : in.readUnsignedByte();
    if (times == 0) {
      throw new IOException("a key that was never seen: the state is corrupt");
    }
    set(slot, newest - (paneAndKind >>> 1), times, isPlain ? 0 : in.readUnsignedByte());
    return slot;
  }
}
