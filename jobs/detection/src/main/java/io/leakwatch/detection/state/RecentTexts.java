package io.leakwatch.detection.state;

import io.leakwatch.detection.words.Cut;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last few distinct texts, such as event ids or account names, each remembered for so long. A
 * text longer than {@link #LONGEST} characters is cut, and where texts are long on average fewer
 * are kept: an attacker's made-up names cost no more than ordinary ones.
 */
public final class RecentTexts implements StatePart {

  /** Longest text that is kept whole, in characters: attackers choose names. */
  public static final int LONGEST = 128;

  /** Bytes for each text on average; UUIDs, the longest ids in common use, take 36. */
  private static final int BYTES_EACH = 40;

  private static final int FEWEST = 4;

  private final int capacity;
  private final long lifeMillis;

  /** Oldest first; in arrays, because a new text is held against all of them. */
  private String[] texts;

  private int[] hashes;
  private long[] times;
  private int[] lengths;
  private int size;
  private int bytes;

  /**
   * @param capacity how many are kept, 1 to 100, if they are no longer than 40 bytes on average
   * @param life how long each is kept
   */
  public RecentTexts(int capacity, Duration life) {
    this.capacity = capacity;
    this.lifeMillis = life.toMillis();
  }

  /** Remembers a text as the newest; null is nothing. */
  public void add(String text, long at) {
    if (text == null) {
      return;
    }
    String kept = cut(text);
    int hash = kept.hashCode();
    int length = bytes(kept);
    long newestAt = at;
    int left = 0;
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash && texts[i].equals(kept)) {
        newestAt = Math.max(newestAt, times[i]);
      } else if (at - times[i] <= lifeMillis) {
        move(i, left++);
        continue;
      }
      bytes -= lengths[i];
    }
    shrinkTo(left);
    dropOldest(tooMany(1, length));
    append(kept, hash, newestAt, length);
  }

  private void move(int from, int to) {
    if (from != to) {
      texts[to] = texts[from];
      hashes[to] = hashes[from];
      times[to] = times[from];
      lengths[to] = lengths[from];
    }
  }

  private void shrinkTo(int left) {
    for (int i = left; i < size; i++) {
      texts[i] = null;
    }
    size = left;
  }

  /**
   * How many of the oldest have to go, if so many more are to come. The newest stays in any case.
   */
  private int tooMany(int more, int moreBytes) {
    int gone = 0;
    int kept = bytes + moreBytes;
    while (gone < size + more - 1
        && (size + more - gone > capacity || kept > capacity * BYTES_EACH)) {
      kept -= lengths[gone++];
    }
    return gone;
  }

  private void dropOldest(int gone) {
    if (gone > 0) {
      for (int i = 0; i < gone; i++) {
        bytes -= lengths[i];
      }
      for (int i = gone; i < size; i++) {
        move(i, i - gone);
      }
      shrinkTo(size - gone);
    }
  }

  private void append(String text, int hash, long at, int length) {
    if (texts == null) {
      reserve(FEWEST);
    } else if (size == texts.length) {
      reserve(2 * size);
    }
    texts[size] = text;
    hashes[size] = hash;
    times[size] = at;
    lengths[size++] = length;
    bytes += length;
  }

  private void reserve(int room) {
    texts = texts == null ? new String[room] : Arrays.copyOf(texts, room);
    hashes = hashes == null ? new int[room] : Arrays.copyOf(hashes, room);
    times = times == null ? new long[room] : Arrays.copyOf(times, room);
    lengths = lengths == null ? new int[room] : Arrays.copyOf(lengths, room);
  }

  /** Length in bytes, as {@link DataOutput#writeUTF} writes it. */
  private static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c >= 1 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    return bytes;
  }

  /** A text at most {@link #LONGEST} characters long. */
  public static String cut(String text) {
    return Cut.to(LONGEST, text);
  }

  /** Those not yet forgotten, oldest first. */
  public List<String> list(long now) {
    List<String> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      if (now - times[i] <= lifeMillis) {
        list.add(texts[i]);
      }
    }
    return List.copyOf(list);
  }

  @Override
  public long endsAt() {
    long newest = NEVER;
    for (int i = 0; i < size; i++) {
      newest = Math.max(newest, times[i] + lifeMillis);
    }
    return newest;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(size, out);
    long base = times[size - 1];
    VarInts.write(base, out);
    for (int i = 0; i < size; i++) {
      PackedText.write(texts[i], out);
      VarInts.write(base - times[i], out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int stored = VarInts.readCount(in);
    long base = VarInts.read(in);
    reserve(Math.max(FEWEST, stored));
    for (int i = 0; i < stored; i++) {
      String text = PackedText.read(in);
      append(text, text.hashCode(), base - VarInts.read(in), bytes(text));
    }
    dropOldest(tooMany(0, 0)); // where it was written there may have been more room
  }
}
