package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/** The latest time at which something happened, remembered for so long. */
public final class Moment implements StatePart {

  private final long lifeMillis;
  private long at = NEVER;

  public Moment(Duration life) {
    this.lifeMillis = life.toMillis();
  }

  public void set(long at) {
    this.at = Math.max(this.at, at);
  }

  /** Whether it happened at all, and not longer ago than it is remembered. */
  public boolean isWithin(long now) {
    return at != NEVER && now - at <= lifeMillis;
  }

  /** Milliseconds since it happened; {@link Long#MAX_VALUE} if it did not, or is forgotten. */
  public long since(long now) {
    return isWithin(now) ? now - at : Long.MAX_VALUE;
  }

  @Override
  public long endsAt() {
    return at == NEVER ? NEVER : at + lifeMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(at, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    at = VarInts.read(in);
  }
}
