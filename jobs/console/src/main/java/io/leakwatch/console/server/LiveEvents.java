package io.leakwatch.console.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Live updates, {@code GET /api/events}: an event {@code changed} says which alerts and which parts
 * of the page are no longer as they were; the page then asks for what it shows. Each listener has
 * its own pace: one that does not read holds up no other.
 */
public final class LiveEvents implements Routes, AutoCloseable {

  /** People do not see more, and each costs every open page a request. */
  private static final Duration CHANGES_EVERY = Duration.ofMillis(250);

  /** Proxies cut what is silent for half a minute or more. */
  private static final Duration PING_EVERY = Duration.ofSeconds(15);

  private static final int MOST_LISTENERS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final int most;
  private final AtomicInteger places;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(work -> thread(work, "console-live"));
  private final ExecutorService senders =
      Executors.newCachedThreadPool(work -> thread(work, "console-live-sender"));

  public LiveEvents() {
    this(MOST_LISTENERS);
  }

  LiveEvents(int most) {
    this.most = most;
    this.places = new AtomicInteger(most);
    every(CHANGES_EVERY, Listener::sendChanges);
    every(PING_EVERY, Listener::sendPing);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Work hands on, and has nothing to fail at.
  private void every(Duration time, Consumer<Listener> work) {
    clock.scheduleAtFixedRate(
        () -> listeners.forEach(work), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Something is no longer as it was; returns at once.
   *
   * @param alerts ids; only the first 200 are sent on
   * @param parts of {@code alerts, triage, suppressions, control, health, views}
   */
  public void changed(Set<String> alerts, Set<String> parts) {
    listeners.forEach(listener -> listener.pending.add(alerts, parts));
  }

  /** How many pages listen. */
  public int listeners() {
    return listeners.size();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    // The answer begins before its handler is called: who finds no place has to learn it before.
    routes.before(
        "/api/events",
        request -> {
          if (places.get() <= 0) {
            throw new HttpResponseException(
                503, "%d pages are open already; close some".formatted(most));
          }
        });
    routes.sse("/api/events", this::listen);
  }

  private void listen(SseClient client) {
    Listener listener = new Listener(client, senders);
    if (places.decrementAndGet() < 0) {
      places.incrementAndGet();
      return;
    }
    client.keepAlive();
    client.onClose(
        () -> {
          if (listeners.remove(listener)) {
            places.incrementAndGet();
          }
        });
    listeners.add(listener);
    listener.sendPing();
  }

  static String json(Map<String, ?> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Ends all of them. */
  @Override
  public void close() {
    clock.shutdownNow();
    listeners.forEach(Listener::close);
    senders.shutdown();
  }
}
