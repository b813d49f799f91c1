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
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What is remembered of the entities of one key group, as bytes one after the other, with an index
 * over them. A record is never changed: a newer one of the same entity is written behind it, and
 * one without slots says that the entity is forgotten. So another thread can store all that was
 * written by a moment while writing goes on, and to store it is to copy bytes. When the array is
 * full, what is still true moves to a new one.
 *
 * <p>A record is its length, when the entity wakes, the entity, and its slots as {@link
 * SleepingSlots} reads them.
 */
final class EntityLog {

  private static final int WAKES_AT = Integer.BYTES;
  private static final int ENTITY = WAKES_AT + Long.BYTES;

  /**
   * A new array is so much larger than what it holds: with more, more of the heap is empty or holds
   * what is no longer true; with less, what is true moves more often.
   */
  private static final double ROOM = 1.4;

  /** A full array of which less than this share is no longer true grows instead. */
  private static final double WORTH_MOVING = 0.2;

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private static final EntitySerializer ENTITIES = new EntitySerializer();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The record that is sought, or written next. */
  private final DataOutputSerializer record;

  private byte[] bytes = {};
  private int length;

  /** Bytes of records that are no longer true. */
  private int stale;

  private final LogIndex index = new LogIndex();

  private long earliest = Long.MAX_VALUE;

  /**
   * An empty one.
   *
   * @param scratch is written over
   */
  EntityLog(DataOutputSerializer scratch) {
    this.record = scratch;
  }

  /** How many entities anything is remembered of. */
  int size() {
    return index.size();
  }

  /** None of them wakes before this, in epoch milliseconds. */
  long earliest() {
    return earliest;
  }

  /** For a checkpoint. */
  WrittenLog written() {
    return new WrittenLog(bytes, length);
  }

  /** Remembers everything that another one, which was empty, had written. */
  void restore(WrittenLog from) throws IOException {
    bytes = from.bytes();
    length = from.length();
    DataInputDeserializer in = new DataInputDeserializer(bytes, 0, length);
    for (int at = 0; at < length; at += recordLength(at)) {
      in.setBuffer(bytes, at + ENTITY, recordLength(at) - ENTITY);
      Entity entity = ENTITIES.deserialize(in);
      boolean isForgotten = in.available() == 0;
      int slot = slotOf(entity, begin(entity));
      if (isForgotten) {
        drop(slot);
        stale += recordLength(at);
      } else {
        point(slot, entity, at);
      }
    }
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
    int at = index.placeIn(slot);
    EntityState state =
        new EntityState(Arrays.copyOfRange(bytes, at + entityEnd, at + recordLength(at)));
    state.wakesAt(wakesAt(at));
    return state;
  }

  /** Remembers it from now on; of a state without slots, nothing. */
  void put(Entity entity, EntityState state) throws IOException {
    int entityEnd = begin(entity);
    if (state.write(record) == 0) {
      remove(entity);
      return;
    }
    LONG.set(record.getSharedBuffer(), WAKES_AT, state.wakesAt());
    makeRoom();
    point(slotOf(entity, entityEnd), entity, append());
    giveBack();
  }

  /** Forgets an entity, if anything is remembered of it. */
  void remove(Entity entity) throws IOException {
    int entityEnd = begin(entity);
    makeRoom();
    int slot = slotOf(entity, entityEnd);
    if (slot >= 0) {
      drop(slot);
      stale += recordLength(append());
      giveBack();
    }
  }

  /** When much is forgotten, nothing may come that fills the array. */
  private void giveBack() {
    if (stale > length / 2) {
      moveWhatIsTrue();
      index.fit();
    }
  }

  /** Those that are to wake at a time or earlier; each is told once. */
  List<Entity> due(long time) throws IOException {
    List<Entity> due = new ArrayList<>();
    DataInputDeserializer in = new DataInputDeserializer();
    earliest = Long.MAX_VALUE;
    for (int slot = index.after(-1); slot >= 0; slot = index.after(slot)) {
      int at = index.placeIn(slot);
      if (wakesAt(at) <= time) {
        in.setBuffer(bytes, at + ENTITY, recordLength(at) - ENTITY);
        due.add(ENTITIES.deserialize(in));
      } else {
        earliest = Math.min(earliest, wakesAt(at));
      }
    }
    return due;
  }

  /** Begins the record of an entity; returns how long it is without slots. */
  private int begin(Entity entity) throws IOException {
    record.clear();
    record.writeInt(0);
    record.writeLong(0);
    ENTITIES.serialize(entity, record);
    return record.length();
  }

  /** Writes the record behind all others; returns where it is. */
  private int append() {
    int at = length;
    INT.set(record.getSharedBuffer(), 0, record.length());
    System.arraycopy(record.getSharedBuffer(), 0, bytes, at, record.length());
    length += record.length();
    return at;
  }

  /** Makes room for the record. */
  private void makeRoom() {
    if (length + (long) record.length() <= bytes.length) {
      return;
    }
    if (stale < WORTH_MOVING * length) {
      bytes = Arrays.copyOf(bytes, roomFor(length));
    } else {
      moveWhatIsTrue();
    }
  }

  private void moveWhatIsTrue() {
    byte[] from = bytes;
    bytes = new byte[roomFor(length - stale)];
    length = 0;
    stale = 0;
    for (int slot = index.after(-1); slot >= 0; slot = index.after(slot)) {
      int at = index.placeIn(slot);
      int itsLength = (int) INT.get(from, at);
      System.arraycopy(from, at, bytes, length, itsLength);
      index.move(slot, length);
      length += itsLength;
    }
  }

  private int roomFor(int held) {
    long needed = held + (long) record.length();
    if (needed > MOST_BYTES) {
      throw new IllegalStateException(
          "what is remembered of the entities of one key group takes more than 2 GB; set"
              + " state.backend: rocksdb");
    }
    return (int) Math.min(MOST_BYTES, (long) (needed * ROOM) + 64);
  }

  private int recordLength(int at) {
    return (int) INT.get(bytes, at);
  }

  private long wakesAt(int at) {
    return (long) LONG.get(bytes, at + WAKES_AT);
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
  private boolean isRecordOf(int at, int entityEnd) {
    return recordLength(at) >= entityEnd
        && Arrays.equals(
            bytes, at + ENTITY, at + entityEnd, record.getSharedBuffer(), ENTITY, entityEnd);
  }

  /** Makes a record the true one of an entity; {@code slot} is the one it has, if any. */
  private void point(int slot, Entity entity, int at) {
    if (slot >= 0) {
      stale += recordLength(index.placeIn(slot));
      index.move(slot, at);
    } else {
      index.add(entity.hashCode(), at);
    }
    earliest = Math.min(earliest, wakesAt(at));
  }

  /** What a slot points to, if it is one, is no longer true. */
  private void drop(int slot) {
    if (slot >= 0) {
      stale += recordLength(index.placeIn(slot));
      index.remove(slot);
    }
  }
}
