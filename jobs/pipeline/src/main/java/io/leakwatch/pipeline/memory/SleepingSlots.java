package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.VarInts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Walks over the slots of an {@link EntityState} that are bytes: a byte for how many there are,
 * then of each the detector's key, its layout, its length and its bytes. Slots are stored just so;
 * in memory there are no bytes at all where nothing is remembered.
 */
public final class SleepingSlots {

  static final byte[] NONE = {};

  /** A key, a layout, and the length of nothing. */
  private static final int SHORTEST = Integer.BYTES + 2;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int left;
  private int start;
  private int end;
  private int key;
  private int layout;
  private int length;

  SleepingSlots(byte[] bytes) {
    this.bytes = bytes;
    this.left = bytes.length == 0 ? 0 : bytes[0] & 0xFF;
    this.end = 1;
  }

  /** Goes to the next slot, if there is one. */
  boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    start = end;
    if (bytes.length - start < SHORTEST) {
      throw cutOff();
    }
    key = (int) INT.get(bytes, start);
    layout = bytes[start + Integer.BYTES] & 0xFF;
    end = start + Integer.BYTES + 1;
    length = readLength();
    if (length < 0 || length > bytes.length - end) {
      throw cutOff();
    }
    end += length;
    return true;
  }

  /** As {@link VarInts} writes it. */
  private int readLength() {
    int value = 0;
    for (int shift = 0; end < bytes.length; shift += 7) {
      byte next = bytes[end++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw cutOff();
  }

  /** No detector has written that: what keeps the state has lost some of it. */
  private static UncheckedIOException cutOff() {
    return new UncheckedIOException(
        new IOException("the stored state of an entity is cut short; restore an older savepoint"));
  }

  /** Goes to the slot of a detector, if it lies ahead. */
  boolean find(int detectorKey) {
    while (next()) {
      if (key == detectorKey) {
        return true;
      }
    }
    return false;
  }

  /** Whose slot it is. */
  int key() {
    return key;
  }

  /**
   * Fills a fresh state from the slot's bytes.
   *
   * @return null, or why that cannot be done; then the state may hold anything. What is wrong with
   *     the bytes of one slot is wrong with all that its detector has stored, and must neither stop
   *     the job, which would come upon the same bytes again, nor touch another detector's
   */
  String wake(SensorState fresh) {
    if (layout != fresh.layout()) {
      return "its stored state has the layout of another version of the job";
    }
    // A state that reads too far must not come upon the next slot.
    DataInputDeserializer in = new DataInputDeserializer(bytes, end - length, length);
    try {
      fresh.read(in);
    } catch (IOException | RuntimeException corrupt) {
      return "its stored state cannot be read (" + corrupt + ")";
    }
    return in.available() == 0 ? null : "it can read only a part of its stored state";
  }

  /** Writes the slot as it is. */
  void copy(DataOutputSerializer out) throws IOException {
    out.write(bytes, start, end - start);
  }

  /** Writes a slot that is awake. */
  static void write(EntityState.Slot slot, DataOutputSerializer out) throws IOException {
    out.writeInt(slot.detectorKey());
    out.writeByte(slot.live().layout());
    int lengthAt = out.length();
    out.writeByte(0); // most are shorter than 128 bytes
    slot.live().write(out);
    writeLength(out, lengthAt);
  }

  /** Writes the length of all that follows, for which a single byte was left. */
  private static void writeLength(DataOutputSerializer out, int lengthAt) throws IOException {
    int from = lengthAt + 1;
    int length = out.length() - from;
    int more = (31 - Integer.numberOfLeadingZeros(length | 1)) / 7;
    for (int i = 0; i < more; i++) {
      out.writeByte(0);
    }
    byte[] buffer = out.getSharedBuffer();
    System.arraycopy(buffer, from, buffer, from + more, length);
    out.setPosition(lengthAt);
    VarInts.write(length, out);
    out.setPositionUnsafe(from + more + length);
  }

  /** Writes slots to where they are stored. */
  static void store(byte[] slots, DataOutputView out) throws IOException {
    if (slots.length == 0) {
      out.writeByte(0);
    } else {
      out.write(slots);
    }
  }

  /**
   * Reads what {@link #store} wrote.
   *
   * @param scratch is written over
   */
  static byte[] read(DataInputView in, DataOutputSerializer scratch) throws IOException {
    int count = in.readUnsignedByte();
    if (count == 0) {
      return NONE;
    }
    scratch.clear();
    scratch.writeByte(count);
    for (int i = 0; i < count; i++) {
      scratch.writeInt(in.readInt());
      scratch.writeByte(in.readByte());
      int length = Math.toIntExact(VarInts.read(in));
      VarInts.write(length, scratch);
      byte[] slot = new byte[length];
      in.readFully(slot);
      scratch.write(slot);
    }
    return scratch.getCopyOfBuffer();
  }
}
