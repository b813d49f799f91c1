package io.leakwatch.benchmarks.latency;

import io.leakwatch.pipeline.decode.SingleObject;
import io.leakwatch.schemas.EventKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that were encoded before the clock was started, first in first out. All that is left to do
 * for each while it runs is to write the time into it: whoever measures takes as little as can be
 * of the machine that is measured. In blocks beside the heap, where gigabytes of them are no
 * garbage collector's business.
 */
final class EncodedEvents {

  /** One of them. */
  static final class Encoded {

    private final EventKind kind;
    private final long after;
    private final byte[] key;
    private final byte[] value;

    Encoded(EventKind kind, long after, byte[] key, byte[] value) {
      this.kind = kind;
      this.after = after;
      this.key = key;
      this.value = value;
    }

    EventKind kind() {
      return kind;
    }

    /** When it happens, milliseconds after the first. */
    long after() {
      return after;
    }

    /** Null for none. */
    byte[] key() {
      return key;
    }

    /** In single-object encoding. */
    byte[] value() {
      return value;
    }

    /**
     * Writes the time into the bytes; every event has its id first, and next the time.
     *
     * @param at epoch milliseconds; as many bytes long as the one before, as all of this age are
     */
    void happensAt(long at) {
      int position = SingleObject.HEADER_LENGTH;
      int idLength = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = value[position++];
        idLength |= (next & 0x7F) << shift;
        if (next >= 0) {
          break;
        }
      }
      position += idLength >> 1; // Avro writes n as 2n
      long rest = at << 1;
      while (value[position] < 0) {
        value[position++] = (byte) ((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      if (rest > 0x7F) {
        throw new IllegalArgumentException(at + " takes more bytes than the time it replaces");
      }
      value[position] = (byte) rest;
    }
  }

  private static final int BLOCK_BYTES = 32 << 20;
  private static final int NO_KEY = -1;
  private static final EventKind[] KINDS = EventKind.values();

  private final List<ByteBuffer> blocks = new ArrayList<>();
  private ByteBuffer filling = ByteBuffer.allocate(0);
  private int reading;

  /** Adds one, not earlier than those before. */
  @SuppressWarnings("EnumOrdinal") // of this JVM, and read by it
  void add(EventKind kind, long after, byte[] key, byte[] value) {
    int keyLength = key == null ? 0 : key.length;
    int length = 1 + Long.BYTES + 2 * Integer.BYTES + keyLength + value.length;
    if (filling.remaining() < length) {
      filling = ByteBuffer.allocateDirect(Math.max(BLOCK_BYTES, length));
      blocks.add(filling);
    }
    filling.put((byte) kind.ordinal()).putLong(after);
    filling.putInt(key == null ? NO_KEY : keyLength).putInt(value.length);
    if (key != null) {
      filling.put(key);
    }
    filling.put(value);
  }

  /** Ends the adding, and begins to hand out. */
  void rewind() {
    blocks.forEach(ByteBuffer::flip);
  }

  boolean hasNext() {
    while (reading < blocks.size() && !blocks.get(reading).hasRemaining()) {
      blocks.set(reading++, ByteBuffer.allocate(0));
    }
    return reading < blocks.size();
  }

  /** The next one, once there {@link #hasNext}; it is forgotten here. */
  Encoded next() {
    ByteBuffer block = blocks.get(reading);
    EventKind kind = KINDS[block.get()];
    long after = block.getLong();
    int keyLength = block.getInt();
    byte[] value = new byte[block.getInt()];
    byte[] key = keyLength == NO_KEY ? null : new byte[keyLength];
    if (key != null) {
      block.get(key);
    }
    block.get(value);
    return new Encoded(kind, after, key, value);
  }
}
