package io.leakwatch.pipeline.decode;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.ExactText;
import io.leakwatch.pipeline.types.KnownTexts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Avro's binary encoding, read off an array value by value. Whatever is out of the ordinary, such
 * as a text that is too long for an id or a number below 0, is noted, not judged: {@link #isOdd}.
 * Bytes that are no such values make it throw {@link IndexOutOfBoundsException} or be odd.
 */
final class AvroBytes {

  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  /** What stands for an absent number. */
  static final int NONE = -1;

  /** So many comparisons of texts cost less than a table of them. */
  private static final int FEW = 64;

  private final KnownTexts known = new KnownTexts();
  private final List<String> required = new ArrayList<>();
  private final List<String> granted = new ArrayList<>();
  private byte[] bytes;
  private int at;
  private boolean odd;

  /** Starts over, on a part of these bytes. */
  AvroBytes of(byte[] bytes, int offset) {
    this.bytes = bytes;
    this.at = offset;
    this.odd = false;
    return this;
  }

  /** Whether anything out of the ordinary was read since it started over. */
  boolean isOdd() {
    return odd;
  }

  /** Notes something out of the ordinary where this does not hold. */
  void expect(boolean ordinary) {
    odd |= !ordinary;
  }

  long readLong() {
    long rest = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes[at++];
      rest |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
    throw new IndexOutOfBoundsException("a number of more than ten bytes");
  }

  int readInt() {
    long value = readLong();
    expect(value == (int) value);
    return (int) value;
  }

  /** A number that is 0 or more. */
  int readCount() {
    int count = readInt();
    expect(count >= 0);
    return count;
  }

  boolean readBoolean() {
    byte value = bytes[at++];
    expect(value == 0 || value == 1);
    return value == 1;
  }

  double readDouble() {
    double value = (double) DOUBLE.get(bytes, at);
    at += Double.BYTES;
    return value;
  }

  /** Whether the value of a union of null and something is something. */
  boolean isThere() {
    byte branch = bytes[at++];
    expect(branch == 0 || branch == 2);
    return branch == 2;
  }

  /** A number that is 0 or more; {@link #NONE} for null. */
  int readCountOrNone() {
    return isThere() ? readCount() : NONE;
  }

  /** A time in epoch milliseconds; what stands for an unknown one for null. */
  long readTimeOr(long unknown) {
    if (!isThere()) {
      return unknown;
    }
    long time = readLong();
    expect(PossibleTimes.has(time));
    return time;
  }

  <E extends Enum<E>> E readEnum(E[] symbols) {
    return symbols[readInt()];
  }

  <E extends Enum<E>> E readEnumOrNull(E[] symbols) {
    return isThere() ? readEnum(symbols) : null;
  }

  /** An id or name that has to be there. */
  String readId() {
    int length = length();
    expect(length > 0);
    return id(length);
  }

  /** An id or name; null for null. */
  String readIdOrNull() {
    return isThere() ? id(length()) : null;
  }

  private String id(int length) {
    expect(length <= Activity.LONGEST_ID);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    expect(ExactText.isPlain(text));
    at += length;
    return text;
  }

  private int length() {
    long length = readLong();
    if (length < 0 || length > bytes.length - at) {
      throw new IndexOutOfBoundsException("a text of length " + length);
    }
    return (int) length;
  }

  /** A text that is likely to have been read before, such as a route; it has to be there. */
  String readKnownId() {
    KnownTexts.Known text = known();
    expect(!text.text().isEmpty());
    return text.text();
  }

  /** Likewise; null for null. */
  KnownTexts.Known readKnownOrNull() {
    return isThere() ? known() : null;
  }

  private KnownTexts.Known known() {
    int length = length();
    expect(length <= Activity.LONGEST_ID);
    KnownTexts.Known text = known.of(bytes, at, length);
    expect(ExactText.isPlain(text.text()));
    at += length;
    return text;
  }

  /** Passes over a text that has to be there, but that nobody wants. */
  void skipId() {
    int length = length();
    expect(length > 0 && length <= Activity.LONGEST_ID);
    for (int end = at + length; at < end; at++) {
      expect(bytes[at] >= 0); // what is no UTF-8 is longer than its bytes
    }
  }

  DataClasses readDataClasses() {
    int bits = 0;
    int size = 0;
    for (long count = readLong(); count != 0; count = readLong()) {
      size = listed(size, count);
      for (long i = 0; i < count; i++) {
        bits |= DataClasses.bitOfSymbol(readInt());
      }
    }
    return DataClasses.ofBits(bits);
  }

  /**
   * Length of a list with one more block of so many entries; below 0, its length in bytes follows.
   */
  private int listed(int size, long count) {
    expect(count > 0);
    if (count > Activity.MOST_LISTED - size) {
      throw new IndexOutOfBoundsException("a list of more entries than are ordinary");
    }
    return size + (int) Math.max(0, count);
  }

  /** Two lists of texts: notes it if the first has one that the second lacks. */
  void readWithinNext() {
    required.clear();
    granted.clear();
    readTexts(required);
    readTexts(granted);
    // Few are found faster one by one; of many each would be held against all others.
    boolean few = required.size() * granted.size() <= FEW;
    expect((few ? granted : new HashSet<>(granted)).containsAll(required));
  }

  private void readTexts(List<String> texts) {
    for (long count = readLong(); count != 0; count = readLong()) {
      listed(texts.size(), count);
      for (long i = 0; i < count; i++) {
        texts.add(known().text());
      }
    }
  }
}
