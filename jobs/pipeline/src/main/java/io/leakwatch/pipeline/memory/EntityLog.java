package io.leakwatch.pipeline.memory;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.types.EntitySerializer;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What is remembered of the entities of one key group, as bytes one after the other, with an index
 * over them. A record is never changed: a newer one of the same entity is written behind it, and
 * one without slots says that the entity is forgotten. So another thread can store all that was
 * written by a moment while writing goes on, and to store it is to copy bytes. Where too much is no
 * longer true, what still is of the oldest records is written again behind all others, and they go.
 *
 * <p>A record is its length, the minute at which it expires, the entity, and its slots as {@link
 * SleepingSlots} reads them.
 */
final class EntityLog {

  private static final int EXPIRES_AT = Integer.BYTES;
  private static final int ENTITY = EXPIRES_AT + Integer.BYTES;

  /** In milliseconds; an int of minutes takes half the room of a time. */
  private static final long MINUTE = 60_000;

  /**
   * So large a part may be no longer true: with more, more of the heap and of a whole checkpoint is
   * wasted; with less, what is true is written again more often.
   */
  private static final double MOST_STALE = 0.3;

  /** The same where there is hardly room for more: writing again is what makes some. */
  private static final double MOST_STALE_WHEN_CROWDED = 0.05;

  /** A log that is shorter is tidied for checkpoints only. */
  private static final int SHORT = 4096;

  /**
   * Ids are what attackers type, so nobody outside this process may know which of them meet in the
   * index. The seed is never stored, and no result hangs on it.
   */
  private static final Hasher64 HASHER = Hashing.komihash5_0(new SecureRandom().nextLong());

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

  /** Of a walk that stopped half way: the slot it came to, and the index it walks over. */
  private int walkedTo = -1;

  private int walkedIndex;
  private boolean isHalfWalked;

  /**
   * An empty one.
   *
   * @param scratch is written over
   * @param storage keeps what is written, once it is stored
   */
  EntityLog(DataOutputSerializer scratch, LogSegments.Storage storage) {
    this(scratch, new LogSegments(storage));
  }

  /**
   * An empty one, over segments that are empty, too.
   *
   * @param scratch is written over
   */
  EntityLog(DataOutputSerializer scratch, LogSegments segments) {
    this.record = scratch;
    this.segments = segments;
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
    return !segments.isCrowded();
  }

  /** None of them expires before this, in epoch milliseconds. */
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
    int entityEnd = begin(entity);
    long hash = hashOfRecord(entityEnd);
    int slot = slotOf(hash, entityEnd);
    if (isForgotten) {
      drop(slot);
      stale += length;
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
        new EntityState(Arrays.copyOfRange(bytes, at + entityEnd, at + length(bytes, at)));
    state.expiresAt(expiresAt(place));
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
    int minute = Math.toIntExact(-Math.floorDiv(-state.expiresAt(), MINUTE));
    INT.set(record.getSharedBuffer(), EXPIRES_AT, minute);
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
        stale += record.length();
      }
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
    isHalfWalked = false;
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
    double most = segments.isCrowded() ? MOST_STALE_WHEN_CROWDED : MOST_STALE;
    while (segments.length() > enough && stale > most * segments.length()) {
      segments.removeOldest(this::writeAgain);
    }
    if (index.isSparse()) {
      index.fit();
    }
  }

  /** Of a record that goes: writes it behind all others if it is still true. */
  private int writeAgain(byte[] bytes, int at, int place) throws IOException {
    int length = length(bytes, at);
    int entityLength = EntitySerializer.lengthAt(bytes, at + ENTITY);
    int slot = slotAt(HASHER.hashBytesToLong(bytes, at + ENTITY, entityLength), place);
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
  private int slotAt(long hash, int place) {
    int slot = index.first(hash);
    while (slot >= 0 && index.placeIn(slot) != place) {
      slot = index.next(hash, slot);
    }
    return slot;
  }

  /**
   * Walks on over the index, for those that expire at a time or earlier; from its beginning where
   * the last walk came to the end. What is put or removed between two calls may be seen or not.
   *
   * @param most how many entities it looks at, at most
   * @param then is given each that has expired, and may not change the log
   * @return how many it has looked at
   */
  int walk(long time, int most, Consumer<Entity> then) throws IOException {
    if (!isHalfWalked || walkedIndex != index.generation()) {
      walkedTo = -1;
      walkedIndex = index.generation();
      earliest = Long.MAX_VALUE;
    }
    int looks = 0;
    int slot = index.after(walkedTo);
    while (slot >= 0 && looks < most) {
      int place = index.placeIn(slot);
      if (expiresAt(place) <= time) {
        then.accept(entityAt(place));
      } else {
        earliest = Math.min(earliest, expiresAt(place));
      }
      looks++;
      walkedTo = slot;
      slot = index.after(slot);
    }
    isHalfWalked = slot >= 0;
    return looks;
  }

  /** Whether the last {@link #walk} stopped before the end. */
  boolean isHalfWalked() {
    return isHalfWalked;
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
  private long expiresAt(int place) {
    return MINUTE
        * (int) INT.get(segments.bytesAt(place), LogSegments.offsetOf(place) + EXPIRES_AT);
  }

  /** The hash of the entity whose record was begun. */
  private long hashOfRecord(int entityEnd) {
    return HASHER.hashBytesToLong(record.getSharedBuffer(), ENTITY, entityEnd - ENTITY);
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
    byte[] bytes = segments.bytesAt(place);
    int at = LogSegments.offsetOf(place);
    return length(bytes, at) >= entityEnd
        && Arrays.equals(
            bytes, at + ENTITY, at + entityEnd, record.getSharedBuffer(), ENTITY, entityEnd);
  }

  /** Makes a record the true one of an entity; {@code slot} is the one it has, if any. */
  private void point(int slot, long hash, int place) {
    if (slot >= 0) {
      stale += lengthAt(index.placeIn(slot));
      index.move(slot, place);
    } else {
      index.add(hash, place);
    }
    earliest = Math.min(earliest, expiresAt(place));
  }

  /** What a slot points to, if it is one, is no longer true. */
  private void drop(int slot) {
    if (slot >= 0) {
      stale += lengthAt(index.placeIn(slot));
      index.remove(slot);
    }
  }
}
