package io.leakwatch.pipeline.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Another serializer's bytes, in a single write. A checkpoint's stream takes its time for each
 * write, however short, and Flink's own serializers write texts byte by byte.
 *
 * @param <T> an immutable type
 */
public final class InOneWrite<T> extends ImmutableSerializer<T> {

  private final TypeSerializer<T> bytes;
  private transient DataOutputSerializer scratch;

  /**
   * @param bytes whose bytes they are
   */
  public InOneWrite(TypeSerializer<T> bytes) {
    this.bytes = bytes;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new InOneWrite<>(bytes.duplicate());
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    if (out instanceof DataOutputSerializer memory) {
      bytes.serialize(value, memory);
      return;
    }
    if (scratch == null) {
      scratch = new DataOutputSerializer(256);
    }
    scratch.clear();
    bytes.serialize(value, scratch);
    out.write(scratch.getSharedBuffer(), 0, scratch.length());
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    return bytes.deserialize(in);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InOneWrite<?> that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** That of the other serializer. */
  public static final class Snapshot<T> extends CompositeTypeSerializerSnapshot<T, InOneWrite<T>> {

    /** For Flink, which makes one and has it read what was stored. */
    public Snapshot() {}

    private Snapshot(InOneWrite<T> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(InOneWrite<T> outer) {
      return new TypeSerializer<?>[] {outer.bytes};
    }

    @Override
    @SuppressWarnings("unchecked") // it was stored beside the only serializer there is
    protected InOneWrite<T> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
      return new InOneWrite<>((TypeSerializer<T>) nested[0]);
    }
  }
}
