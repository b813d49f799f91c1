package io.leakwatch.pipeline.memory;

import java.io.IOException;
import java.util.SortedMap;

/**
 * The bytes of a log, in segments with ascending numbers. Records are added behind the newest and
 * never changed; only the oldest segment as a whole can go. A segment is stored once it is full,
 * and the newest at each checkpoint, so a state backend that keeps changes has to keep no more than
 * what was added.
 */
public final class LogSegments {

  /** Where segments are stored. */
  interface Storage {

    /** Stores one, perhaps in place of a shorter one that was written by then. */
    void put(long number, WrittenSegment segment) throws IOException;

    /** Removes one that was stored. */
    void remove(long number) throws IOException;
  }

  /** Whoever walks over records. */
  interface Visitor {

    /**
     * Sees one.
     *
     * @return its length in bytes
     */
    int record(byte[] bytes, int at, int place) throws IOException;
  }

  /** A place is sixteen bits of a segment's number and sixteen of where in it a record begins. */
  private static final int OFFSET_BITS = 16;

  private static final int LARGEST = 1 << OFFSET_BITS;
  public static final int MOST = 1 << OFFSET_BITS;

  /** So large a part of all segments is left free for what is remembered already. */
  private static final int SPARE_PART = 4;

  /**
   * A new segment has room for so large a part of what there is already: at each checkpoint half of
   * one is stored again, on average, while each one costs some hundred bytes to keep.
   */
  private static final int PART = 32;

  private static final int SMALLEST = 1 << 11;

  /** What a segment takes beside its bytes: objects, and entries that point to them. */
  private static final int BESIDE_BYTES = 128;

  private static final class Segment {
    private final byte[] bytes;
    private int length;
    private int stored;

    Segment(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private final Storage storage;
  private final int most;
  private final Room room;

  /** A power of two of them, found by the last bits of their numbers. */
  private Segment[] ring = new Segment[8];

  private long oldest;

  /** The number of the next segment. */
  private long next;

  private long length;

  public LogSegments(Storage storage) {
    this(storage, MOST);
  }

  /**
   * @param most how many segments there can be, a power of two of 8 to 65,536
   */
  public LogSegments(Storage storage, int most) {
    this(storage, most, Room.endless());
  }

  /**
   * @param most how many segments there can be, a power of two of 8 to 65,536
   * @param room what there is for all logs together
   */
  LogSegments(Storage storage, int most, Room room) {
    this.storage = storage;
    this.most = most;
    this.room = room;
  }

  Room room() {
    return room;
  }

  /** Whether three quarters of all segments that there can be are in use. */
  boolean isCrowded() {
    return count() >= most - most / SPARE_PART;
  }

  /**
   * Whether a record can be added.
   *
   * @param size in bytes
   */
  boolean hasRoomFor(int size) {
    return (count() < most && !room.isFull()) || (count() > 0 && !isFull(segment(next - 1), size));
  }

  private static boolean isFull(Segment newest, int size) {
    return newest.bytes.length - newest.length < size;
  }

  /** All that is held, in bytes. */
  long length() {
    return length;
  }

  /** How many segments there are. */
  int count() {
    return (int) (next - oldest);
  }

  /** The bytes of the segment that a record is in. */
  byte[] bytesAt(int place) {
    return ring[place >>> OFFSET_BITS & (ring.length - 1)].bytes;
  }

  /** Where in them it begins. */
  static int offsetOf(int place) {
    return place & (LARGEST - 1);
  }

  private static int place(long number, int offset) {
    return (int) number << OFFSET_BITS | offset;
  }

  /**
   * Adds a record.
   *
   * @param size in bytes, at least three
   * @return its place; never one of the two largest unsigned numbers
   */
  int append(byte[] from, int at, int size) throws IOException {
    Segment newest = count() == 0 ? null : segment(next - 1);
    if (newest == null || isFull(newest, size)) {
      store();
      newest = add(new byte[roomFor(size)]);
    }
    int offset = newest.length;
    System.arraycopy(from, at, newest.bytes, offset, size);
    newest.length += size;
    length += size;
    return place(next - 1, offset);
  }

  private int roomFor(int size) {
    int room = (int) Math.min(length / PART, LARGEST);
    return Math.max(Math.max(room, SMALLEST), size);
  }

  private Segment add(byte[] bytes) {
    if (count() == ring.length) {
      widen();
    }
    room.take(bytes.length + BESIDE_BYTES);
    Segment added = new Segment(bytes);
    ring[(int) next & (ring.length - 1)] = added;
    next++;
    return added;
  }

  private void widen() {
    if (ring.length == most) {
      throw new IllegalStateException(
          "there is no more room for the state of one key group; set state.backend: rocksdb, and"
              + " restore the last savepoint");
    }
    Segment[] wider = new Segment[ring.length * 2];
    for (long number = oldest; number < next; number++) {
      wider[(int) number & (wider.length - 1)] = segment(number);
    }
    ring = wider;
  }

  private Segment segment(long number) {
    return ring[(int) number & (ring.length - 1)];
  }

  /** Before a checkpoint: stores what was added since the last one and is not stored yet. */
  void store() throws IOException {
    if (count() > 0) {
      Segment newest = segment(next - 1);
      if (newest.stored < newest.length) {
        storage.put(next - 1, new WrittenSegment(newest.bytes, newest.length));
        newest.stored = newest.length;
      }
    }
  }

  /** Takes the oldest segment away; what of its records is still true has to be added again. */
  void removeOldest(Visitor visitor) throws IOException {
    long number = oldest;
    Segment removed = segment(number);
    ring[(int) number & (ring.length - 1)] = null;
    oldest++;
    length -= removed.length;
    room.take(-removed.bytes.length - BESIDE_BYTES);
    if (removed.stored > 0) {
      storage.remove(number);
    }
    walk(removed, number, visitor);
  }

  private static void walk(Segment over, long number, Visitor visitor) throws IOException {
    int offset = 0;
    while (offset < over.length) {
      offset += visitor.record(over.bytes, offset, place(number, offset));
    }
  }

  /** Takes over what another one had stored. */
  void restore(SortedMap<Long, WrittenSegment> stored, Visitor visitor) throws IOException {
    oldest = stored.firstKey();
    next = oldest;
    for (var each : stored.entrySet()) {
      if (each.getKey() != next) {
        throw new IllegalStateException("segment " + next + " of a log is missing in the state");
      }
      Segment restored = add(each.getValue().bytes());
      restored.length = each.getValue().length();
      restored.stored = restored.length;
      length += restored.length;
      walk(restored, each.getKey(), visitor);
    }
  }
}
