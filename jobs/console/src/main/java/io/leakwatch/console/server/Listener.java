package io.leakwatch.console.server;

import io.javalin.http.sse.SseClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** An open page. At most one thread sends to it, and what comes meanwhile is told in one event. */
final class Listener {

  /** What it has not been sent yet; bounded. */
  static final class Pending {

    private static final int MOST_ALERTS = 200;

    private final Set<String> alerts = new TreeSet<>();
    private final Set<String> parts = new TreeSet<>();

    synchronized void add(Set<String> changedAlerts, Set<String> changedParts) {
      parts.addAll(changedParts);
      for (String alert : changedAlerts) {
        if (alerts.size() >= MOST_ALERTS) {
          return;
        }
        alerts.add(alert);
      }
    }

    /** As JSON; null for nothing. */
    synchronized String take() {
      if (parts.isEmpty() && alerts.isEmpty()) {
        return null;
      }
      Map<String, Set<String>> value = new LinkedHashMap<>();
      value.put("alerts", alerts);
      value.put("parts", parts);
      String json = LiveEvents.json(value);
      alerts.clear();
      parts.clear();
      return json;
    }
  }

  final Pending pending = new Pending();
  private final SseClient client;
  private final ExecutorService senders;
  private final BooleanSupplier mayRead;
  private final AtomicBoolean sending = new AtomicBoolean();

  Listener(SseClient client, ExecutorService senders) {
    this.client = client;
    this.senders = senders;
    BooleanSupplier known = client.ctx().attribute(Caller.STILL_THERE);
    this.mayRead = known == null ? () -> true : known;
  }

  void sendChanges() {
    send(
        () -> {
          String json = pending.take();
          if (json != null) {
            client.sendEvent("changed", json);
          }
        });
  }

  void sendPing() {
    send(() -> client.sendEvent("ping", "{}"));
  }

  /** Nothing while it is being sent something: it may have stopped reading. */
  private void send(Runnable event) {
    if (client.terminated() || !sending.compareAndSet(false, true)) {
      return;
    }
    try {
      senders.execute(() -> sendNow(event));
    } catch (RejectedExecutionException closed) {
      sending.set(false);
    }
  }

  private void sendNow(Runnable event) {
    try {
      if (mayRead.getAsBoolean()) {
        event.run();
      } else {
        client.close();
      }
    } finally {
      sending.set(false);
    }
  }

  void close() {
    client.close();
  }
}
