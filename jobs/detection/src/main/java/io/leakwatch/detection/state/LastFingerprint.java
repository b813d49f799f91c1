package io.leakwatch.detection.state;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/** The fingerprint that an address used last when it was noticed, remembered for so long. */
public final class LastFingerprint implements StatePart {

  private final long lifeMillis;
  private String id;
  private long at = NEVER;

  public LastFingerprint(Duration life) {
    lifeMillis = life.toMillis();
  }

  /** It used this one; null where none is known. */
  public void set(Entity fingerprint, long now) {
    id = fingerprint == null ? null : fingerprint.id();
    at = fingerprint == null ? NEVER : now;
  }

  /** The last one; null where none is known. */
  public Entity get() {
    return id == null ? null : new Entity(SubjectType.FINGERPRINT, id);
  }

  @Override
  public long endsAt() {
    return at == NEVER ? NEVER : at + lifeMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(at, out);
    PackedText.write(id, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    at = VarInts.read(in);
    id = PackedText.read(in);
  }
}
