package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What a sensor remembers of one entity: a fixed list of parts. Adding, removing or reordering
 * parts is a new {@link #layout}; state of another layout is forgotten on restore. Options that the
 * parts are made with, such as their windows, may be others when it is restored: see {@link
 * StatePart#read}.
 */
public abstract class SensorState {

  /** The layout before this one stored numbers of panes without saying how long a pane is. */
  private static final int LENGTH_OF_PANES = 3;

  /** Asked for once: a sleeping entity is read, asked for its end and written for each event. */
  private StateParts all;

  private long forgottenBy = StatePart.NEVER;

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
    return LENGTH_OF_PANES;
  }

  /**
   * When the detector is to be asked for a report of what went on since it last said anything, in
   * epoch milliseconds; {@link StatePart#NEVER} for not at all.
   */
  public long dueAt() {
    return StatePart.NEVER;
  }

  /** From when on, in epoch milliseconds, all of it may be forgotten. */
  public final long endsAt() {
    return all().endsAt();
  }

  /**
   * Whether parts that have ended are no longer stored while others go on: for what is kept for
   * weeks beside what is kept for an hour. Nothing may then hang on a part that has ended.
   */
  protected boolean forgetsParts() {
    return false;
  }

  /**
   * When it is worth looking again what need not be stored any more, in epoch milliseconds; perhaps
   * in the past.
   */
  public final long firstEnd() {
    return forgetsParts() ? all().firstEnd(forgottenBy) : endsAt();
  }

  /** What has ended by now, epoch milliseconds, need not be stored any more. */
  public final void forgetEnded(long now) {
    forgottenBy = forgetsParts() ? now : StatePart.NEVER;
  }

  public final void write(DataOutput out) throws IOException {
    all().write(out, forgottenBy);
  }

  public final void read(DataInput in) throws IOException {
    all().read(in);
  }
}
