package io.leakwatch.console.handover;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How a rule fares, written by its courier and read by the health page. */
final class Progress {

  private static final int MOST_FAILURES = 20;

  private final String rule;
  private final String host;
  private final Clock clock;
  private final Deque<String> failures = new ArrayDeque<>();
  private long delivered;
  private long failed;
  private long skipped;
  private String waiting;
  private String lastError;
  private Long lastAt;

  Progress(String rule, String host, Clock clock) {
    this.rule = rule;
    this.host = host;
    this.clock = clock;
  }

  synchronized void delivered() {
    delivered++;
    waiting = null;
    lastAt = clock.millis();
  }

  synchronized void waits(Message message, String why) {
    waiting = message.key();
    lastError = why;
    lastAt = clock.millis();
  }

  synchronized void gaveUp(Message message, String why) {
    failed++;
    waiting = null;
    lastError = why;
    lastAt = clock.millis();
    failures.addLast(message.key());
    if (failures.size() > MOST_FAILURES) {
      failures.removeFirst();
    }
  }

  synchronized void skipped(String why) {
    skipped++;
    lastError = why;
  }

  synchronized void broken(String why) {
    lastError = why;
  }

  synchronized HandOverStatus status() {
    return new HandOverStatus(
        rule, host, delivered, failed, skipped, waiting, lastError, lastAt, List.copyOf(failures));
  }
}
