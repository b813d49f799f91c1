package io.leakwatch.workbench.chaos;

import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.pipeline.decode.Arrival;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/** Publishes traffic at an even pace, from a thread of its own. */
final class Feed implements AutoCloseable {

  private static final long TICK_NANOS = 5_000_000;
  private static final int NOTED_EVERY = 50;

  private final List<EndedTraffic.Keyed> events;
  private final String prefix;
  private final Duration span;
  private final String bootstrapServers;
  private volatile EventProducer producer;
  private final NavigableMap<Long, Long> publishedAt = new ConcurrentSkipListMap<>();
  private final Thread thread = new Thread(this::run, "chaos-feed");
  private volatile int sent;
  private volatile boolean closed;
  private volatile boolean hasNewPartitions;
  private volatile boolean isHeld;
  private volatile RuntimeException fault;

  /**
   * @param prefix of the topics' names
   * @param span how long it takes
   */
  Feed(List<EndedTraffic.Keyed> events, String prefix, Duration span, String bootstrapServers) {
    this.events = events;
    this.prefix = prefix;
    this.span = span;
    this.bootstrapServers = bootstrapServers;
    this.producer = new EventProducer(bootstrapServers);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long published = 0;
    long lookedAt = System.nanoTime();
    try {
      int next = 0;
      while (!closed && next < events.size()) {
        long now = System.nanoTime();
        published += isHeld ? 0 : now - lookedAt;
        lookedAt = now;
        double share = (double) published / span.toNanos();
        if (hasNewPartitions) {
          hasNewPartitions = false;
          lookAtTopicsAnew();
        }
        int due = (int) Math.min(events.size(), Math.round(share * events.size()));
        for (; next < due; next++) {
          publish(next);
        }
        sent = next;
        LockSupport.parkNanos(TICK_NANOS);
      }
      producer.flush();
    } catch (RuntimeException failed) {
      fault = failed;
    }
  }

  /** A producer learns of new partitions within minutes; another one, at once. */
  private void lookAtTopicsAnew() {
    producer.flush();
    producer.close();
    producer = new EventProducer(bootstrapServers);
  }

  /** From now on it publishes to partitions, too, that have been added meanwhile. */
  void knowsNewPartitions() {
    hasNewPartitions = true;
  }

  /** Publishes nothing, or goes on. */
  void hold(boolean isHeld) {
    this.isHeld = isHeld;
  }

  private void publish(int place) {
    EndedTraffic.Keyed event = events.get(place);
    long at = Arrival.timeOf(event.event());
    producer.send(prefix + event.kind().topic(), event.key(), at, event.event());
    if (place % NOTED_EVERY == 0) {
      publishedAt.put(at, System.nanoTime());
    }
  }

  /** The share of the events that are published, 0 to 1. */
  double progress() {
    if (fault != null) {
      throw fault;
    }
    return (double) sent / events.size();
  }

  /**
   * When the events up to a moment of their own time were published, in nanoseconds of this JVM's
   * clock.
   */
  long publishedAt(long eventTime) {
    var noted = publishedAt.ceilingEntry(eventTime);
    return (noted == null ? publishedAt.lastEntry() : noted).getValue();
  }

  @Override
  public void close() {
    closed = true;
    producer.close();
  }
}
