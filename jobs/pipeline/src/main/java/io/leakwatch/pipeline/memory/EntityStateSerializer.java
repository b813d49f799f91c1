package io.leakwatch.pipeline.memory;

import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.pipeline.types.VersionedSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of an entity's state: when it expires, then its slots as {@link SleepingSlots} stores them.
 * It knows no detector, so a savepoint is read by any job, whatever detectors it has.
 */
public final class EntityStateSerializer extends TypeSerializer<EntityState> {

  public static final ChosenType<EntityState> TYPE =
      ChosenType.of(EntityState.class, EntityStateSerializer::new);

  private transient DataOutputSerializer scratch;

  @Override
  public void serialize(EntityState state, DataOutputView out) throws IOException {
    out.writeLong(state.expiresAt());
    SleepingSlots.store(state.bytes(scratch()), out);
  }

  @Override
  public EntityState deserialize(DataInputView in) throws IOException {
    long expiresAt = in.readLong();
    EntityState state = new EntityState(SleepingSlots.read(in, scratch()));
    state.expiresAt(expiresAt);
    return state;
  }

  private DataOutputSerializer scratch() {
    if (scratch == null) {
      scratch = new DataOutputSerializer(256);
    }
    return scratch;
  }

  @Override
  public EntityState copy(EntityState from) {
    EntityState copy = new EntityState(from.bytes(new DataOutputSerializer(256)));
    copy.expiresAt(from.expiresAt());
    return copy;
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
