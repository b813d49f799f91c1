package io.leakwatch.pipeline;

import io.leakwatch.detection.Entity;
import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.pipeline.types.ImmutableSerializer;
import io.leakwatch.pipeline.types.VersionedSnapshot;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

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

  /**
   * All that was written by a moment.
   *
   * @param bytes records; those behind {@code length} were written later
   * @param length in bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on as it is; nobody compares these
  record Written(byte[] bytes, int length) {

    static final ChosenType<Written> TYPE = ChosenType.of(Written.class, WrittenSerializer::new);
  }

  /** Bytes of what was written: their number, then the bytes. */
  static final class WrittenSerializer extends ImmutableSerializer<Written> {

    @Override
    public void serialize(Written written, DataOutputView out) throws IOException {
      out.writeInt(written.length());
      out.write(written.bytes(), 0, written.length());
    }

    @Override
    public Written deserialize(DataInputView in) throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new Written(bytes, bytes.length);
    }

    @Override
    public TypeSerializerSnapshot<Written> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** The version of a log's bytes. */
  public static final class Snapshot extends VersionedSnapshot<Written> {
    public Snapshot() {
      super(1);
    }

    @Override
    protected TypeSerializer<Written> serializer(int version) {
      return new WrittenSerializer();
    }
  }

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

  private static final int FREE = 0;
  private static final int DELETED = -1;

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

  /** An entity's hash, and behind it the place of its record plus one, or what the place is. */
  private long[] index = new long[8];

  /** Slots of the index that are not free. */
  private int taken;

  private int size;
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
    return size;
  }

  /** None of them wakes before this, in epoch milliseconds. */
  long earliest() {
    return earliest;
  }

  /** For a checkpoint. */
  Written written() {
    return new Written(bytes, length);
  }

  /** Remembers everything that another one, which was empty, had written. */
  void restore(Written from) throws IOException {
    bytes = from.bytes();
    length = from.length();
    DataInputDeserializer in = new DataInputDeserializer(bytes, 0, length);
    for (int at = 0; at < length; at += recordLength(at)) {
      in.setBuffer(bytes, at + ENTITY, recordLength(at) - ENTITY);
      Entity entity = ENTITIES.deserialize(in);
      boolean isForgotten = in.available() == 0;
      int slot = slotOf(entity.hashCode(), begin(entity));
      if (slot >= 0) {
        dropAt(slot);
      }
      if (isForgotten) {
        stale += recordLength(at);
      } else {
        pointTo(at, entity.hashCode(), slotOf(entity.hashCode(), record.length()));
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
    int slot = slotOf(entity.hashCode(), entityEnd);
    if (slot < 0) {
      return null;
    }
    int at = placeIn(slot);
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
    int slot = slotOf(entity.hashCode(), entityEnd);
    int at = append();
    if (slot >= 0) {
      stale += recordLength(placeIn(slot));
      index[slot] = entry(entity.hashCode(), at);
      earliest = Math.min(earliest, state.wakesAt());
    } else {
      pointTo(at, entity.hashCode(), slot);
    }
  }

  /** Forgets an entity, if anything is remembered of it. */
  void remove(Entity entity) throws IOException {
    int entityEnd = begin(entity);
    makeRoom();
    int slot = slotOf(entity.hashCode(), entityEnd);
    if (slot >= 0) {
      dropAt(slot);
      stale += recordLength(append());
      giveBack();
    }
  }

  /** When many are forgotten, nothing may come that fills the array. */
  private void giveBack() {
    if (stale > length / 2) {
      moveWhatIsTrue();
      spread();
    }
  }

  /** Those that are to wake at a time or earlier; each is told once. */
  List<Entity> due(long time) throws IOException {
    List<Entity> due = new ArrayList<>();
    DataInputDeserializer in = new DataInputDeserializer();
    earliest = Long.MAX_VALUE;
    for (int slot = 0; slot < index.length; slot++) {
      int at = placeIn(slot);
      if (at < 0) {
        continue;
      }
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
    for (int slot = 0; slot < index.length; slot++) {
      int at = placeIn(slot);
      if (at >= 0) {
        int itsLength = (int) INT.get(from, at);
        System.arraycopy(from, at, bytes, length, itsLength);
        index[slot] = entry((int) (index[slot] >>> 32), length);
        length += itsLength;
      }
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

  private static long entry(int hash, int at) {
    return (long) hash << 32 | (at + 1);
  }

  /** Where the record is that a slot points to; negative for none. */
  private int placeIn(int slot) {
    int place = (int) index[slot];
    return place == DELETED ? -1 : place - 1;
  }

  /**
   * The slot of the entity whose record was begun.
   *
   * @return if there is none, one less than the negative of the slot that it may have
   */
  private int slotOf(int hash, int entityEnd) {
    int mask = index.length - 1;
    int mixed = hash * 0x9E3779B9;
    int slot = (mixed ^ mixed >>> 16) & mask;
    int deleted = -1;
    while ((int) index[slot] != FREE) {
      int at = placeIn(slot);
      if (at < 0) {
        deleted = slot;
      } else if ((int) (index[slot] >>> 32) == hash && isRecordOf(at, entityEnd)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return -1 - (deleted >= 0 ? deleted : slot);
  }

  /** Whether a record is of the same entity as the one that was begun. */
  private boolean isRecordOf(int at, int entityEnd) {
    return recordLength(at) >= entityEnd
        && Arrays.equals(
            bytes, at + ENTITY, at + entityEnd, record.getSharedBuffer(), ENTITY, entityEnd);
  }

  /** Takes up a new entity; {@code noSlot} is what {@link #slotOf} said. */
  private void pointTo(int at, int hash, int noSlot) {
    int slot = -1 - noSlot;
    taken += (int) index[slot] == FREE ? 1 : 0;
    index[slot] = entry(hash, at);
    size++;
    earliest = Math.min(earliest, wakesAt(at));
    if (taken > index.length / 4 * 3) {
      spread();
    }
  }

  private void dropAt(int slot) {
    stale += recordLength(placeIn(slot));
    index[slot] = DELETED & 0xFFFF_FFFFL;
    size--;
  }

  /** Makes the index as large as it has to be. */
  private void spread() {
    long[] from = index;
    index = new long[Math.max(8, Integer.highestOneBit(size) * 4)];
    taken = size;
    int mask = index.length - 1;
    for (long entry : from) {
      int place = (int) entry;
      if (place != FREE && place != DELETED) {
        int mixed = (int) (entry >>> 32) * 0x9E3779B9;
        int slot = (mixed ^ mixed >>> 16) & mask;
        while (index[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        index[slot] = entry;
      }
    }
  }
}
