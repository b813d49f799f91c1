package io.leakwatch.console.feed;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What somebody has written, and waits to see come back from Kafka. */
public final class Awaited {

  private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();

  /** The key of an action. */
  public static String action(String actionId) {
    return "action " + actionId;
  }

  /** The key of a revision of a suppression or a control. */
  public static String command(String id, int revision) {
    return "command " + id + " " + revision;
  }

  /** Begins to wait: before it is written. Completes with whether it counts. */
  public CompletableFuture<Boolean> expect(String key) {
    return waiting.computeIfAbsent(key, first -> new CompletableFuture<>());
  }

  /** Nobody waits any longer. */
  public void forget(String key) {
    waiting.remove(key);
  }

  void came(Map<String, Boolean> outcomes) {
    if (!waiting.isEmpty()) {
      outcomes.forEach(
          (key, counts) -> {
            CompletableFuture<Boolean> waits = waiting.remove(key);
            if (waits != null) {
              waits.complete(counts);
            }
          });
    }
  }
}
