package io.leakwatch.traffic.worlds;

import io.leakwatch.traffic.SimulatedEvent;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Events that are to be written later; those of the same time in the order in which they came. */
final class Backlog {

  private record Due(long at, long number, SimulatedEvent event) {}

  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
  private long count;

  /** To be written at a time, epoch milliseconds. */
  void add(long at, SimulatedEvent event) {
    waiting.add(new Due(at, count++, event));
  }

  /** Writes what is due by a time, epoch milliseconds. */
  void releaseUntil(long now, Consumer<SimulatedEvent> written) {
    while (!waiting.isEmpty() && waiting.peek().at() <= now) {
      written.accept(waiting.remove().event());
    }
  }
}
