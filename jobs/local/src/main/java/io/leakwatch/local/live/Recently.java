package io.leakwatch.local.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How fast a counter has grown over the last few seconds. */
public final class Recently {

  private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(3);

  private record Sample(long nanos, long count) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Notes the count at a moment, in nanoseconds of any clock that only goes forward. */
  public void sample(long nanos, long count) {
    samples.addLast(new Sample(nanos, count));
    while (nanos - samples.peekFirst().nanos() > SPAN_NANOS) {
      samples.removeFirst();
    }
  }

  /** Growth a second; 0 before there are two samples. */
  public long perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.peekFirst();
    Sample last = samples.peekLast();
    return Math.round((last.count() - first.count()) * 1e9 / (last.nanos() - first.nanos()));
  }
}
