package io.leakwatch.local.outcome;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a run goes, from samples of how many events it has received. The span counted is from
 * the first event received to the last, without the start of the JVM and of Flink; the steady
 * figure leaves out the first third of the events, in which code is still being compiled.
 */
public final class Pace {

  private record Sample(long nanos, long events) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * Notes how many events were received by now; at most one sample before the first event is kept.
   */
  public void sample(long nanos, long events) {
    if (events == 0) {
      samples.clear();
    } else if (!samples.isEmpty() && samples.peekLast().events == events) {
      return;
    }
    samples.addLast(new Sample(nanos, events));
  }

  /** Length of the span in seconds. */
  public double seconds() {
    return samples.isEmpty()
        ? 0
        : round((samples.peekLast().nanos - samples.peekFirst().nanos) / 1e9);
  }

  /** Events a second over the span. */
  public long eventsPerSecond() {
    return samples.isEmpty() ? 0 : rate(samples.peekFirst());
  }

  /** Events a second over its last two thirds. */
  public long steadyEventsPerSecond() {
    if (samples.isEmpty()) {
      return 0;
    }
    long warm = samples.peekLast().events / 3;
    return samples.stream()
        .filter(sample -> sample.events >= warm)
        .findFirst()
        .map(this::rate)
        .orElse(0L);
  }

  private long rate(Sample from) {
    Sample last = samples.peekLast();
    double seconds = (last.nanos - from.nanos) / 1e9;
    return seconds <= 0 ? 0 : Math.round((last.events - from.events) / seconds);
  }

  private static double round(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
