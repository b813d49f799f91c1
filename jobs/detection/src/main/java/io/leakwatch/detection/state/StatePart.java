package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A piece of what a sensor remembers. It is bounded in size, and has an end in event time, after
 * which it says nothing any more.
 */
public interface StatePart {

  /** It remembers nothing at all. */
  long NEVER = Long.MIN_VALUE;

  /** From when on, in epoch milliseconds, it may be forgotten; {@link #NEVER} if it is empty. */
  long endsAt();

  /** Writes what is remembered; not asked of a part that is empty. */
  void write(DataOutput out) throws IOException;

  /**
   * Reads what {@link #write} wrote, into a part that is still empty. It may have been written with
   * another window, number of panes or room, for options change between two starts of a job: so
   * what is stored says all that its meaning depends on. What does not fit any more is left out;
   * nothing counts for more, or is remembered for longer, than if it had been seen with the bounds
   * of this part.
   *
   * @throws IOException if the bytes are not what such a part writes
   */
  void read(DataInput in) throws IOException;
}
