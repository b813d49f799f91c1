package io.leakwatch.pipeline.memory;

import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.pipeline.types.ImmutableSerializer;
import io.leakwatch.pipeline.types.VersionedSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * All that was written to a segment of an {@link EntityLog} by a moment.
 *
 * @param bytes records; those behind {@code length} were written later
 * @param length in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is; nobody compares these
public record WrittenSegment(byte[] bytes, int length) {

  public static final ChosenType<WrittenSegment> TYPE =
      ChosenType.of(WrittenSegment.class, Serializer::new);

  /** Their number, then the bytes. */
  static final class Serializer extends ImmutableSerializer<WrittenSegment> {

    @Override
    public void serialize(WrittenSegment written, DataOutputView out) throws IOException {
      out.writeInt(written.length());
      out.write(written.bytes(), 0, written.length());
    }

    @Override
    public WrittenSegment deserialize(DataInputView in) throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new WrittenSegment(bytes, bytes.length);
    }

    @Override
    public TypeSerializerSnapshot<WrittenSegment> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** The version of a segment's bytes. */
  public static final class Snapshot extends VersionedSnapshot<WrittenSegment> {
    public Snapshot() {
      super(2, 2);
    }

    @Override
    protected TypeSerializer<WrittenSegment> serializer(int version) {
      return new Serializer();
    }
  }
}
