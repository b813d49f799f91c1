package io.leakwatch.pipeline;

import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.VarInts;
import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.pipeline.types.VersionedSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of an entity's state: for each slot the detector's key, its layout, its length and its
 * bytes. It knows no detector, so a savepoint is read by any job, whatever detectors it has.
 */
final class EntityStateSerializer extends TypeSerializer<EntityState> {

  static final ChosenType<EntityState> TYPE =
      ChosenType.of(EntityState.class, EntityStateSerializer::new);

  private transient DataOutputSerializer scratch;

  @Override
  public void serialize(EntityState state, DataOutputView out) throws IOException {
    out.writeLong(state.wakesAt());
    int filled = 0;
    for (EntityState.Slot slot : state.slots()) {
      filled += slot.isEmpty() ? 0 : 1;
    }
    out.writeByte(filled);
    for (EntityState.Slot slot : state.slots()) {
      if (slot.isEmpty()) {
        continue;
      }
      out.writeInt(slot.detectorKey);
      out.writeByte(slot.layout);
      if (slot.live() == null) {
        VarInts.write(slot.bytes().length, out);
        out.write(slot.bytes());
      } else {
        DataOutputSerializer bytes = written(slot.live());
        VarInts.write(bytes.length(), out);
        out.write(bytes.getSharedBuffer(), 0, bytes.length());
      }
    }
  }

  private DataOutputSerializer written(SensorState live) throws IOException {
    if (scratch == null) {
      scratch = new DataOutputSerializer(256);
    }
    scratch.clear();
    live.write(scratch);
    return scratch;
  }

  @Override
  public EntityState deserialize(DataInputView in) throws IOException {
    EntityState state = new EntityState();
    state.wakesAt(in.readLong());
    int slots = in.readUnsignedByte();
    for (int i = 0; i < slots; i++) {
      int key = in.readInt();
      int layout = in.readUnsignedByte();
      byte[] bytes = new byte[Math.toIntExact(VarInts.read(in))];
      in.readFully(bytes);
      state.slots().add(new EntityState.Slot(key, layout, bytes));
    }
    return state;
  }

  /** The state that a slot's bytes hold; a fresh one if they are of another layout. */
  static SensorState revive(EntityState.Slot slot, SensorState empty) {
    if (slot.layout != empty.layout()) {
      return empty;
    }
    try {
      empty.read(new DataInputDeserializer(slot.bytes()));
      return empty;
    } catch (IOException corrupt) {
      throw new UncheckedIOException(
          "stored state of "
              + empty.getClass().getSimpleName()
              + " cannot be read; restore an older savepoint",
          corrupt);
    }
  }

  @Override
  public EntityState copy(EntityState from) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(256);
      serialize(from, bytes);
      return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("copying state in memory", impossible);
    }
  }

  @Override
  public EntityState copy(EntityState from, EntityState reuse) {
    return copy(from);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public EntityState deserialize(EntityState reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<EntityState> duplicate() {
    return new EntityStateSerializer();
  }

  @Override
  public EntityState createInstance() {
    return new EntityState();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntityStateSerializer;
  }

  @Override
  public int hashCode() {
    return EntityStateSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<EntityState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of an entity state's bytes. */
  public static final class Snapshot extends VersionedSnapshot<EntityState> {
    public Snapshot() {
      super(1);
    }

    @Override
    protected TypeSerializer<EntityState> serializer(int version) {
      return new EntityStateSerializer();
    }
  }
}
