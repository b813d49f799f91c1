package io.leakwatch.detection.state;

import java.util.function.IntPredicate;

/**
 * A small open-addressing table from key to pane, times and marks, in plain arrays: most entities
 * have two or three keys, and there are millions of entities. A slot is free while its times are 0.
 */
final class KeyTable {

  private static final int SMALLEST = 4;

  long[] key = new long[SMALLEST];
  long[] pane = new long[SMALLEST];
  byte[] times = new byte[SMALLEST];
  byte[] marks = new byte[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  int slots() {
    return key.length;
  }

  /** Slot of a key; -1 if it is not there. */
  int find(long wanted) {
    int slot = probe(wanted);
    return times[slot] == 0 ? -1 : slot;
  }

  /** Slot of a key; of a new one with pane, times and marks unset, which the caller must set. */
  int findOrAdd(long wanted) {
    int slot = probe(wanted);
    if (times[slot] != 0) {
      return slot;
    }
    if (4 * (size + 1) > 3 * slots()) {
      resize(2 * slots(), s -> true);
      slot = probe(wanted);
    }
    size++;
    key[slot] = wanted;
    pane[slot] = Long.MIN_VALUE;
    marks[slot] = 0;
    return slot;
  }

  private int probe(long wanted) {
    int mask = slots() - 1;
    int slot = (int) (wanted ^ (wanted >>> 32)) & mask;
    while (times[slot] != 0 && key[slot] != wanted) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Keeps only the slots for which the condition holds. */
  void retain(IntPredicate condition) {
    int kept = 0;
    for (int slot = 0; slot < slots(); slot++) {
      if (times[slot] != 0 && condition.test(slot)) {
        kept++;
      }
    }
    if (kept == size) {
      return;
    }
    int slots = SMALLEST;
    while (4 * (kept + 1) > 3 * slots) {
      slots *= 2;
    }
    resize(slots, condition);
  }

  private void resize(int slots, IntPredicate condition) {
    long[] oldKey = key;
    long[] oldPane = pane;
    byte[] oldTimes = times;
    byte[] oldMarks = marks;
    boolean[] keep = new boolean[oldKey.length];
    for (int slot = 0; slot < oldKey.length; slot++) {
      keep[slot] = oldTimes[slot] != 0 && condition.test(slot);
    }
    key = new long[slots];
    pane = new long[slots];
    times = new byte[slots];
    marks = new byte[slots];
    size = 0;
    for (int old = 0; old < oldKey.length; old++) {
      if (keep[old]) {
        int slot = probe(oldKey[old]);
        key[slot] = oldKey[old];
        pane[slot] = oldPane[old];
        times[slot] = oldTimes[old];
        marks[slot] = oldMarks[old];
        size++;
      }
    }
  }
}
