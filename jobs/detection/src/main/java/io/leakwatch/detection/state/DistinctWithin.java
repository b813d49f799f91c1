package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * Which distinct keys were seen within the last window, how often each, and with which marks. Exact
 * up to its capacity; beyond it a uniform sample of keys is followed exactly and counts are scaled
 * up, so that an attacker's many keys cost no more than the capacity (distinct sampling after
 * Gibbons, "Distinct Sampling for Highly-Accurate Answers to Distinct Values Queries", VLDB 2001).
 * With a capacity of 512 the counts of a full sample are off by about 5 % (one standard error).
 *
 * <p>Keys are hashes ({@link io.leakwatch.detection.activity.Hashes}), of which 48 bits are looked
 * at: with 4096 keys, the chance that any two are taken for one is one in thirty million. A key is
 * forgotten a window after it was last seen.
 */
public final class DistinctWithin implements StatePart {

  /** Whether a key was seen. */
  public enum Seen {
    YES,
    NO,
    /** The key is not in the sample that is followed, so it is not known. */
    UNKNOWN
  }

  private static final int MOST_TIMES = 255;
  private static final long KEY_BITS = (1L << 48) - 1;

  private final long paneMillis;
  private final int panes;
  private final int capacity;
  private KeyTable table;
  private int level;
  private long newest = NEVER;

  /** No key was last seen before this pane. */
  private long oldest;

  /**
   * @param window how long a key is remembered after it was last seen
   * @param panes how many panes the window is cut into: it is exact to one pane, 1 to 1000
   * @param capacity how many keys are followed, 16 to 4096; 7 to 10 bytes each
   */
  public DistinctWithin(Duration window, int panes, int capacity) {
    this.paneMillis = Math.max(1, window.toMillis() / panes);
    this.panes = panes;
    this.capacity = capacity;
  }

  /**
   * Sees a key.
   *
   * @param marks bits, 0 to 255, that are added to those the key already carries
   * @return how often the key was seen in the window, this time included, at most 255; 0 if it is
   *     not in the sample or older than the window
   */
  public int add(long hash, long at, int marks) {
    long pane = Math.floorDiv(at, paneMillis);
    if (newest != NEVER && pane <= newest - panes) {
      return 0;
    }
    advanceTo(pane);
    long key = hash & KEY_BITS;
    if (!isSampled(key)) {
      return 0;
    }
    if (table == null) {
      table = new KeyTable();
    }
    int slot = table.findOrAdd(key);
    int times = Math.min(MOST_TIMES, table.times(slot) + 1);
    if (times == 1) {
      oldest = table.size() == 1 ? pane : Math.min(oldest, pane);
      table.set(slot, pane, times, marks);
      thin();
    } else {
      table.set(slot, Math.max(table.pane(slot), pane), times, table.marks(slot) | marks);
    }
    return isSampled(key) ? times : 0;
  }

  /**
   * Adds marks to a key that was seen in the window; nothing for any other. It is not counted as
   * seen once more, nor remembered for longer.
   *
   * @param marks bits, 0 to 255, that are added to those the key already carries
   */
  public void mark(long hash, long at, int marks) {
    int slot = slotOf(hash);
    if (isLive(slot, at)) {
      table.set(slot, table.pane(slot), table.times(slot), table.marks(slot) | marks);
    }
  }

  private void advanceTo(long pane) {
    if (newest == NEVER || pane > newest) {
      newest = pane;
      if (table != null && oldest <= newest - panes) {
        retainLive();
      }
      if (size() == 0) {
        level = 0;
      }
    }
  }

  private void retainLive() {
    table.retain(slot -> table.pane(slot) > newest - panes);
    oldest = oldestPane();
  }

  private long oldestPane() {
    long pane = Long.MAX_VALUE;
    for (int slot = 0; slot < table.slots(); slot++) {
      if (!table.isFree(slot)) {
        pane = Math.min(pane, table.pane(slot));
      }
    }
    return pane;
  }

  private void thin() {
    while (table.size() > capacity) {
      level++;
      table.retain(slot -> isSampled(table.key(slot)));
    }
  }

  private boolean isSampled(long key) {
    return level == 0 || Long.numberOfTrailingZeros(key) >= level;
  }

  public Seen seen(long hash, long at) {
    if (!isSampled(hash & KEY_BITS)) {
      return Seen.UNKNOWN;
    }
    return isLive(slotOf(hash), at) ? Seen.YES : Seen.NO;
  }

  /** Marks that a key carries; 0 if it was not seen in the window or is not in the sample. */
  public int marks(long hash, long at) {
    int slot = slotOf(hash);
    return isLive(slot, at) ? table.marks(slot) : 0;
  }

