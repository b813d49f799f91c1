package io.leakwatch.pipeline;

import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.pipeline.types.ImmutableSerializer;
import io.leakwatch.pipeline.types.VersionedSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * All that was written to an {@link EntityLog} by a moment.
 *
 * @param bytes records; those behind {@code length} were written later
 * @param length in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is; nobody compares these
record WrittenLog(byte[] bytes, int length) {

  static final ChosenType<WrittenLog> TYPE = ChosenType.of(WrittenLog.class, Serializer::new);

  /** Their number, then the bytes. */
  static final class Serializer extends ImmutableSerializer<WrittenLog> {

    @Override
    public void serialize(WrittenLog written, DataOutputView out) throws IOException {
      out.writeInt(written.length());
      out.write(written.bytes(), 0, written.length());
    }

    @Override
    public WrittenLog deserialize(DataInputView in) throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new WrittenLog(bytes, bytes.length);
    }

    @Override
    public TypeSerializerSnapshot<WrittenLog> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** The version of a log's bytes. */
  public static final class Snapshot extends VersionedSnapshot<WrittenLog> {
    public Snapshot() {
      super(1);
    }

    @Override
    protected TypeSerializer<WrittenLog> serializer(int version) {
      return new Serializer();
    }
  }
}
