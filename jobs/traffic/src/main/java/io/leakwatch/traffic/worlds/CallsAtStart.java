package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.traffic.SimulatedEvent;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A call is one record, of the time when it began, with what was known when it was over. All that
 * happens during it waits, so that what is written is in order; for an hour at most.
 */
final class CallsAtStart implements Scribe {

  private final OpenCalls calls = new OpenCalls();
  private final Deque<SimulatedEvent> waiting = new ArrayDeque<>();
  private final Set<Object> unfinished = Collections.newSetFromMap(new IdentityHashMap<>());

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    if (event.record() instanceof DmMetadataEvent dm && dm.getKind() == DmKind.CALL_ENDED) {
      finish(dm);
    } else {
      waiting.add(event);
      if (event.record() instanceof DmMetadataEvent dm && dm.getKind() == DmKind.CALL_STARTED) {
        calls.begin(dm);
        unfinished.add(dm);
      }
    }
    release(event.at() - OpenCalls.LONGEST.toMillis(), written);
  }

  private void finish(DmMetadataEvent end) {
    DmMetadataEvent start = calls.end(end);
    if (start != null) {
      start.put("answered", end.getAnswered());
      start.put("duration_ms", end.getDurationMs());
      unfinished.remove(start);
    }
  }

  /** What begins a call is written when that is over, or began before a time. */
  private void release(long before, Consumer<SimulatedEvent> written) {
    while (!waiting.isEmpty()) {
      SimulatedEvent first = waiting.peek();
      if (unfinished.contains(first.record()) && first.at() >= before) {
        return;
      }
      unfinished.remove(first.record());
      written.accept(waiting.remove());
    }
  }

  @Override
  public void end(Consumer<SimulatedEvent> written) {
    release(Long.MAX_VALUE, written);
  }
}
