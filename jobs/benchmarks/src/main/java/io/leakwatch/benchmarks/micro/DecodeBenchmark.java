package io.leakwatch.benchmarks.micro;

import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.OrdinaryEvents;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
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

/** A record's bytes to what the job's source hands on; an operation is one event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {

  /** A power of two. */
  private static final int RECORDS = 1 << 14;

  /** A record as a consumer has it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Encoded(EventKind kind, Arrival.Origin origin, byte[] key, byte[] value) {}

  private final Map<EventKind, OrdinaryEvents> ordinary = new EnumMap<>(EventKind.class);
  private final Map<EventKind, EventDecoder> decoders = new EnumMap<>(EventKind.class);
  private final Encoded[] records = new Encoded[RECORDS];
  private int next;

  /** Lays the records out. */
  @Setup
  public void encode() throws IOException {
    long maxAhead = JobOptions.defaults().maxAhead().toMillis();
    Map<EventKind, BinaryMessageEncoder<SpecificRecordBase>> encoders =
        new EnumMap<>(EventKind.class);
    for (EventKind kind : EventKind.values()) {
      ordinary.put(kind, new OrdinaryEvents(kind, maxAhead, false, AccountNames.USUAL));
      decoders.put(kind, new EventDecoder(kind, List.of(), maxAhead));
      encoders.put(
          kind,
          new BinaryMessageEncoder<>(SpecificData.getForClass(kind.type()), kind.schema(), true));
    }
    Simulation simulation = Simulation.of(SimulationPlan.of(SimulatedActivities.SEED, RECORDS));
    for (int i = 0; i < RECORDS; i++) {
      SimulatedEvent event = simulation.next();
      records[i] = encoded(event, encoders.get(event.kind()), i);
    }
  }

  private static Encoded encoded(
      SimulatedEvent event, BinaryMessageEncoder<SpecificRecordBase> encoder, int offset)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.encode(event.record(), bytes);
    return new Encoded(
        event.kind(),
        new Arrival.Origin(event.kind().topic(), 0, offset, event.at()),
        event.key() == null ? null : event.key().getBytes(StandardCharsets.UTF_8),
        bytes.toByteArray());
  }

  /** As the job reads nearly all events: straight into activities. */
  @Benchmark
  public Object decode() {
    Encoded record = next();
    return ordinary.get(record.kind()).read(record.value(), record.origin().timestamp());
  }

  /** As it reads what is out of the ordinary: into Avro's objects, which are checked later. */
  @Benchmark
  public Object decodeTheLongWay() {
    Encoded record = next();
    return decoders.get(record.kind()).decode(record.origin(), record.key(), record.value());
  }

  private Encoded next() {
    return records[next++ & RECORDS - 1];
  }
}
