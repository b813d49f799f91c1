package io.leakwatch.workbench.chaos;

import com.google.common.util.concurrent.Uninterruptibles;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.schemas.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads committed alerts as they become readable, as an analyst's tool does. */
final class AlertReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final AlertFeed feed;
  private final Revisions revisions;
  private final Map<Alert, Long> readAt = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "chaos-alerts");
  private volatile boolean closed;

  AlertReader(String bootstrapServers, String topic, Revisions revisions) {
    this.feed = new AlertFeed(bootstrapServers, topic);
    this.revisions = revisions;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      List<Alert> alerts = feed.poll(POLL);
      long now = System.nanoTime();
      for (Alert alert : alerts) {
        readAt.putIfAbsent(alert, now);
        revisions.add(alert);
      }
    }
    feed.close();
  }

  /** The longest time from when an event was published until its alert was read. */
  Duration largestGap(Feed published) {
    long longest =
        readAt.entrySet().stream()
            .filter(read -> read.getKey().getRevision() == 1)
            .mapToLong(
                read ->
                    read.getValue()
                        - published.publishedAt(read.getKey().getRaisedAt().toEpochMilli()))
            .max()
            .orElse(0);
    return Duration.ofNanos(longest);
  }

  @Override
  public void close() {
    closed = true;
    Uninterruptibles.joinUninterruptibly(thread);
  }
}
