package io.leakwatch.benchmarks.micro;

import io.leakwatch.detection.Detector;
import io.leakwatch.detectors.Detectors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An activity shown to the sensor of a detector that has much to look at; an operation is one
 * activity and one entity. A run over all of them begins with states that know nothing, as the
 * order of time wants it, so making states is part of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SensorBenchmark {

  private static final int LOOKS = 20_000;

  /** So many that even what is rare, such as failed logins, is often enough among them. */
  private static final long MOST_EVENTS = 1_000_000;

  @Param({
    "mass-scraping",
    "excessive-app-access",
    "impossible-travel",
    "distributed-stuffing",
    "session-hijack"
  })
  private String detector;

  private Sensing<?> sensing;

  /** Collects what the detector is shown. */
  @Setup
  public void collect() {
    Detector<?> chosen =
        Detectors.ALL.stream()
            .filter(type -> type.id().equals(detector))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no detector " + detector))
            .armed()
            .newDetector();
    sensing = Sensing.of(chosen, new SimulatedActivities(MOST_EVENTS), LOOKS);
  }

  /** Time does not run backwards: what was seen in the last run is forgotten. */
  @Setup(Level.Invocation)
  public void forget() {
    sensing.forget();
  }

  /** All of them, from the first to the last. */
  @Benchmark
  @OperationsPerInvocation(LOOKS)
  public void observe(Blackhole signals) {
    sensing.observeAll(signals::consume);
  }
}
