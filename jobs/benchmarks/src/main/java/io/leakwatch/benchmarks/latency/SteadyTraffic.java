package io.leakwatch.benchmarks.latency;

import io.leakwatch.benchmarks.Course;
import io.leakwatch.benchmarks.Stopwatch.Pulse;
import io.leakwatch.workbench.live.EventProducer;
import io.leakwatch.workbench.simulation.SimulatedEvent;
import io.leakwatch.workbench.simulation.Simulation;
import io.leakwatch.workbench.simulation.SimulationPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Innocent people by the clock: every event is published when it happens, with that time in it, and
 * twenty times a second among them something that raises an alert.
 */
final class SteadyTraffic {

  private static final long PROBE_EVERY_MILLIS = 50;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * How it went.
   *
   * @param events how many were published
   * @param eventsPerSecond over all of the time
   * @param mostBehind how much later than due an event was published at worst while it was
   *     measured: more than a moment, and the machine was not up to the rate
   */
  record Flow(long events, double eventsPerSecond, Duration mostBehind) {}

  private final LatencyPlan plan;
  private final Course course;
  private final EventProducer producer;
  private final Latencies latencies;
  private final Probes probes = new Probes();
  private final Instant simulatedFrom = Instant.now();
  private final Simulation simulation;

  private long begin;
  private long mostBehind;

  /** Prepares it, which takes a moment for each million events. */
  SteadyTraffic(LatencyPlan plan, Course course, EventProducer producer, Latencies latencies) {
    this.plan = plan;
    this.course = course;
    this.producer = producer;
    this.latencies = latencies;
    this.simulation =
        Simulation.of(
            new SimulationPlan(plan.seed(), plan.events(), simulatedFrom, plan.flows(), false));
  }

  /**
   * Publishes all of it, which takes as long as it flows.
   *
   * @param pulse asked twenty times a second whether it is worth going on
   */
  Flow publish(Pulse pulse) throws Exception {
    begin = System.currentTimeMillis();
    long nextProbe = 0;
    while (simulation.hasNext()) {
      SimulatedEvent next = simulation.next();
      long after = next.at() - simulatedFrom.toEpochMilli();
      for (; nextProbe <= after; nextProbe += PROBE_EVERY_MILLIS) {
        pulse.check();
        probe(nextProbe);
      }
      await(after);
      happensAt(begin + after, next.record());
      send(next);
    }
    producer.flush();
    double seconds = (System.currentTimeMillis() - begin) / 1e3;
    long published = producer.published();
    return new Flow(published, published / seconds, Duration.ofMillis(mostBehind));
  }

  private void probe(long after) {
    await(after);
    Probes.Probe probe = probes.next(begin + after);
    probe.before().forEach(this::send);
    SimulatedEvent causing = probe.causing();
    producer.send(
        course.topics().get(causing.kind()),
        causing.key(),
        causing.at(),
        causing.record(),
        appendedAt -> {
          if (plan.measures(after)) {
            latencies.appended(probe.eventId(), appendedAt);
          }
        });
  }

  private void await(long after) {
    long behind = System.currentTimeMillis() - begin - after;
    while (behind < 0) {
      LockSupport.parkNanos(TICK_NANOS);
      behind = System.currentTimeMillis() - begin - after;
    }
    if (plan.measures(after)) {
      mostBehind = Math.max(mostBehind, behind);
    }
  }

  /** The simulation was made before the clock was started. */
  private static void happensAt(long at, SpecificRecordBase record) {
    record.put(record.getSchema().getField("occurred_at").pos(), Instant.ofEpochMilli(at));
  }

  private void send(SimulatedEvent event) {
    producer.send(course.topics().get(event.kind()), event.key(), event.at(), event.record());
  }
}
