package io.leakwatch.console.access;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often logins may fail. From some failure on, each makes the next wait, twice as long each
 * time. Keys are what strangers send, so only so many are kept, and the one that failed longest ago
 * goes first.
 */
final class LoginLimit {

  private static final Duration FIRST = Duration.ofSeconds(1);

  /** Most that are kept, a few hundred bytes each. */
  private static final int MOST_KEYS = 10_000;

  private final Clock clock;
  private final int free;
  private final Duration longest;
  private final Duration forgotten;
  private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Failures {
    private int count;
    private long last;
    private long waitsUntil;
  }

  /**
   * @param free failures that cost no waiting
   * @param longest that one waits
   * @param forgotten so long after the last failure all are forgotten
   */
  LoginLimit(Clock clock, int free, Duration longest, Duration forgotten) {
    this.clock = clock;
    this.free = free;
    this.longest = longest;
    this.forgotten = forgotten;
  }

  /** How long there may be no further attempt; zero where there may be one now. */
  synchronized Duration waits(String key) {
    Failures own = failures.get(key);
    long millis = own == null ? 0 : own.waitsUntil - clock.millis();
    return Duration.ofMillis(Math.max(0, millis));
  }

  /** Counts an attempt as failed; one that succeeds is taken back with {@link #succeeded}. */
  synchronized void failed(String key) {
    long now = clock.millis();
    Failures own = failures.computeIfAbsent(key, any -> new Failures());
    if (now - own.last > forgotten.toMillis()) {
      own.count = 0;
    }
    own.count++;
    own.last = now;
    if (own.count >= free) {
      // No more than 2^20 s, so that nothing runs over.
      long wait = FIRST.toMillis() << Math.min(20, own.count - free);
      own.waitsUntil = now + Math.min(wait, longest.toMillis());
    }
    if (failures.size() > MOST_KEYS) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  /** Forgets all failures of a key. */
  synchronized void succeeded(String key) {
    failures.remove(key);
  }

  /** Takes back the last failure of a key, and no more: of others that share it, the rest stays. */
  synchronized void takenBack(String key) {
    Failures own = failures.get(key);
    if (own != null) {
      own.count--;
      if (own.count < free) {
        own.waitsUntil = 0;
      }
    }
  }
}
