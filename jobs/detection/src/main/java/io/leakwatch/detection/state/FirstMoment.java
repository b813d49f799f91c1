package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * When something that has been going on began: a pause longer than the given one begins it anew.
 */
public final class FirstMoment implements StatePart {

  private final long pauseMillis;
  private long first = NEVER;
  private long last = NEVER;

  public FirstMoment(Duration pause) {
    this.pauseMillis = pause.toMillis();
  }

  /** It goes on. */
  public void touch(long at) {
    if (last == NEVER || at - last > pauseMillis) {
      first = at;
      last = at;
    } else {
      if (first - at <= pauseMillis) {
        first = Math.min(first, at);
      }
      last = Math.max(last, at);
    }
  }

  /** When it began, in epoch milliseconds; {@link #NEVER} if it did not. */
  public long at() {
    return first;
  }

  @Override
  public long endsAt() {
    return last == NEVER ? NEVER : last + pauseMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(last, out);
    VarInts.write(last - first, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    last = VarInts.read(in);
    first = last - VarInts.read(in);
  }
}
