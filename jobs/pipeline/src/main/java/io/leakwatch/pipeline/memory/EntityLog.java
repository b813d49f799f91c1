package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What is remembered of the entities of one key group, as bytes one after the other, with an index
 * over them. A record is never changed: a newer one of the same entity is written behind it, and
 * one without slots says that the entity is forgotten. So another thread can store all that was
 * written by a moment while writing goes on, and to store it is to copy bytes. Where too much is no
 * longer true, what still is of the oldest records is written again behind all others, and they go.
 *
 * <p>How a record lies in memory is in {@link LogRecord}.
 */
final class EntityLog {

  /**
   * So large a part may be no longer true: with more, more of the heap and of a whole checkpoint is
   * wasted; with less, what is true is written again more often.
   */
  private static final double MOST_STALE = 0.3;

  /** The same where there is hardly room for more: writing again is what makes some. */
  private static final double MOST_STALE_WHEN_CROWDED = 0.05;

  /** A log that is shorter is tidied for checkpoints only. */
  private static final int SHORT = 4096;

  /** The record that is sought, or written next. */
  private final DataOutputSerializer record;

  private final LogSegments segments;

  private final LogIndex index;

  private final LogTail tail;

  private final LogWalk walk;

  private final KindCounts kinds;

  /**
   * An empty one, over segments that are empty, too.
   *
   * @param scratch is written over
   */
  EntityLog(DataOutputSerializer scratch, LogSegments segments) {
    this.record = scratch;
    this.segments = segments;
    this.kinds = segments.room().kinds();
    this.index = new LogIndex(segments.room());
    this.tail = new LogTail(index, segments);
    this.walk = new LogWalk(index, this::expiresAt);
  }

  /** How many entities anything is remembered of. */
  int size() {
    return index.size();
  }

  /**
   * Whether one more entity can be remembered. A part of the log's room is left for those that are
   * remembered already, and for a checkpoint, which may have to write some again.
   */
  boolean hasRoom() {
    return !segments.isCrowded() && !hasNoHeap();
  }

  /** In bytes. */
  long length() {
    return segments.length();
  }

  /** Whether there is no more of the heap for it, and for all others. */
  boolean hasNoHeap() {
    return segments.room().isCrowded();
  }

  /** Makes room; see {@link LogTail#passOver}. */
  void makeRoom(Consumer<Entity> then) throws IOException {
    tail.passOver(then);
  }

  /** None of them expires before this, in epoch milliseconds. */
  long earliest() {
    return walk.earliest();
  }

  /** Before a checkpoint: all that was written is to be in the storage. */
  void store() throws IOException {
    clean(0);
    segments.store();
  }

  /** Remembers everything that another one had stored; this one is empty. */
  void restore(SortedMap<Long, WrittenSegment> stored) throws IOException {
    segments.restore(stored, this::takeOver);
  }

  private int takeOver(byte[] bytes, int at, int place) throws IOException {
    int length = LogRecord.length(bytes, at);
    int lengthToSlots = LogRecord.lengthToSlots(bytes, at);
    long hash = LogRecord.hash(bytes, at, lengthToSlots);
    begin(LogRecord.entity(bytes, at));
    int slot = slotOf(hash, lengthToSlots);
    if (length == lengthToSlots) {
      drop(slot);
      tail.addStale(length);
    } else {
      point(slot, hash, place);
    }
    return length;
  }

  /**
   * What is remembered of an entity.
   *
   * @return null for nothing
   */
  EntityState find(Entity entity) throws IOException {
    int entityEnd = begin(entity);
    int slot = slotOf(hashOfRecord(entityEnd), entityEnd);
    if (slot < 0) {
      return null;
    }
    int place = index.placeIn(slot);
    byte[] bytes = segments.bytesAt(place);
    int at = LogSegments.offsetOf(place);
    EntityState state =
        new EntityState(
            Arrays.copyOfRange(bytes, at + entityEnd, at + LogRecord.length(bytes, at)));
    state.expiresAt(expiresAt(place));
    state.chances(LogRecord.chances(bytes, at));
    return state;
  }

  /**
   * Remembers it from now on; of a state without slots, nothing. When it expires is rounded up to a
   * whole minute.
   *
   * @return false if there is no room: what was remembered before stays
   */
  boolean put(Entity entity, EntityState state) throws IOException {
    int entityEnd = begin(entity);
    if (state.write(record) == 0) {
      remove(entity);
      return true;
    }
    LogRecord.expireAt(state.expiresAt(), state.chances(), record);
    if (!segments.hasRoomFor(record.length())) {
      return false;
    }
    long hash = hashOfRecord(entityEnd);
    point(slotOf(hash, entityEnd), hash, append());
    clean(SHORT);
    return true;
  }

