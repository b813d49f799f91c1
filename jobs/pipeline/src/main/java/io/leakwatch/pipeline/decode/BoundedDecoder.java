package io.leakwatch.pipeline.decode;

import io.leakwatch.detection.activity.ExactText;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder, but a text or bytes that claim to be longer than what is left are refused
 * before any memory is taken for them: a record of twenty bytes must not cost two gigabytes. Texts
 * that are no UTF-8 stay apart: see {@link ExactText}.
 */
final class BoundedDecoder extends Decoder {

  private BinaryDecoder in;
  private byte[] scratch = new byte[512];

  /** Starts over, on a part of these bytes. */
  BoundedDecoder of(byte[] bytes, int offset) {
    in = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, in);
    return this;
  }

  /** Starts over, on what is left of somebody else's. */
  BoundedDecoder over(BinaryDecoder somebodyElses) {
    in = somebodyElses;
    return this;
  }

  private int length() throws IOException {
    long length = in.readLong();
    if (length < 0 || length > in.remainingBytes()) {
      throw new EOFException(
          "a text or bytes of length " + length + ", but " + in.remainingBytes() + " bytes left");
    }
    return (int) length;
  }

  /** A list or map that claims more entries than there are bytes is refused, too. */
  @Override
  public int remainingBytes() {
    return in.remainingBytes();
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    if (length > scratch.length) {
      scratch = new byte[length];
    }
    in.readFixed(scratch, 0, length);
    return ExactText.of(scratch, 0, length);
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readBytes(null).array());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    byte[] bytes = new byte[length()];
    in.readFixed(bytes, 0, bytes.length);
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public void skipString() throws IOException {
    in.skipFixed(length());
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipFixed(length());
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public long readArrayStart() throws IOException {
    return in.readArrayStart();
  }

  @Override
  public long arrayNext() throws IOException {
    return in.arrayNext();
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipArray();
  }

  @Override
  public long readMapStart() throws IOException {
    return in.readMapStart();
  }

  @Override
  public long mapNext() throws IOException {
    return in.mapNext();
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipMap();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }
}
