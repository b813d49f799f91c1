package io.leakwatch.pipeline.memory;

/**
 * Where the records of a log are, found by a hash: a long for each, with the upper half of the hash
 * in it. Whoever looks for one compares what the record holds itself, because different ones can
 * have the same hash.
 */
final class LogIndex {

  /** What a slot holds instead of a place. */
  private static final int FREE = 0;

  private static final int REMOVED = -1;

  private static final int FEWEST_SLOTS = 8;
  private static final long LOW = 0xFFFF_FFFFL;

  /**
   * Half of a hash, and behind it the place plus one, or what the slot holds instead. A place is
   * any number but the two largest unsigned ones.
   */
  private long[] slots;

  private final Room room;

  /** Slots that are not free. */
  private int taken;

  private int size;
  private int generation;

  /**
   * @param room what there is for it
   */
  LogIndex(Room room) {
    this.room = room;
    resize(FEWEST_SLOTS);
  }

  private void resize(int length) {
    room.take((long) Long.BYTES * (length - (slots == null ? 0 : slots.length)));
    slots = new long[length];
  }

  /** How many records it knows. */
  int size() {
    return size;
  }

  /**
   * The first slot of a hash.
   *
   * @return -1 for none
   */
  int first(long hash) {
    return sought(half(hash), home(half(hash)));
  }

  /**
   * The next slot of a hash.
   *
   * @return -1 for none
   */
  int next(long hash, int slot) {
    return sought(half(hash), slot + 1);
  }

  private static int half(long hash) {
    return (int) (hash >>> Integer.SIZE);
  }

  private int sought(int half, int from) {
    int mask = slots.length - 1;
    int slot = from & mask;
    while ((int) slots[slot] != FREE) {
      if (halfIn(slot) == half && (int) slots[slot] != REMOVED) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /**
   * The first slot behind another that holds anything; behind -1 the first of all.
   *
   * @return -1 for none
   */
  int after(int slot) {
    for (int next = slot + 1; next < slots.length; next++) {
      if (isUsed(next)) {
        return next;
      }
    }
    return -1;
  }

  /** Where the record is that a slot points to. */
  int placeIn(int slot) {
    return (int) slots[slot] - 1;
  }

  /** Takes up a record; the slots of others change with it. */
  void add(long hash, int place) {
    if (taken >= slots.length / 4 * 3) {
      fit();
    }
    addHalf(half(hash), place);
  }

  private void addHalf(int half, int place) {
    int slot = home(half);
    while (isUsed(slot)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    taken += (int) slots[slot] == FREE ? 1 : 0;
    slots[slot] = entry(half, place);
    size++;
  }

  /** The record that a slot points to is somewhere else now. */
  void move(int slot, int place) {
    slots[slot] = entry(halfIn(slot), place);
  }

  /** Forgets the record that a slot points to; all other slots stay. */
  void remove(int slot) {
    slots[slot] = REMOVED & LOW;
    size--;
  }

  /** Forgets all. */
  void clear() {
    resize(FEWEST_SLOTS);
    taken = 0;
    size = 0;
    generation++;
  }

  /** Another number once slots may hold other records than before, though none was removed. */
  int generation() {
    return generation;
  }

  /** Whether it is far larger than it has to be. */
  boolean isSparse() {
    return slots.length > FEWEST_SLOTS && size < slots.length / 16;
  }

  /** Makes it as large as it has to be. */
  void fit() {
    long[] from = slots;
    resize(Math.max(FEWEST_SLOTS, Integer.highestOneBit(size) * 4));
    taken = 0;
    size = 0;
    generation++;
    for (long entry : from) {
      if ((int) entry != FREE && (int) entry != REMOVED) {
        addHalf((int) (entry >>> 32), (int) entry - 1);
      }
    }
  }

  private boolean isUsed(int slot) {
    return (int) slots[slot] != FREE && (int) slots[slot] != REMOVED;
  }

  private int halfIn(int slot) {
    return (int) (slots[slot] >>> 32);
  }

  private int home(int half) {
    return half & (slots.length - 1);
  }

  private static long entry(int half, int place) {
    return (long) half << 32 | (place + 1 & LOW);
  }
}
