package io.leakwatch.pipeline.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The event ids seen most recently, as 64-bit hashes: at least the last {@code remembered} of them,
 * at most twice as many. Two different ids meet in one hash less than once in 10¹² events.
 */
final class RecentIds {

  private final int remembered;
  private long[] current;
  private long[] previous;
  private int size;

  RecentIds(int remembered) {
    this.remembered = remembered;
    this.current = table();
    this.previous = table();
  }

  private long[] table() {
    return new long[Integer.highestOneBit(Math.max(8, remembered)) * 4];
  }

  /**
   * Remembers an id.
   *
   * @param hash never 0
   * @return false if it was seen already
   */
  boolean add(long hash) {
    if (contains(previous, hash) || !insert(current, hash)) {
      return false;
    }
    if (++size == remembered) {
      long[] oldest = previous;
      previous = current;
      current = oldest;
      Arrays.fill(current, 0);
      size = 0;
    }
    return true;
  }

  /** Remembers all of these, the oldest first. */
  void addAll(long[] hashes) {
    for (long hash : hashes) {
      add(hash);
    }
  }

  /**
   * Everything remembered, for a checkpoint, the older half first.
   *
   * @param most how many blocks at most
   */
  List<long[]> blocks(int most) {
    long[] all = all();
    int length = Math.max(1, (all.length + most - 1) / most);
    List<long[]> blocks = new ArrayList<>(most);
    for (int from = 0; from < all.length; from += length) {
      blocks.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + length)));
    }
    return blocks;
  }

  /** Everything remembered. */
  long[] all() {
    return LongStream.concat(Arrays.stream(previous), Arrays.stream(current))
        .filter(hash -> hash != 0)
        .toArray();
  }

  private static boolean contains(long[] table, long hash) {
    return table[slot(table, hash)] == hash;
  }

  private static boolean insert(long[] table, long hash) {
    int slot = slot(table, hash);
    if (table[slot] == hash) {
      return false;
    }
    table[slot] = hash;
    return true;
  }

  private static int slot(long[] table, long hash) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] != 0 && table[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
