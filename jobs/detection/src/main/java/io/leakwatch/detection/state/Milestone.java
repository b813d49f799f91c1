package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * How large something was when an alert was last raised or updated for it. Something that grows
 * raises an alert at its threshold and updates it each time it has grown by a quarter, but not at
 * every step between. After a pause longer than the given one it begins again.
 */
public final class Milestone implements StatePart {

  private final Whole size;

  public Milestone(Duration pause) {
    this.size = new Whole(pause);
  }

  /** Whether a size is worth an alert: it reaches the threshold, and the next milestone. */
  public boolean isReached(long size, long threshold, long at) {
    long told = this.size.get(at);
    return size >= threshold && size >= (told == 0 ? threshold : told * 5 / 4 + 1);
  }

  /** An alert was raised or updated at this size, 1 or more. */
  public void set(long size, long at) {
    this.size.set(size, at);
  }

  /** The size of the last alert; 0 if there was none, or none for longer than the pause. */
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
