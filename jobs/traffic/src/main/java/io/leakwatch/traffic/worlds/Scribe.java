package io.leakwatch.traffic.worlds;

import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import java.util.function.Consumer;

/**
 * Writes down what happens, in the way of some platform. Takes the events in order of time and
 * passes on what is written; it may change the records that it is given, and may keep some back for
 * a bounded time of theirs.
 */
interface Scribe {

  /** Takes the next event. */
  void see(SimulatedEvent event, Consumer<SimulatedEvent> written);

  /** Nothing more happens: passes on all that it has kept back. */
  default void end(Consumer<SimulatedEvent> written) {}

  /** The label as it is in what is written. */
  default Label label(Label label) {
    return label;
  }
}
