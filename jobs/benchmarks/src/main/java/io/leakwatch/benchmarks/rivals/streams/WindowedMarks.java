package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.streams.Marks.Decision;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Judges what happens within a window; each overlaps half of the next. A window takes what belongs
 * to it in any order, up to a day late: what comes through a topic in between comes from several
 * tasks, each of which is somewhere else in time.
 *
 * @param <V> what happens
 */
abstract class WindowedMarks<V> extends ContextualProcessor<String, V, Void, Void> {

  private static final Duration GRACE = Duration.ofDays(1);

  private final String storeName;
  private final long hopMillis;
  private final int mostMarks;
  private WindowStore<String, Marks> store;

  /**
   * @param mostMarks a window that comes to hold more and is not decided is a crowd's
   */
  WindowedMarks(String storeName, Duration window, int mostMarks) {
    this.storeName = storeName;
    this.hopMillis = window.toMillis() / 2;
    this.mostMarks = mostMarks;
  }

  /** The store of windows that such a processor needs. */
  static StoreBuilder<WindowStore<String, Marks>> store(String name, Duration window) {
    return Stores.windowStoreBuilder(
            Stores.inMemoryWindowStore(name, window.plus(GRACE), window, false),
            Serdes.String(),
            Marks.serde())
        .withCachingEnabled();
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    store = context.getStateStore(storeName);
  }

  /**
   * Marks what happened.
   *
   * @param sinceStart milliseconds from the window's beginning
   * @return whether the conditions hold now
   */
  abstract boolean mark(String key, V happened, long sinceStart, Marks marks);

  /** The conditions hold of an entity. */
  abstract void note(String key, long at);

  /** An event is done with. */
  abstract void done();

  @Override
  public void process(Record<String, V> event) {
    long at = event.timestamp();
    long start = at - Math.floorMod(at, hopMillis);
    boolean inThis = holds(event, start);
    boolean inEarlier = holds(event, start - hopMillis);
    if (inThis || inEarlier) {
      note(event.key(), at);
    }
    done();
  }

  private boolean holds(Record<String, V> event, long start) {
    Marks found = store.fetch(event.key(), start);
    Marks marks = found == null ? new Marks() : found;
    if (marks.decision() != Decision.OPEN) {
      return marks.decision() == Decision.ALERTED;
    }
    boolean holds = mark(event.key(), event.value(), event.timestamp() - start, marks);
    if (holds || marks.size() > mostMarks) {
      marks.decide(holds ? Decision.ALERTED : Decision.CROWD);
    }
    store.put(event.key(), marks, start);
    return holds;
  }
}
