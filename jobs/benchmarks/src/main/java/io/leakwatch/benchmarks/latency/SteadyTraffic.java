package io.leakwatch.benchmarks.latency;

import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Stopwatch.Pulse;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
   * @param eventsPerSecond once it flowed at the full rate
   * @param mostBehind how much later than due an event was published at worst while it was
   *     measured: more than a moment, and the machine was not up to the rate
   */
  record Flow(long events, double eventsPerSecond, Duration mostBehind) {}

  private final LatencyPlan plan;
  private final Course course;
  private final EventProducer producer;
  private final Latencies latencies;
  private final Probes probes = new Probes();
  private final EncodedEvents events;

  private long begin;
  private long measuredFrom;
  private long publishedBefore;
  private long mostBehind;

  /** Prepares it, which takes some seconds, and 250 MB, for each million events. */
  SteadyTraffic(LatencyPlan plan, Course course, EventProducer producer, Latencies latencies) {
    this.plan = plan;
    this.course = course;
    this.producer = producer;
    this.latencies = latencies;
    this.events = simulated(plan, producer);
  }

  private static EncodedEvents simulated(LatencyPlan plan, EventProducer producer) {
    Instant from = Instant.now();
    Simulation simulation =
        Simulation.of(new SimulationPlan(plan.seed(), plan.events(), from, plan.flows(), false));
    EncodedEvents events = new EncodedEvents();
    while (simulation.hasNext()) {
      SimulatedEvent next = simulation.next();
      events.add(
          next.kind(),
          next.at() - from.toEpochMilli(),
          next.key() == null ? null : next.key().getBytes(StandardCharsets.UTF_8),
          producer.encoded(next.record()));
    }
    events.rewind();
    return events;
  }

  /**
   * Publishes all of it, which takes as long as it flows.
   *
   * @param pulse asked twenty times a second whether it is worth going on
   */
  Flow publish(Pulse pulse) throws Exception {
    begin = System.currentTimeMillis();
    long nextProbe = 0;
    while (events.hasNext()) {
      EncodedEvents.Encoded next = events.next();
      for (; nextProbe <= next.after(); nextProbe += PROBE_EVERY_MILLIS) {
        pulse.check();
        probe(nextProbe);
      }
      await(next.after());
      noteBeginning(next.after());
      long at = begin + plan.publishedAfter(next.after());
      next.happensAt(at);
      producer.send(course.topics().get(next.kind()), next.key(), at, next.value());
    }
    producer.flush();
    double seconds = (System.currentTimeMillis() - measuredFrom) / 1e3;
    long published = producer.published();
    return new Flow(
        published, (published - publishedBefore) / seconds, Duration.ofMillis(mostBehind));
  }

  private void noteBeginning(long after) {
    if (measuredFrom == 0 && plan.measures(after)) {
      measuredFrom = System.currentTimeMillis();
      publishedBefore = producer.published();
    }
  }

  private void probe(long after) {
    await(after);
    Probes.Probe probe = probes.next(begin + plan.publishedAfter(after));
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
    long due = begin + plan.publishedAfter(after);
    long behind = System.currentTimeMillis() - due;
    while (behind < 0) {
      LockSupport.parkNanos(TICK_NANOS);
      behind = System.currentTimeMillis() - due;
    }
    if (plan.measures(after)) {
      mostBehind = Math.max(mostBehind, behind);
    }
  }

  private void send(SimulatedEvent event) {
    producer.send(course.topics().get(event.kind()), event.key(), event.at(), event.record());
  }
}
