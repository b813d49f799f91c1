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
 * text longer than {@link #LONGEST} characters is cut.
 */
public final class RecentTexts implements StatePart {

  /** Longest text that is kept whole, in characters: attackers choose names. */
  public static final int LONGEST = 128;

  private record Entry(String text, long at) {}

  private final int capacity;
  private final long lifeMillis;
  private Deque<Entry> entries;

  /**
   * @param capacity how many are kept, 1 to 100
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
    String kept = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    long newestAt = at;
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      boolean same = entry.text.equals(kept);
      if (same) {
        newestAt = Math.max(newestAt, entry.at);
      }
      if (same || at - entry.at > lifeMillis) {
        each.remove();
      }
    }
    if (entries.size() == capacity) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(kept, newestAt));
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
