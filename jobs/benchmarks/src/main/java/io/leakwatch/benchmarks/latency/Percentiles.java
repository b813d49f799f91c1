package io.leakwatch.benchmarks.latency;

import java.util.Collection;

/**
 * How a number of latencies is spread, in milliseconds; all 0 for none. A percentile is a latency
 * that was measured: the smallest that is not below so many percent of them (the nearest rank).
 */
public record Percentiles(long count, long median, long p95, long p99, long max) {

  public static Percentiles of(Collection<Long> millis) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Percentiles(
        sorted.length, rank(sorted, 50), rank(sorted, 95), rank(sorted, 99), rank(sorted, 100));
  }

  private static long rank(long[] sorted, int percent) {
    // In whole numbers: 0.95 × 20 is a little more than 19 in binary fractions.
    int rank = (int) (((long) sorted.length * percent + 99) / 100);
    return sorted.length == 0 ? 0 : sorted[rank - 1];
  }
}
