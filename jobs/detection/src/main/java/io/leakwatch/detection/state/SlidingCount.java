package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * How many times something happened within the last window, in panes placed by event time: exact to
 * one pane. An event older than the window that ends with the newest event counts for nothing.
 */
public final class SlidingCount implements StatePart {

  private final long paneMillis;
  private final int panes;
  private int[] counts;
  private long newest = NEVER;

  /**
   * @param window length of the window
   * @param panes how many panes it is cut into, 1 to 1000
   */
  public SlidingCount(Duration window, int panes) {
    this.paneMillis = Math.max(1, window.toMillis() / panes);
    this.panes = panes;
  }

  /** How long a pane is. */
  long paneMillis() {
    return paneMillis;
  }

  public void add(long at) {
    add(at, 1);
  }

  /**
   * It happened several times at once.
   *
   * @param times how often, 0 or more; a pane counts no further than an int goes
   */
  public void add(long at, int times) {
    if (times == 0) {
      return;
    }
    long pane = Math.floorDiv(at, paneMillis);
    if (newest != NEVER && pane <= newest - panes) {
      return;
    }
    advanceTo(pane);
    int slot = Math.floorMod(pane, panes);
    counts[slot] = (int) Math.min(Integer.MAX_VALUE, (long) counts[slot] + times);
  }

  private void advanceTo(long pane) {
    if (counts == null) {
      counts = new int[panes];
      newest = pane;
      return;
    }
    for (long p = Math.max(newest + 1, pane - panes + 1); p <= pane; p++) {
      counts[Math.floorMod(p, panes)] = 0;
    }
    newest = Math.max(newest, pane);
  }

  /** The count of the window that ends with the pane of the given time. */
  public int total(long at) {
    return total(at, panes);
  }

  /** The count of the last few panes that end with the pane of the given time. */
  public int total(long at, int lastPanes) {
    if (counts == null) {
      return 0;
    }
    long pane = Math.floorDiv(at, paneMillis);
    int total = 0;
    for (long p = Math.max(newest, pane) - lastPanes + 1; p <= newest; p++) {
      total += counts[Math.floorMod(p, panes)];
    }
    return total;
  }

  @Override
  public long endsAt() {
    return newest == NEVER ? NEVER : (newest + panes) * paneMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Grain.write(paneMillis, out);
    writePanes(out);
  }

  /** Writes all but how long a pane is. */
  void writePanes(DataOutput out) throws IOException {
    VarInts.write(newest, out);
    VarInts.write(filledPanes(), out);
    // The newest pane is never empty, so nothing says that it was not skipped.
    VarInts.write(counts[Math.floorMod(newest, panes)], out);
    int skipped = 0;
    for (int i = 1; i < panes; i++) {
      int count = counts[Math.floorMod(newest - i, panes)];
      if (count == 0) {
        skipped++;
      } else {
        VarInts.write(skipped, out);
        VarInts.write(count, out);
        skipped = 0;
      }
    }
  }

  private int filledPanes() {
    int filled = 0;
    for (int count : counts) {
      filled += count == 0 ? 0 : 1;
    }
    return filled;
  }

  @Override
  public void read(DataInput in) throws IOException {
    readPanes(Grain.read(in), in);
  }

  /**
   * Reads what {@link #writePanes} wrote.
   *
   * @param writtenMillis how long a pane was then
   */
  void readPanes(long writtenMillis, DataInput in) throws IOException {
    counts = new int[panes];
    long pane = Grain.readPane(writtenMillis, in);
    int filled = VarInts.readCount(in);
    newest = Grain.convert(pane, writtenMillis, paneMillis);
    for (int i = 0; i < filled; i++) {
      pane -= i == 0 ? 0 : 1 + VarInts.readCount(in);
      int count = VarInts.readInt(in);
      long now = Grain.convert(pane, writtenMillis, paneMillis);
      if (now > newest - panes) {
        counts[Math.floorMod(now, panes)] += count;
      }
    }
  }
}
