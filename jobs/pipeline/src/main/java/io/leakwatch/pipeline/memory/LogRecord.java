package io.leakwatch.pipeline.memory;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * How a record of an {@link EntityLog} lies in memory: its length, the minute at which it expires
 * with, in four bits of it, how often its entity may be passed over, the entity, and its slots as
 * {@link SleepingSlots} reads them. Without slots it says that the entity is forgotten.
 */
final class LogRecord {

  /** In milliseconds; an int of minutes takes half the room of a time. */
  static final long MINUTE = 60_000;

  /** Enough of the int are left for minutes until the year 2480. */
  private static final int CHANCES_SHIFT = 28;

  static final int MOST_CHANCES = 15;

  private static final int EXPIRES_AT = Integer.BYTES;
  private static final int ENTITY = EXPIRES_AT + Integer.BYTES;

  /**
   * Ids are what attackers type, so nobody outside this process may know which of them meet in the
   * index. The seed is never stored, and no result hangs on it.
   */
  private static final Hasher64 HASHER = Hashing.komihash5_0(new SecureRandom().nextLong());

  private static final EntitySerializer ENTITIES = new EntitySerializer();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private LogRecord() {}

  /** In bytes. */
  static int length(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  /** In epoch milliseconds. */
  static long expiresAt(byte[] bytes, int at) {
    return MINUTE * ((int) INT.get(bytes, at + EXPIRES_AT) & (1 << CHANCES_SHIFT) - 1);
  }

  /** How often it may be passed over before it is forgotten to make room, 0 to 15. */
  static int chances(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + EXPIRES_AT) >>> CHANCES_SHIFT;
  }

  /** Takes one of its chances away, of which there is one. */
  static void takeChance(byte[] bytes, int at) {
    INT.set(bytes, at + EXPIRES_AT, (int) INT.get(bytes, at + EXPIRES_AT) - (1 << CHANCES_SHIFT));
  }

  static Entity entity(byte[] bytes, int at) throws IOException {
    return ENTITIES.deserialize(
        new DataInputDeserializer(bytes, at + ENTITY, length(bytes, at) - ENTITY));
  }

  static SubjectType kind(byte[] bytes, int at) {
    return EntitySerializer.kindAt(bytes, at + ENTITY);
  }

  /** How long it is without its slots. */
  static int lengthToSlots(byte[] bytes, int at) {
    return ENTITY + EntitySerializer.lengthAt(bytes, at + ENTITY);
  }

  /** Of the entity. */
  static long hash(byte[] bytes, int at, int lengthToSlots) {
    return HASHER.hashBytesToLong(bytes, at + ENTITY, lengthToSlots - ENTITY);
  }

  /**
   * Begins the record of an entity.
   *
   * @param out is written over
   * @return how long it is without slots
   */
  static int begin(Entity entity, DataOutputSerializer out) throws IOException {
    out.clear();
    out.writeInt(0);
    out.writeInt(0);
    ENTITIES.serialize(entity, out);
    return out.length();
  }

  /**
   * Says when a record expires that was begun.
   *
   * @param time epoch milliseconds; rounded up to a whole minute
   * @param chances how often it may be passed over before, 0 to 15
   */
  static void expireAt(long time, int chances, DataOutputSerializer begun) {
    int minute = Math.toIntExact(-Math.floorDiv(-time, MINUTE));
    INT.set(begun.getSharedBuffer(), EXPIRES_AT, minute | chances << CHANCES_SHIFT);
  }

  /** Ends a record: nothing more is written to it. */
  static void end(DataOutputSerializer begun) {
    INT.set(begun.getSharedBuffer(), 0, begun.length());
  }

  /** Whether two records are of the same entity; of the second that is known to end there. */
  static boolean areOfOneEntity(byte[] bytes, int at, byte[] begun, int lengthToSlots) {
    return length(bytes, at) >= lengthToSlots
        && Arrays.equals(bytes, at + ENTITY, at + lengthToSlots, begun, ENTITY, lengthToSlots);
  }
}
