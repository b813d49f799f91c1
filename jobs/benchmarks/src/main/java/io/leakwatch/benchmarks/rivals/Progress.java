package io.leakwatch.benchmarks.rivals;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many events are done with. A login may be two detectors' business, each by its own key: it is
 * done with when both are, so halves are counted.
 */
public final class Progress {

  /** Halves of an event. */
  public static final int WHOLE = 2;

  private final LongAdder halves = new LongAdder();

  /** Notes so many halves of events. */
  public void done(long more) {
    halves.add(more);
  }

  /** Whole events done with. */
  public long events() {
    return halves.sum() / WHOLE;
  }
}
