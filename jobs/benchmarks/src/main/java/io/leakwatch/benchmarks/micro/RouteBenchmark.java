package io.leakwatch.benchmarks.micro;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.route.Routing;
import io.leakwatch.pipeline.types.ObservationSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An activity to the observations that are shuffled, and those to bytes; an operation is one
 * activity, with all of its observations.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouteBenchmark {

  /** A power of two. */
  private static final int ACTIVITIES = 1 << 14;

  private final Activity[] activities = new Activity[ACTIVITIES];
  private final Routing routing = new Routing(JobOptions.defaults().armed());
  private final ObservationSerializer serializer = new ObservationSerializer();
  private final DataOutputSerializer bytes = new DataOutputSerializer(1 << 12);
  private int next;

  /** Makes the activities. */
  @Setup
  public void simulate() {
    SimulatedActivities simulated = new SimulatedActivities(ACTIVITIES);
    for (int i = 0; i < ACTIVITIES; i++) {
      activities[i] = simulated.next();
    }
  }

  /** The observations alone. */
  @Benchmark
  public void route(Blackhole observations) {
    Activity activity = activities[next++ & ACTIVITIES - 1];
    routing.observations(activity, observations::consume);
  }

  /**
   * The observations and their bytes.
   *
   * @return length of the bytes, so that nothing is optimized away
   */
  @Benchmark
  public int routeAndSerialize() {
    Activity activity = activities[next++ & ACTIVITIES - 1];
    bytes.clear();
    routing.observations(activity, this::write);
    return bytes.length();
  }

  private void write(Observation observation) {
    try {
      serializer.serialize(observation, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
  }
}
