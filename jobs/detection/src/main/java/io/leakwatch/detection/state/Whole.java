package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/** A whole number, 0 or more, that is 0 again once it was not set for so long. */
public final class Whole implements StatePart {

  private final Moment setAt;
  private long value;

  public Whole(Duration life) {
    this.setAt = new Moment(life);
  }

  public void set(long value, long at) {
    this.value = value;
    setAt.set(at);
  }

  public long get(long now) {
    return setAt.isWithin(now) ? value : 0;
  }

  @Override
  public long endsAt() {
    return setAt.endsAt();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    setAt.write(out);
    VarInts.write(value, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    setAt.read(in);
    value = VarInts.read(in);
  }
}
