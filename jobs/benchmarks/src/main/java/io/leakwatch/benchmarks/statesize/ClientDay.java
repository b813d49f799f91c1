package io.leakwatch.benchmarks.statesize;

import io.leakwatch.detection.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** A third-party app's day: around the clock, it reads each of its users' own profile twice. */
final class ClientDay implements OrdinaryDay {

  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final int READS_PER_USER = 2;

  private final Instant now;
  private final int users;
  private final Acts acts = new Acts();

  ClientDay(Instant now, int users) {
    this.now = now;
    this.users = users;
  }

  @Override
  public void live(int number, Consumer<Activity> then) {
    long start = now.toEpochMilli() - DAY_MS;
    int reads = users * READS_PER_USER;
    for (int i = 0; i < reads; i++) {
      int user = number * users + i % users;
      then.accept(acts.readByApp(start + DAY_MS * i / reads, number, user));
    }
  }
}
