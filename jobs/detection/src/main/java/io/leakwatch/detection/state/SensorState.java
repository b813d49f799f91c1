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

  /** Asked for once: whoever sleeps is read, asked for its end and written for each event. */
  private StatePart[] all;

  /** The parts, always the same in the same order. */
  protected abstract List<StatePart> parts();

  private StatePart[] all() {
    if (all == null) {
      all = parts().toArray(StatePart[]::new);
    }
    return all;
  }

  /** Version of the list of parts, 1 to 255. */
  public int layout() {
    return 1;
  }

  /** From when on, in epoch milliseconds, all of it may be forgotten. */
  public final long endsAt() {
    long end = StatePart.NEVER;
    for (StatePart part : all()) {
      end = Math.max(end, part.endsAt());
    }
    return end;
  }

  public final void write(DataOutput out) throws IOException {
    for (StatePart part : all()) {
      part.write(out);
    }
  }

  public final void read(DataInput in) throws IOException {
    for (StatePart part : all()) {
      part.read(in);
    }
  }
}
