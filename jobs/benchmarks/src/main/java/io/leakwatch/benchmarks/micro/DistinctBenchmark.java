package io.leakwatch.benchmarks.micro;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A key is added to a distinct count, and the count is asked for; an operation is both. Time goes
 * on by a tenth of a second each time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DistinctBenchmark {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int PANES = 12;
  private static final int CAPACITY = 512;
  private static final long STEP_MILLIS = 100;

  /** A power of two; a window has twice as many steps. */
  private static final int STEPS = 1 << 14;

  /** An ordinary client, one at the capacity, and an attacker of whom only a sample is followed. */
  @Param({"16", "512", "16384"})
  private int keys;

  private final long[] hashes = new long[STEPS];
  private final DistinctWithin distinct = new DistinctWithin(WINDOW, PANES, CAPACITY);
  private long step;

  /** Makes the keys. */
  @Setup
  public void hash() {
    for (int i = 0; i < STEPS; i++) {
      hashes[i] = Hashes.of("key-" + i % keys);
    }
  }

  /**
   * Adds and asks.
   *
   * @return the count
   */
  @Benchmark
  public long addAndCount() {
    long at = step * STEP_MILLIS;
    distinct.add(hashes[(int) step++ & STEPS - 1], at, 0);
    return distinct.distinct(at);
  }
}
