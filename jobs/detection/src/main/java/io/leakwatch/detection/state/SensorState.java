package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What a sensor remembers of one entity: a fixed list of parts. Adding, removing or reordering
 * parts is a new {@link #layout}; state of another layout is forgotten on restore.
 */
public abstract class SensorState {

  /** The layout before this one stored empty parts, too, and texts as they are. */
  private static final int FEWER_BYTES = 2;

  /** Asked for once: whoever sleeps is read, asked for its end and written for each event. */
  private StateParts all;

  /** The parts, always the same in the same order. */
  protected abstract List<StatePart> parts();

  private StateParts all() {
    if (all == null) {
      all = new StateParts(parts());
    }
    return all;
  }

  /** Version of the list of parts and of how each is stored, 1 to 255. */
  public int layout() {
    return FEWER_BYTES;
  }

  /** From when on, in epoch milliseconds, all of it may be forgotten. */
  public final long endsAt() {
    return all().endsAt();
  }

  public final void write(DataOutput out) throws IOException {
    all().write(out);
  }

  public final void read(DataInput in) throws IOException {
    all().read(in);
  }
}
