package io.leakwatch.pipeline.types;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of an entity: a code for its type, then its id. */
public final class EntitySerializer extends ImmutableSerializer<Entity> {

  public static final ChosenType<Entity> TYPE = ChosenType.key(Entity.class, EntitySerializer::new);

  @Override
  public void serialize(Entity entity, DataOutputView out) throws IOException {
    Codes.SUBJECTS.write(entity.type(), out);
    Texts.write(entity.id(), out);
  }

  @Override
  public Entity deserialize(DataInputView in) throws IOException {
    SubjectType type = Codes.SUBJECTS.read(in);
    return new Entity(type, Texts.read(in));
  }

  /** How many bytes an entity takes that begins at a place in memory. */
  public static int lengthAt(byte[] bytes, int at) {
    return 1 + Texts.lengthAt(bytes, at + 1);
  }

  /** What kind of entity begins at a place in memory. */
  public static SubjectType kindAt(byte[] bytes, int at) {
    return Codes.SUBJECTS.symbol(bytes[at]);
  }

  @Override
  public TypeSerializerSnapshot<Entity> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of an entity's bytes, and of its hash, by which key groups are dealt out. */
  public static final class Snapshot extends VersionedSnapshot<Entity> {
    public Snapshot() {
      super(2, 2);
    }

    @Override
    protected TypeSerializer<Entity> serializer(int version) {
      return new EntitySerializer();
    }
  }
}