  private int slotOf(long hash) {
    return table == null ? -1 : table.find(hash & KEY_BITS);
  }

  private boolean isLive(int slot, long at) {
    return slot >= 0 && table.pane(slot) > Math.floorDiv(at, paneMillis) - panes;
  }

  /**
   * How many keys are followed, at most the capacity: cheap, without looking at times. Beyond the
   * capacity it says nothing about how many there were.
   */
  public int size() {
    return table == null ? 0 : table.size();
  }

  /** Distinct keys seen in the window that ends with the given time. */
  public long distinct(long at) {
    return distinct(at, panes);
  }

  /** Distinct keys last seen in the last few panes that end with the given time. */
  public long distinct(long at, int lastPanes) {
    if (table != null && oldest > before(at, lastPanes)) {
      return atMost();
    }
    return distinct(at, lastPanes, (times, marks) -> true);
  }

  /** No more distinct keys than this were seen in the window: cheap, without looking at times. */
  public long atMost() {
    return table == null ? 0 : (long) table.size() << level;
  }

  /** The pane before the last few that end with the given time. */
  private long before(long at, int lastPanes) {
    return Math.max(newest, Math.floorDiv(at, paneMillis)) - lastPanes;
  }

  /** Distinct keys of the window for which the condition holds. */
  public long distinct(long at, KeyCondition condition) {
    return distinct(at, panes, condition);
  }

  /**
   * Distinct keys last seen in the last few panes for which the condition holds; times and marks
   * are those of the whole window.
   */
  public long distinct(long at, int lastPanes, KeyCondition condition) {
    if (table == null) {
      return 0;
    }
    long before = before(at, lastPanes);
    long count = 0;
    for (int slot = 0; slot < table.slots(); slot++) {
      if (!table.isFree(slot)
          && table.pane(slot) > before
          && condition.test(table.times(slot), table.marks(slot))) {
        count++;
      }
    }
    return count << level;
  }

  /** Whether every key is followed, so that counts are exact and no estimates. */
  public boolean isExact() {
    return level == 0;
  }

  /**
   * Sees all keys that another has seen within its window, and for which the condition holds, with
   * their marks; where it follows a sample of them, only that sample is followed here.
   *
   * @param at when they are seen here, and the end of the other's window
   */
  public void addAll(DistinctWithin other, long at, KeyCondition condition) {
    if (other.table == null) {
      return;
    }
    long before = other.before(at, other.panes);
    for (int slot = 0; slot < other.table.slots(); slot++) {
      if (!other.table.isFree(slot)
          && other.table.pane(slot) > before
          && condition.test(other.table.times(slot), other.table.marks(slot))) {
        add(other.table.key(slot), at, other.table.marks(slot));
      }
    }
    if (other.level > level && table != null) {
      level = other.level;
      table.retain(slot -> isSampled(table.key(slot)));
    }
  }

  @Override
  public long endsAt() {
    return table == null || table.size() == 0 ? NEVER : (newest + panes) * paneMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    // Nearly always all are followed, which a bit beside how many there are says.
    VarInts.write((long) table.size() << 1 | (level == 0 ? 0 : 1), out);
    if (level != 0) {
      out.writeByte(level);
    }
    Grain.write(paneMillis, out);
    VarInts.write(newest, out);
    for (int slot = 0; slot < table.slots(); slot++) {
      if (!table.isFree(slot)) {
        table.writeKey(slot, newest, out);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int sizeAndKind = VarInts.readCount(in);
    int size = sizeAndKind >> 1;
    level = (sizeAndKind & 1) == 0 ? 0 : in.readUnsignedByte();
    long writtenMillis = Grain.read(in);
    newest = Grain.readPane(writtenMillis, in);
    oldest = newest;
    table = new KeyTable(Math.min(size, capacity));
    for (int i = 0; i < size; i++) {
      oldest = Math.min(oldest, table.pane(table.readKey(newest, in)));
    }
    if (writtenMillis != paneMillis) {
      convert(writtenMillis);
    }
    thin();
  }

  /** Puts what was written with panes of another length into those of this one. */
  private void convert(long writtenMillis) {
    newest = Grain.convert(newest, writtenMillis, paneMillis);
    for (int slot = 0; slot < table.slots(); slot++) {
      if (!table.isFree(slot)) {
        long pane = Grain.convert(table.pane(slot), writtenMillis, paneMillis);
        table.set(slot, pane, table.times(slot), table.marks(slot));
      }
    }
    retainLive();
    if (size() == 0) {
      level = 0;
    }
  }
}
