package io.leakwatch.benchmarks.rivals.streams;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What a window holds of one entity: a mark for each of some things, distinguished by their hashes.
 * A store keeps it as bytes, and reads and writes all of it for each event; so it is small, and
 * once the window is decided it is only the decision.
 */
final class Marks {

  /** How things stand. */
  enum Decision {
    OPEN(0),
    /** The conditions held. */
    ALERTED(1),
    /** Too many things for anything but a crowd: nothing more is expected of it. */
    CROWD(2);

    private final byte code;

    Decision(int code) {
      this.code = (byte) code;
    }
  }

  private static final int BYTES_EACH = 2 * Integer.BYTES;

  private Decision decision = Decision.OPEN;
  private int[] hashes;
  private int[] marks;
  private int size;

  /** Nothing yet. */
  Marks() {
    hashes = new int[2];
    marks = new int[2];
  }

  private Marks(Decision decision) {
    this();
    this.decision = decision;
  }

  private Marks(int size) {
    this.size = size;
    hashes = new int[size + 1];
    marks = new int[size + 1];
  }

  Decision decision() {
    return decision;
  }

  /** Decides; the marks are forgotten. */
  void decide(Decision decided) {
    decision = decided;
    size = 0;
  }

  int size() {
    return size;
  }

  int mark(int index) {
    return marks[index];
  }

  void mark(int index, int mark) {
    marks[index] = mark;
  }

  /** Index of a thing, which is added with mark 0 if it is new. */
  int indexOf(long hash) {
    int shorter = Long.hashCode(hash);
    for (int i = 0; i < size; i++) {
      if (hashes[i] == shorter) {
        return i;
      }
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
      marks = Arrays.copyOf(marks, size * 2);
    }
    hashes[size] = shorter;
    marks[size] = 0;
    return size++;
  }

  static Serde<Marks> serde() {
    return Serdes.serdeFrom((topic, marks) -> written(marks), (topic, bytes) -> read(bytes));
  }

  private static byte[] written(Marks marks) {
    if (marks == null) {
      return null;
    }
    if (marks.decision != Decision.OPEN) {
      return new byte[] {marks.decision.code};
    }
    ByteBuffer bytes = ByteBuffer.allocate(marks.size * BYTES_EACH);
    IntBuffer ints = bytes.asIntBuffer();
    ints.put(marks.hashes, 0, marks.size).put(marks.marks, 0, marks.size);
    return bytes.array();
  }

  private static Marks read(byte[] array) {
    if (array == null) {
      return null;
    }
    if (array.length == 1) {
      return new Marks(array[0] == Decision.ALERTED.code ? Decision.ALERTED : Decision.CROWD);
    }
    Marks marks = new Marks(array.length / BYTES_EACH);
    IntBuffer ints = ByteBuffer.wrap(array).asIntBuffer();
    ints.get(marks.hashes, 0, marks.size).get(marks.marks, 0, marks.size);
    return marks;
  }
}
