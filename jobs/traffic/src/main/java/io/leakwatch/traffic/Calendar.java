package io.leakwatch.traffic;

import java.util.Arrays;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What is going to happen, in slices of time. Events come in any order, from the open slice on;
 * each slice is sorted when its time has come, so that no more than the near future is held.
 */
final class Calendar {

  private static final int INDEX_BITS = 24;
  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

  private final long startMs;
  private final long sliceMs;
  private final Slice[] slices;
  private int open;

  Calendar(long startMs, long endMs, int sliceCount) {
    this.startMs = startMs;
    this.sliceMs = (endMs - startMs + sliceCount - 1) / sliceCount;
    this.slices = new Slice[(int) ((endMs - startMs + sliceMs - 1) / sliceMs)];
  }

  int slices() {
    return slices.length;
  }

  /** Start of a slice, epoch milliseconds. */
  long start(int slice) {
    return startMs + slice * sliceMs;
  }

  /** Slice that holds the time. */
  int sliceOf(long at) {
    return (int) ((at - startMs) / sliceMs);
  }

  /** Notes an event of the open slice or a later one. */
  void add(long at, SpecificRecordBase record, boolean innocent) {
    int slice = sliceOf(at);
    if (slice < open) {
      throw new IllegalStateException("the slice of " + at + " is over: " + record);
    }
    if (slices[slice] == null) {
      slices[slice] = new Slice();
    }
    slices[slice].add((at - start(slice)) << INDEX_BITS, record, innocent);
  }

  /** How many innocent events the open slice holds so far. */
  int innocents() {
    return slices[open] == null ? 0 : slices[open].innocents;
  }

  /**
   * Closes the open slice and opens the next.
   *
   * @param innocentsKept how many of its innocent events happen; the latest of more are forgotten
   * @return what happens in it, in order
   */
  SimulatedEvent[] close(long innocentsKept) {
    Slice closed = slices[open];
    long start = start(open);
    slices[open++] = null;
    return closed == null ? new SimulatedEvent[0] : closed.sorted(start, innocentsKept);
  }

  private static final class Slice {

    private long[] keys = new long[64];
    private SpecificRecordBase[] records = new SpecificRecordBase[64];
    private boolean[] innocent = new boolean[64];
    private int size;
    private int innocents;

    void add(long key, SpecificRecordBase record, boolean isInnocent) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size * 2);
        records = Arrays.copyOf(records, size * 2);
        innocent = Arrays.copyOf(innocent, size * 2);
      }
      keys[size] = key | size;
      records[size] = record;
      innocent[size] = isInnocent;
      innocents += isInnocent ? 1 : 0;
      size++;
    }

    SimulatedEvent[] sorted(long start, long innocentsKept) {
      Arrays.sort(keys, 0, size);
      long left = Math.min(innocents, innocentsKept);
      SimulatedEvent[] events = new SimulatedEvent[size - innocents + (int) left];
      int count = 0;
      for (int i = 0; i < size; i++) {
        int index = (int) (keys[i] & INDEX_MASK);
        if (innocent[index] && left-- <= 0) {
          continue;
        }
        events[count++] = SimulatedEvent.of(start + (keys[i] >>> INDEX_BITS), records[index]);
      }
      return events;
    }
  }
}
