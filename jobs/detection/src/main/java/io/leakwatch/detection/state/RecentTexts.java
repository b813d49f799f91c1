package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
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

  /** A text and its length in bytes, as {@link DataOutput#writeUTF} writes it. */
  private record Entry(String text, long at, int bytes) {

    Entry(String text, long at) {
      this(text, at, bytes(text));
    }

    private static int bytes(String text) {
      int bytes = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        bytes += c >= 1 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
      return bytes;
    }
  }

  private final int capacity;
  private final long lifeMillis;
  private Deque<Entry> entries;

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
    if (entries == null) {
      entries = new ArrayDeque<>(4);
    }
    String kept = cut(text);
    long newestAt = at;
    int bytes = 0;
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      boolean same = entry.text.equals(kept);
      if (same) {
        newestAt = Math.max(newestAt, entry.at);
      }
      if (same || at - entry.at > lifeMillis) {
        each.remove();
      } else {
        bytes += entry.bytes;
      }
    }
    Entry newest = new Entry(kept, newestAt);
    bytes += newest.bytes;
    while (!entries.isEmpty() && (entries.size() >= capacity || bytes > capacity * BYTES_EACH)) {
      bytes -= entries.removeFirst().bytes;
    }
    entries.addLast(newest);
  }

  /** A text at most {@link #LONGEST} characters long. */
  static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Those not yet forgotten, oldest first. */
  public List<String> list(long now) {
    if (entries == null) {
      return List.of();
    }
    return entries.stream().filter(entry -> now - entry.at <= lifeMillis).map(Entry::text).toList();
  }

  @Override
  public long endsAt() {
    long newest = NEVER;
    if (entries != null) {
      for (Entry entry : entries) {
        newest = Math.max(newest, entry.at + lifeMillis);
      }
    }
    return newest;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(entries == null ? 0 : entries.size(), out);
    if (entries == null || entries.isEmpty()) {
      return;
    }
    Iterator<Entry> each = entries.iterator();
    long base = entries.peekLast().at;
    out.writeLong(base);
    while (each.hasNext()) {
      Entry entry = each.next();
      out.writeUTF(entry.text);
      VarInts.write(base - entry.at, out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = VarInts.readInt(in);
    if (size == 0) {
      return;
    }
    entries = new ArrayDeque<>(size);
    long base = in.readLong();
    for (int i = 0; i < size; i++) {
      String text = in.readUTF();
      entries.addLast(new Entry(text, base - VarInts.read(in)));
    }
  }
}
