package io.leakwatch.pipeline;

import io.leakwatch.detection.Entity;
import io.leakwatch.pipeline.types.EntitySerializer;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What is remembered of the entities of one key group, as bytes one after the other, with an index
 * over them. A record is never changed: a newer one of the same entity is written behind it, and
 * one without slots says that the entity is forgotten. So another thread can store all that was
 * written by a moment while writing goes on, and to store it is to copy bytes. Where too much is no
 * longer true, what still is of the oldest records is written again behind all others, and they go.
 *
 * <p>A record is its length, the entity's hash, the minute at which it wakes, the entity, and its
 * slots as {@link SleepingSlots} reads them.
 */
final class EntityLog {

  private static final int HASH = Integer.BYTES;
  private static final int WAKES_AT = HASH + Integer.BYTES;
  private static final int ENTITY = WAKES_AT + Integer.BYTES;

  /** In milliseconds; an int of minutes takes half the room of a time. */
  private static final long MINUTE = 60_000;

  /**
   * So large a part may be no longer true: with more, more of the heap and of a whole checkpoint is
   * wasted; with less, what is true is written again more often.
   */
  private static final double MOST_STALE = 0.3;

  /** A log that is shorter is tidied for checkpoints only. */
  private static final int SHORT = 4096;

  private static final EntitySerializer ENTITIES = new EntitySerializer();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** The record that is sought, or written next. */
  private final DataOutputSerializer record;

  private final LogSegments segments;

  /** Bytes of records that are no longer true. */
  private long stale;

  private final LogIndex index = new LogIndex();

  private long earliest = Long.MAX_VALUE;

  /**
   * An empty one.
   *
   * @param scratch is written over
   * @param storage keeps what is written, once it is stored
   */
  EntityLog(DataOutputSerializer scratch, LogSegments.Storage storage) {
    this.record = scratch;
    this.segments = new LogSegments(storage);
  }

  /** How many entities anything is remembered of. */
  int size() {
    return index.size();
  }

