package io.leakwatch.pipeline.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Through a serializer and back, in memory. */
public final class Bytes {

  private Bytes() {}

  public static <T> byte[] of(T value, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  /** What is read from the bytes; all of them must have been read. */
  public static <T> T read(byte[] bytes, TypeSerializer<T> serializer) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T value = serializer.deserialize(in);
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes were left unread");
    }
    return value;
  }

  public static <T> T roundTrip(T value, TypeSerializer<T> serializer) throws IOException {
    return read(of(value, serializer), serializer);
  }

  /** The bytes that copying from stream to stream gives. */
  public static <T> byte[] copied(byte[] bytes, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes), out);
    return out.getCopyOfBuffer();
  }

  /** A snapshot as a savepoint holds it, said to be of a version. */
  public static <T> TypeSerializerSnapshot<T> snapshot(TypeSerializer<T> serializer, int version)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.snapshotConfiguration().writeSnapshot(out);
    TypeSerializerSnapshot<T> restored = serializer.snapshotConfiguration();
    restored.readSnapshot(
        version, new DataInputDeserializer(out.getCopyOfBuffer()), Bytes.class.getClassLoader());
    return restored;
  }
}