  /** Forgets an entity, if anything is remembered of it. */
  void remove(Entity entity) throws IOException {
    int entityEnd = begin(entity);
    int slot = slotOf(hashOfRecord(entityEnd), entityEnd);
    if (slot >= 0) {
      drop(slot);
      // Where there is no room to say so, a restored job finds it again, and that it has expired.
      if (segments.hasRoomFor(record.length())) {
        append();
        tail.addStale(record.length());
      }
      clean(SHORT);
    }
  }

  /** Forgets all. */
  void clear() throws IOException {
    tail.clear();
    index.clear();
    walk.clear();
  }

  /**
   * Lets the oldest segments go while too much of the log is no longer true.
   *
   * @param enough a log that takes no more than this, in bytes, stays as it is
   */
  private void clean(int enough) throws IOException {
    if (index.size() == 0) {
      clear();
      return;
    }
    tail.tidy(enough, segments.isCrowded() ? MOST_STALE_WHEN_CROWDED : MOST_STALE);
    if (index.isSparse()) {
      index.fit();
    }
  }

  /**
   * Walks on over all entities, for those that expire at a time or earlier; see {@link LogWalk}.
   *
   * @param most how many entities it looks at, at most
   * @return how many it has looked at
   */
  int walk(long time, int most, Consumer<Entity> then) throws IOException {
    return walk.goOn(time, most, place -> then.accept(entityAt(place)));
  }

  /** Whether the last {@link #walk} stopped before the end. */
  boolean isHalfWalked() {
    return walk.isHalfWay();
  }

  private Entity entityAt(int place) throws IOException {
    return LogRecord.entity(segments.bytesAt(place), LogSegments.offsetOf(place));
  }

  /** Begins the record of an entity; returns how long it is without slots. */
  private int begin(Entity entity) throws IOException {
    return LogRecord.begin(entity, record);
  }

  /** Writes the record behind all others; returns its place. */
  private int append() throws IOException {
    LogRecord.end(record);
    return segments.append(record.getSharedBuffer(), 0, record.length());
  }

  private SubjectType kindAt(int place) {
    return LogRecord.kind(segments.bytesAt(place), LogSegments.offsetOf(place));
  }

  private int lengthAt(int place) {
    return LogRecord.length(segments.bytesAt(place), LogSegments.offsetOf(place));
  }

  /** In epoch milliseconds. */
  private long expiresAt(int place) {
    return LogRecord.expiresAt(segments.bytesAt(place), LogSegments.offsetOf(place));
  }

  /** The hash of the entity whose record was begun. */
  private long hashOfRecord(int entityEnd) {
    return LogRecord.hash(record.getSharedBuffer(), 0, entityEnd);
  }

  /**
   * The slot of the entity whose record was begun.
   *
   * @return -1 for none
   */
  private int slotOf(long hash, int entityEnd) {
    int slot = index.first(hash);
    while (slot >= 0 && !isRecordOf(index.placeIn(slot), entityEnd)) {
      slot = index.next(hash, slot);
    }
    return slot;
  }

  /** Whether a record is of the same entity as the one that was begun. */
  private boolean isRecordOf(int place, int entityEnd) {
    return LogRecord.areOfOneEntity(
        segments.bytesAt(place), LogSegments.offsetOf(place), record.getSharedBuffer(), entityEnd);
  }

  /** Makes a record the true one of an entity; {@code slot} is the one it has, if any. */
  private void point(int slot, long hash, int place) {
    if (slot >= 0) {
      int before = lengthAt(index.placeIn(slot));
      tail.addStale(before);
      index.move(slot, place);
      kinds.grow(kindAt(place), lengthAt(place) - before);
    } else {
      index.add(hash, place);
      kinds.add(kindAt(place), lengthAt(place));
    }
    walk.expect(expiresAt(place));
  }

  /** What a slot points to, if it is one, is no longer true. */
  private void drop(int slot) {
    if (slot >= 0) {
      int place = index.placeIn(slot);
      tail.addStale(lengthAt(place));
      kinds.remove(kindAt(place), lengthAt(place));
      index.remove(slot);
    }
  }
}