  /** None of them wakes before this, in epoch milliseconds. */
  long earliest() {
    return earliest;
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
    int length = length(bytes, at);
    DataInputDeserializer in = new DataInputDeserializer(bytes, at + ENTITY, length - ENTITY);
    Entity entity = ENTITIES.deserialize(in);
    boolean isForgotten = in.available() == 0;
    int slot = slotOf(entity, begin(entity));
    if (isForgotten) {
      drop(slot);
      stale += length;
    } else {
      point(slot, entity, place);
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
    int slot = slotOf(entity, entityEnd);
    if (slot < 0) {
      return null;
    }
    int place = index.placeIn(slot);
    byte[] bytes = segments.bytesAt(place);
    int at = LogSegments.offsetOf(place);
    EntityState state =
        new EntityState(Arrays.copyOfRange(bytes, at + entityEnd, at + length(bytes, at)));
    state.wakesAt(wakesAt(place));
    return state;
  }

  /**
   * Remembers it from now on; of a state without slots, nothing. When it wakes is rounded up to a
   * whole minute.
   */
  void put(Entity entity, EntityState state) throws IOException {
    int entityEnd = begin(entity);
    if (state.write(record) == 0) {
      remove(entity);
      return;
    }
    int minute = Math.toIntExact(-Math.floorDiv(-state.wakesAt(), MINUTE));
    INT.set(record.getSharedBuffer(), WAKES_AT, minute);
    int slot = slotOf(entity, entityEnd);
    point(slot, entity, append());
    clean(SHORT);
  }

  /** Forgets an entity, if anything is remembered of it. */
  void remove(Entity entity) throws IOException {
    int slot = slotOf(entity, begin(entity));
    if (slot >= 0) {
      drop(slot);
      append();
      stale += record.length();
      clean(SHORT);
    }
  }

  /** Forgets all. */
  void clear() throws IOException {
    while (segments.count() > 0) {
      segments.removeOldest(EntityLog::skip);
    }
    stale = 0;
    index.clear();
    earliest = Long.MAX_VALUE;
  }

  private static int skip(byte[] bytes, int at, int place) {
    return length(bytes, at);
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
    while (segments.length() > enough && stale > MOST_STALE * segments.length()) {
      segments.removeOldest(this::writeAgain);
    }
    if (index.isSparse()) {
      index.fit();
    }
  }

  /** Of a record that goes: writes it behind all others if it is still true. */
  private int writeAgain(byte[] bytes, int at, int place) throws IOException {
    int length = length(bytes, at);
    int slot = slotOf((int) INT.get(bytes, at + HASH), place);
    if (slot >= 0) {
      index.move(slot, segments.append(bytes, at, length));
    } else {
      stale -= length;
    }
    return length;
  }

  /**
   * The slot that points to a place.
   *
   * @return -1 for none: the record there is no longer true
   */
  private int slotOf(int hash, int place) {
    int slot = index.first(hash);
    while (slot >= 0 && index.placeIn(slot) != place) {
      slot = index.next(hash, slot);
    }
    return slot;
  }

  /** Those that are to wake at a time or earlier; each is told once. */
  List<Entity> due(long time) throws IOException {
    List<Entity> due = new ArrayList<>();
    earliest = Long.MAX_VALUE;
    for (int slot = index.after(-1); slot >= 0; slot = index.after(slot)) {
      int place = index.placeIn(slot);
      if (wakesAt(place) <= time) {
        due.add(entityAt(place));
      } else {
        earliest = Math.min(earliest, wakesAt(place));
      }
    }
    return due;
  }

  private Entity entityAt(int place) throws IOException {
    byte[] bytes = segments.bytesAt(place);
    int at = LogSegments.offsetOf(place);
    return ENTITIES.deserialize(
        new DataInputDeserializer(bytes, at + ENTITY, length(bytes, at) - ENTITY));
  }

  /** Begins the record of an entity; returns how long it is without slots. */
  private int begin(Entity entity) throws IOException {
    record.clear();
    record.writeInt(0);
    record.writeInt(entity.hashCode());
    record.writeInt(0);
    ENTITIES.serialize(entity, record);
    return record.length();
  }

  /** Writes the record behind all others; returns its place. */
  private int append() throws IOException {
    INT.set(record.getSharedBuffer(), 0, record.length());
    return segments.append(record.getSharedBuffer(), 0, record.length());
  }

  private static int length(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  private int lengthAt(int place) {
    return length(segments.bytesAt(place), LogSegments.offsetOf(place));
  }

  /** In epoch milliseconds. */
  private long wakesAt(int place) {
    return MINUTE * (int) INT.get(segments.bytesAt(place), LogSegments.offsetOf(place) + WAKES_AT);
  }

  /**
   * The slot of an entity whose record was begun.
   *
   * @return -1 for none
   */
  private int slotOf(Entity entity, int entityEnd) {
    int hash = entity.hashCode();
    int slot = index.first(hash);
    while (slot >= 0 && !isRecordOf(index.placeIn(slot), entityEnd)) {
      slot = index.next(hash, slot);
    }
    return slot;
  }

  /** Whether a record is of the same entity as the one that was begun. */
  private boolean isRecordOf(int place, int entityEnd) {
    byte[] bytes = segments.bytesAt(place);
    int at = LogSegments.offsetOf(place);
    return length(bytes, at) >= entityEnd
        && Arrays.equals(
            bytes, at + ENTITY, at + entityEnd, record.getSharedBuffer(), ENTITY, entityEnd);
  }

  /** Makes a record the true one of an entity; {@code slot} is the one it has, if any. */
  private void point(int slot, Entity entity, int place) {
    if (slot >= 0) {
      stale += lengthAt(index.placeIn(slot));
      index.move(slot, place);
    } else {
      index.add(entity.hashCode(), place);
    }
    earliest = Math.min(earliest, wakesAt(place));
  }

  /** What a slot points to, if it is one, is no longer true. */
  private void drop(int slot) {
    if (slot >= 0) {
      stale += lengthAt(index.placeIn(slot));
      index.remove(slot);
    }
  }
}
