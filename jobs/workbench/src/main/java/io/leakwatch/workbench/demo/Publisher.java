package io.leakwatch.workbench.demo;

import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes a simulation at an even pace, from a thread of its own, until all of it is out. */
final class Publisher implements AutoCloseable {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Between two looks at the clock, however far behind it is. */
  private static final int MOST_AT_ONCE = 1_000;

  /** A machine this little behind at the end has kept the pace: a hiccup, no more. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final DemoPlan plan;
  private final Simulation simulation;
  private final EventProducer producer;
  private final Thread thread = new Thread(this::run, "demo-publisher");
  private volatile boolean stopping;
  private volatile long latestAt = Long.MIN_VALUE;
  private volatile long began;
  private volatile long ended;
  private volatile RuntimeException fault;

  Publisher(DemoPlan plan, Simulation simulation, EventProducer producer) {
    this.plan = plan;
    this.simulation = simulation;
    this.producer = producer;
    thread.setDaemon(true);
  }

  void start() {
    began = System.nanoTime();
    thread.start();
  }

  private void run() {
    try {
      long sent = 0;
      while (!stopping && simulation.hasNext()) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        if (elapsed.compareTo(plan.duration().plus(GRACE)) > 0) {
          break;
        }
        long due = Math.min(plan.eventsDue(elapsed), sent + MOST_AT_ONCE);
        if (sent == due) {
          LockSupport.parkNanos(TICK_NANOS);
        }
        for (; sent < due; sent++) {
          publish(simulation.next());
        }
      }
      producer.flush();
    } catch (RuntimeException failed) {
      fault = failed;
    } finally {
      ended = System.nanoTime();
    }
  }

  private void publish(SimulatedEvent event) {
    producer.send(event.kind().topic(), event.key(), event.at(), event.record());
    latestAt = event.at();
  }

  /** Whether it has published all that it will. */
  boolean isDone() {
    if (fault != null && !stopping) {
      throw fault;
    }
    return !thread.isAlive();
  }

  /** How many events the broker has. */
  long published() {
    return producer.published();
  }

  /** Event time of the latest event, epoch milliseconds; the least of all before the first. */
  long latestAt() {
    return latestAt;
  }

  /** How long it took, or has taken so far, by the clock; zero before it has started. */
  Duration took() {
    if (began == 0) {
      return Duration.ZERO;
    }
    return Duration.ofNanos((ended == 0 ? System.nanoTime() : ended) - began);
  }

  /** Stops publishing; what was sent is with the broker then. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
