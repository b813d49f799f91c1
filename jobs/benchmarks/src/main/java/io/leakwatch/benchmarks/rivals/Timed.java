package io.leakwatch.benchmarks.rivals;

/** What a detector looks at: an event without what no detector here asks for. */
public sealed interface Timed permits Attempt, Sighting, Read {

  /** When it happened, epoch milliseconds. */
  long at();
}
