package io.leakwatch.pipeline.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Snapshot of a hand-written serializer: the version of its bytes. An older version is read by a
 * serializer of that version and written anew; one that is newer, or too old, is refused.
 */
public abstract class VersionedSnapshot<T> implements TypeSerializerSnapshot<T> {

  private final int oldest;
  private final int newest;
  private int version;

  /** For bytes of which every version so far can be read. */
  protected VersionedSnapshot(int newest) {
    this(1, newest);
  }

  /**
   * For bytes of which older versions cannot be read.
   *
   * @param oldest the oldest version that can
   */
  protected VersionedSnapshot(int oldest, int newest) {
    this.oldest = oldest;
    this.newest = newest;
    this.version = newest;
  }

  /** The serializer that reads and writes the bytes of a version. */
  protected abstract TypeSerializer<T> serializer(int version);

  @Override
  public final int getCurrentVersion() {
    return newest;
  }

  @Override
  public final void writeSnapshot(DataOutputView out) {
    // the version alone, which Flink writes before this is called
  }

  @Override
  public final void readSnapshot(int readVersion, DataInputView in, ClassLoader loader)
      throws IOException {
    if (readVersion < oldest) {
      throw new IOException(
          ("the savepoint's %s has version %d, but this job reads only %d and later: start it"
                  + " without that savepoint, or keep running the older job")
              .formatted(serializer(newest).getClass().getSimpleName(), readVersion, oldest));
    }
    if (readVersion > newest) {
      throw new IOException(
          ("the savepoint's %s has version %d, but this job reads only up to %d: restore the"
                  + " savepoint with the newer job")
              .formatted(serializer(newest).getClass().getSimpleName(), readVersion, newest));
    }
    version = readVersion;
  }

  @Override
  public final TypeSerializer<T> restoreSerializer() {
    return serializer(version);
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (old.getClass() != getClass()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return ((VersionedSnapshot<T>) old).version == newest
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
