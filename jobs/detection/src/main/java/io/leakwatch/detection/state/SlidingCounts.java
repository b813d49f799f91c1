package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many times each of a few keys was seen within the last window, and with which marks. The
 * busiest keys are followed, each exactly: where there is no room for one more, the key seen least
 * in the window gives way, so that an attacker who makes up keys drives out made-up ones.
 *
 * <p>Keys are 64-bit hashes ({@link io.leakwatch.detection.activity.Hashes}).
 */
public final class SlidingCounts implements StatePart {

  private static final class Entry {
    final long key;
    final SlidingCount count;
    int marks;

    Entry(long key, SlidingCount count) {
      this.key = key;
      this.count = count;
    }
  }

  private final Duration window;
  private final int panes;
  private final int capacity;
  private List<Entry> entries;

  /**
   * @param window length of the window
   * @param panes how many panes it is cut into, 1 to 1000
   * @param capacity how many keys are followed, 1 to 64: they are searched one by one
   */
  public SlidingCounts(Duration window, int panes, int capacity) {
    this.window = window;
    this.panes = panes;
    this.capacity = capacity;
  }

  /**
   * Sees a key.
   *
   * @param marks bits, 0 or more, that are added to those the key already carries
   */
  public void add(long key, long at, int marks) {
    add(key, at, marks, 1);
  }

  /**
   * Sees a key several times at once.
   *
   * @param times how often, 1 or more
   */
  public void add(long key, long at, int marks, int times) {
    Entry entry = find(key);
    if (entry == null) {
      entry = new Entry(key, new SlidingCount(window, panes));
      makeRoom(at);
      entries.add(entry);
    } else if (entry.count.endsAt() <= at) {
      entry.marks = 0;
    }
    entry.count.add(at, times);
    entry.marks |= marks;
  }

  private void makeRoom(long at) {
    if (entries == null) {
      entries = new ArrayList<>(1);
    }
    entries.removeIf(entry -> entry.count.endsAt() <= at);
    if (entries.size() == capacity) {
      removeLeast(at);
    }
  }

  private void removeLeast(long at) {
    Entry least = entries.get(0);
    for (Entry entry : entries) {
      // Of equals the newest gives way: an older one has been counted for longer.
      least = entry.count.total(at) <= least.count.total(at) ? entry : least;
    }
    entries.remove(least);
  }

  private Entry find(long key) {
    if (entries != null) {
      for (Entry entry : entries) {
        if (entry.key == key) {
          return entry;
        }
      }
    }
    return null;
  }

  /** Forgets a key. */
  public void remove(long key) {
    if (entries != null) {
      entries.removeIf(entry -> entry.key == key);
    }
  }

  /** How many times a key was seen in the window that ends with the given time. */
  public int total(long key, long at) {
    return total(key, at, panes);
  }

  /** How many times a key was seen in the last few panes that end with the given time. */
  public int total(long key, long at, int lastPanes) {
    Entry entry = find(key);
    return entry == null ? 0 : entry.count.total(at, lastPanes);
  }

  /** Marks that a key carries; 0 if it was not seen in the window or is not followed. */
  public int marks(long key, long at) {
    Entry entry = find(key);
    return entry == null || entry.count.endsAt() <= at ? 0 : entry.marks;
  }

  @Override
  public long endsAt() {
    long end = NEVER;
    if (entries != null) {
      for (Entry entry : entries) {
        end = Math.max(end, entry.count.endsAt());
      }
    }
    return end;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(entries.size(), out);
    Grain.write(entries.get(0).count.paneMillis(), out);
    for (Entry entry : entries) {
      out.writeLong(entry.key);
      VarInts.write(entry.marks, out);
      entry.count.writePanes(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = VarInts.readCount(in);
    long writtenMillis = Grain.read(in);
    entries = new ArrayList<>(Math.min(size, capacity));
    for (int i = 0; i < size; i++) {
      Entry entry = new Entry(in.readLong(), new SlidingCount(window, panes));
      entry.marks = VarInts.readInt(in);
      entry.count.readPanes(writtenMillis, in);
      entries.add(entry);
    }
    while (entries.size() > capacity) {
      removeLeast(endsAt() - panes * entries.get(0).count.paneMillis());
    }
  }
}
