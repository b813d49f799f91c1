package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * How large something was when it was last told: so that what grows is told at its threshold, again
 * each time it has grown by a quarter, and not at every step between. A pause longer than the given
 * one begins anew.
 */
public final class Milestone implements StatePart {

  private final Whole size;

  public Milestone(Duration pause) {
    this.size = new Whole(pause);
  }

  /** Whether a size is to be told: it reaches the threshold, and the next milestone. */
  public boolean isReached(long size, long threshold, long at) {
    long told = this.size.get(at);
    return size >= threshold && size >= (told == 0 ? threshold : told * 5 / 4 + 1);
  }

  /** It was told, at this size, 1 or more. */
  public void set(long size, long at) {
    this.size.set(size, at);
  }

  /** The size that was last told; 0 if none was, or not for longer than the pause. */
  public long told(long at) {
    return size.get(at);
  }

  @Override
  public long endsAt() {
    return size.endsAt();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    size.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    size.read(in);
  }
}
