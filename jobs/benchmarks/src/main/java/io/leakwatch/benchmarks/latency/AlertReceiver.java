package io.leakwatch.benchmarks.latency;

import io.leakwatch.local.kafka.AlertFeed;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Receives committed alerts in a thread of its own, and notes when. */
final class AlertReceiver implements AutoCloseable {

  private static final Duration AT_MOST = Duration.ofMillis(100);

  private final AlertFeed feed;
  private final Latencies latencies;
  private final Thread thread = new Thread(this::run, "alert-receiver");
  private volatile boolean stopping;
  private volatile RuntimeException fault;

  /**
   * Begins to receive.
   *
   * @param topic must exist
   */
  AlertReceiver(String bootstrapServers, String topic, Latencies latencies) {
    this.feed = new AlertFeed(bootstrapServers, topic);
    this.latencies = latencies;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (feed) {
      while (!stopping) {
        var alerts = feed.poll(AT_MOST);
        long now = System.currentTimeMillis();
        alerts.forEach(alert -> latencies.received(alert, now));
      }
    } catch (RuntimeException failed) {
      fault = failed;
    }
  }

  /** Throws whatever has ended it. */
  void checkAlive() {
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
