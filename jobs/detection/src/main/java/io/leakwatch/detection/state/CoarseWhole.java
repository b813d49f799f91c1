package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * A whole number, 0 or more, that is 0 again once it was not set for so long: like {@link Whole},
 * but its time is kept to a grain only, so that it takes half the bytes. For what is remembered of
 * very many entities: with a grain of a day a small number takes four bytes.
 */
public final class CoarseWhole implements StatePart {

  private final long grainMillis;
  private final long lifeMillis;
  private long grain = NEVER;
  private long value;

  /**
   * @param life how long it is remembered at least, after it was last set; at most a grain longer
   * @param grain how exact its time is, at least a millisecond. It must not be an option's value,
   *     because it is not stored: with another one nothing that was stored can be read
   */
  public CoarseWhole(Duration life, Duration grain) {
    this.grainMillis = Math.max(1, grain.toMillis());
    this.lifeMillis = life.toMillis();
  }

  public void set(long value, long at) {
    this.value = value;
    grain = Math.max(grain, Math.floorDiv(at, grainMillis));
  }

  public long get(long now) {
    return grain != NEVER && now < endsAt() ? value : 0;
  }

  @Override
  public long endsAt() {
    return grain == NEVER ? NEVER : (grain + 1) * grainMillis + lifeMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(grain, out);
    VarInts.write(value, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    grain = VarInts.read(in);
    value = VarInts.read(in);
  }
}
