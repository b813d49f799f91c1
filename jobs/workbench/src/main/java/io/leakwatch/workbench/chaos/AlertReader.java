package io.leakwatch.workbench.chaos;

import com.google.common.util.concurrent.Uninterruptibles;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.schemas.Alert;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads committed alerts as they become readable, as an analyst's tool does. */
final class AlertReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final AlertFeed feed;
  private final Revisions revisions;
  private final Map<Alert, Long> readAt = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "chaos-alerts");
  private final Set<String> places = new HashSet<>();
  private final List<String> handedTwice = new CopyOnWriteArrayList<>();
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
      List<AlertFeed.Placed> alerts = feed.pollPlaced(POLL);
      long now = System.nanoTime();
      for (AlertFeed.Placed placed : alerts) {
        readAt.putIfAbsent(placed.alert(), now);
        if (places.add(placed.place())) {
          revisions.add(placed.alert());
        } else {
          handedTwice.add(placed.place());
        }
      }
    }
    feed.close();
  }

  /**
   * Where records lie that the consumer was handed more than once: it may go back when its broker
   * was killed. That is no doubled alert; it lies there once.
   */
  List<String> handedTwice() {
    return List.copyOf(handedTwice);
  }

  /** Reads all that can be read by now, from the topic's beginning. */
  static void read(String bootstrapServers, String topic, Revisions all) {
    try (AlertFeed feed = new AlertFeed(bootstrapServers, topic)) {
      while (!feed.isAtEnd()) {
        feed.poll(POLL).forEach(all::add);
      }
    }
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
