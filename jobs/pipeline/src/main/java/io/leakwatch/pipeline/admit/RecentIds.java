package io.leakwatch.pipeline.admit;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The event ids seen most recently, as 63-bit hashes: at least the last {@code remembered} of them,
 * at most twice as many. Two different ids meet in one hash less than once in 10¹² events.
 *
 * <p>The table is larger than a processor's cache, and is asked for every event, so that all that
 * counts is how many places in memory a look takes: one, because both generations are in one table.
 */
final class RecentIds {

  /** Set in a slot of the younger or of the older generation, in turn. */
  private static final long YOUNGER = Long.MIN_VALUE;

  private final int remembered;

  /** Hash and generation of an id; 0 where there is none. */
  private long[] table;

  private long generation;
  private int size;

  RecentIds(int remembered) {
    this.remembered = remembered;
    this.table = emptyTable();
  }

  /** Never more than half full. */
  private long[] emptyTable() {
    return new long[Integer.highestOneBit(Math.max(8, remembered)) * 8];
  }

  /**
   * Remembers an id.
   *
   * @param hash never 0
   * @return false if it was seen already
   */
  boolean add(long hash) {
    long id = idOf(hash);
    int slot = slot(id);
    if (table[slot] != 0) {
      return false;
    }
    table[slot] = id | generation;
    if (++size == remembered) {
      forgetOlder();
    }
    return true;
  }

  /** The younger generation becomes the older one. */
  private void forgetOlder() {
    long[] all = table;
    table = emptyTable();
    for (long entry : all) {
      if (entry != 0 && (entry & YOUNGER) == generation) {
        table[slot(idOf(entry))] = entry;
      }
    }
    generation ^= YOUNGER;
    size = 0;
  }

  private static long idOf(long hash) {
    return Math.max(1, hash & ~YOUNGER);
  }

  private int slot(long id) {
    int mask = table.length - 1;
    int slot = (int) id & mask;
    while (table[slot] != 0 && idOf(table[slot]) != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Remembers all that were in a block. */
  void addAll(byte[] block) {
    LongBuffer hashes = ByteBuffer.wrap(block).asLongBuffer();
    while (hashes.hasRemaining()) {
      add(hashes.get());
    }
  }

  /**
   * Everything remembered, for a checkpoint, the older half first; as bytes, because a checkpoint's
   * stream takes its time for each number.
   *
   * @param most how many blocks at most
   */
  List<byte[]> blocks(int most) {
    long[] all = all();
    int length = Math.max(1, (all.length + most - 1) / most);
    List<byte[]> blocks = new ArrayList<>(most);
    for (int from = 0; from < all.length; from += length) {
      int count = Math.min(length, all.length - from);
      byte[] block = new byte[count * Long.BYTES];
      ByteBuffer.wrap(block).asLongBuffer().put(all, from, count);
      blocks.add(block);
    }
    return blocks;
  }

  /** Everything remembered, the older half first. */
  long[] all() {
    long[] all = new long[2 * remembered];
    int older = 0;
    int younger = all.length - size;
    for (long entry : table) {
      if (entry != 0) {
        all[(entry & YOUNGER) == generation ? younger++ : older++] = idOf(entry);
      }
    }
    System.arraycopy(all, all.length - size, all, older, size);
    return Arrays.copyOf(all, older + size);
  }
}
