package io.leakwatch.benchmarks.contest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Times a run from its first event to its last, by a counter that the run keeps. */
public final class Stopwatch {

  private static final Duration STANDSTILL = Duration.ofMinutes(2);

  /** What is asked now and then whether the run is still alive. */
  @FunctionalInterface
  public interface Pulse {

    /**
     * Returns while the run is alive.
     *
     * @throws Exception that ended it
     */
    void check() throws Exception;
  }

  private Stopwatch() {}

  /**
   * Waits until all events are done with.
   *
   * @param done how many events are done with by now; never less than before. Read a thousand times
   *     a second
   * @param events how many there are
   * @return nanoseconds from the moment that the first was done to the moment that the last was,
   *     each to about a millisecond
   * @throws IllegalStateException if nothing moves for two minutes
   */
  public static long time(LongSupplier done, long events, Pulse pulse) throws Exception {
    long first = 0;
    long movedAt = System.nanoTime();
    long before = 0;
    while (true) {
      long now = System.nanoTime();
      long count = done.getAsLong();
      if (count >= events) {
        return now - (first == 0 ? movedAt : first);
      }
      if (count > before) {
        first = first == 0 ? now : first;
        before = count;
        movedAt = now;
      }
      pulse.check();
      if (now - movedAt > STANDSTILL.toNanos()) {
        throw new IllegalStateException(
            "stuck at %,d of %,d events for %d s".formatted(count, events, STANDSTILL.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
