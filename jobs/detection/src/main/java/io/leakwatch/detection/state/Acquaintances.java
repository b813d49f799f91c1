package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The few keys that somebody lives with, such as the devices and networks of an account, and how
 * often any was seen: enough to distinguish a stranger from an acquaintance, and small enough to be
 * kept for everybody. With four keys it takes 26 bytes.
 *
 * <p>Keys are folded to 32 bits: one in half a billion of a stranger's keys is taken for a familiar
 * one. When there is no room, the key seen longest ago is dropped. Times are exact to one pane.
 */
public final class Acquaintances implements StatePart {

  private static final int FEWEST = 2;
  private static final int MOST_OCCASIONS = 127;

  private final int capacity;
  private final long paneMillis;
  private final int panes;
  private int[] hashes;
  private int[] seen;
  private int size;
  private int grown;
  private int newest;
  private int occasions;

  /**
   * @param capacity how many keys are kept, 2 to 100
   * @param life how long a key is remembered after it was last seen
   * @param pane grain of time: what is seen within one is one occasion; at least a minute. It must
   *     not be an option's value, because it is not stored: with another one nothing that was
   *     stored can be read
   */
  public Acquaintances(int capacity, Duration life, Duration pane) {
    this.capacity = capacity;
    this.paneMillis = Math.max(60_000, pane.toMillis());
    this.panes = (int) Math.max(1, life.toMillis() / paneMillis);
  }

  /** Sees a key; 0 is none. One older than the newest by more than a life counts for nothing. */
  public void add(long key, long at) {
    int pane = paneOf(at);
    if (key == 0 || (size > 0 && pane <= newest - panes)) {
      return;
    }
    advanceTo(pane);
    int slot = find(fold(key));
    if (slot < 0) {
      slot = freeSlot();
      hashes[slot] = fold(key);
      seen[slot] = pane;
      grown = newest;
    } else {
      seen[slot] = Math.max(seen[slot], pane);
    }
  }

  private void advanceTo(int pane) {
    if (size == 0 || pane - newest >= panes) {
      size = 0;
      newest = pane;
      occasions = 1;
    } else if (pane > newest) {
      newest = pane;
      occasions = Math.min(MOST_OCCASIONS, occasions + 1);
    }
  }

  private int freeSlot() {
    if (hashes == null) {
      hashes = new int[FEWEST];
      seen = new int[FEWEST];
    }
    if (size == capacity) {
      return oldest();
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(capacity, Math.max(FEWEST, 2 * size)));
      seen = Arrays.copyOf(seen, hashes.length);
    }
    return size++;
  }

  private int oldest() {
    int oldest = 0;
    for (int slot = 1; slot < size; slot++) {
      oldest = seen[slot] < seen[oldest] ? slot : oldest;
    }
    return oldest;
  }

  private int find(int hash) {
    for (int slot = 0; slot < size; slot++) {
      if (hashes[slot] == hash) {
        return slot;
      }
    }
    return -1;
  }

  private static int fold(long key) {
    return (int) (key ^ (key >>> 32));
  }

  private int paneOf(long at) {
    return (int) Math.floorDiv(at, paneMillis);
  }

  /** Whether a key was seen within its life; never for 0. */
  public boolean isFamiliar(long key, long at) {
    int slot = key == 0 ? -1 : find(fold(key));
    return slot >= 0 && paneOf(at) - seen[slot] < panes;
  }

  /** In how many panes anything was seen since it is remembered, at most 127; 0 for none. */
  public int occasions(long at) {
    return isForgotten(at) ? 0 : occasions;
  }

  /**
   * Milliseconds since a key was seen that was not remembered, exact to one pane; 0 for nothing.
   * While new ones appear, not all of them are remembered yet.
   */
  public long settledFor(long at) {
    return isForgotten(at) ? 0 : Math.max(0, at - grown * paneMillis);
  }

  private boolean isForgotten(long at) {
    return size == 0 || paneOf(at) - newest >= panes;
  }

  @Override
  public long endsAt() {
    return size == 0 ? NEVER : (newest + (long) panes) * paneMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(size);
    VarInts.write(newest, out);
    VarInts.write(newest - grown, out);
    out.writeByte(occasions);
    for (int slot = 0; slot < size; slot++) {
      out.writeInt(hashes[slot]);
      VarInts.write(newest - seen[slot], out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    size = in.readByte();
    newest = (int) VarInts.read(in);
    grown = newest - VarInts.readInt(in);
    occasions = in.readByte();
    hashes = new int[size];
    seen = new int[size];
    for (int slot = 0; slot < size; slot++) {
      hashes[slot] = in.readInt();
      seen[slot] = newest - VarInts.readInt(in);
    }
    while (size > capacity) {
      removeOldest();
    }
  }

  private void removeOldest() {
    int oldest = oldest();
    size--;
    hashes[oldest] = hashes[size];
    seen[oldest] = seen[size];
  }
}
