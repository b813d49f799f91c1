package io.leakwatch.console.feed;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what has changed, but not more often than a page can follow. For one thread. */
final class Changes {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

  private final Consumer<Change> listener;
  private Effects gathered = new Effects();
  private long lastNanos = System.nanoTime() - PAUSE_NANOS;

  Changes(Consumer<Change> listener) {
    this.listener = listener;
  }

  /** Adds what there is, if anything; passes all on if it is time. */
  void add(Effects effects) {
    gathered.add(effects);
    if (System.nanoTime() - lastNanos >= PAUSE_NANOS) {
      flush();
    }
  }

  /** Passes on what is there. */
  void flush() {
    if (gathered.isEmpty()) {
      return;
    }
    Change change = gathered.change();
    gathered = new Effects();
    lastNanos = System.nanoTime();
    try {
      listener.accept(change);
    } catch (RuntimeException fault) {
      LOG.warn("a listener failed on a change", fault);
    }
  }
}
