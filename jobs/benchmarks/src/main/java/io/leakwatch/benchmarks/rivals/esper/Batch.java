package io.leakwatch.benchmarks.rivals.esper;

import io.leakwatch.benchmarks.rivals.Timed;
import java.util.List;

/**
 * What a reader hands to a worker.
 *
 * @param events in order of time
 * @param upTo what the reader hands over later is not older, epoch milliseconds; {@link #END} if
 *     nothing follows
 * @param halves how many halves of events are done with when it is
 */
record Batch(List<Timed> events, long upTo, int halves) {

  static final long END = Long.MAX_VALUE;
}
