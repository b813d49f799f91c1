package io.leakwatch.console.feed;

import io.leakwatch.console.store.Store;
import io.leakwatch.console.store.StoreFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Kafka's topics into the store, in one thread, for as long as it is open. Where Kafka does
 * not answer, or the disk is full, it says so and tries again.
 */
public final class Feed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** Topics that end before what was read of them are looked at again: brokers may be starting. */
  private static final int MISFITS_BELIEVED = 3;

  private final KafkaOptions kafka;
  private final KafkaClients clients;
  private final Store store;
  private final Awaited awaited = new Awaited();
  private final Changes changes;
  private final Thread thread;
  private volatile FeedStatus status =
      new FeedStatus(false, System.currentTimeMillis(), "not connected yet", false, null);
  private volatile boolean closed;
  private volatile Runnable caughtUp = () -> {};
  private volatile Map<String, Long> lags = Map.of();
  private int misfits;

  /**
   * A feed that does not read yet.
   *
   * @param listener hears of changes from the reading thread, at most four times a second
   */
  public Feed(KafkaOptions kafka, Store store, Consumer<Change> listener) {
    this.kafka = kafka;
    this.clients = new KafkaClients(kafka);
    this.store = store;
    this.changes = new Changes(listener);
    this.thread = new Thread(this::run, "console-feed");
    thread.setDaemon(true);
  }

  /** Begins to read; returns at once. */
  public void start() {
    thread.start();
  }

  /** Called from the reading thread each time that all was read that was there. */
  public void onCaughtUp(Runnable action) {
    caughtUp = action;
  }

  public FeedStatus status() {
    return status;
  }

  /** How many records of each topic were not read yet, as of a moment ago; by the topic's name. */
  public Map<String, Long> lags() {
    return lags;
  }

  /**
   * Checks that what is shown is what there is: nobody decides by what is old.
   *
   * @throws NotNow if Kafka does not answer, or is still being read
   */
  public void requireUpToDate() {
    FeedStatus now = status;
    if (!now.connected()) {
      throw new NotNow(now.error() + "; nothing was written, try again once it answers");
    }
    if (!now.caughtUp()) {
      throw new NotNow("the console is still reading what is in Kafka; try again in a moment");
    }
  }

  /** Where one waits for what one has written. */
  public Awaited awaited() {
    return awaited;
  }

  private void run() {
    long pause = FIRST_PAUSE.toMillis();
    while (!closed) {
      try {
        if (readUntilChanged()) {
          pause = FIRST_PAUSE.toMillis();
        }
        continue;
      } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException end) {
        if (closed) {
          return;
        }
      } catch (Misfit misfit) {
        disconnected(misfit.getMessage());
        rebuildIfBelieved(misfit);
      } catch (StoreFault fault) {
        disconnected(fault.getMessage());
        if (fault.isDamage()) {
          forgetAll(fault.getMessage());
        }
      } catch (ExecutionException | KafkaException fault) {
        disconnected(clients.words(fault));
      } catch (RuntimeException fault) {
        LOG.warn("the console's feed stopped, and begins again", fault);
        disconnected("an unexpected fault: " + fault.getMessage() + "; see the console's log");
      }
      pause(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
    }
  }

  /** Whether it could read at all: its end is then a change of the topics. */
  private boolean readUntilChanged() throws ExecutionException, InterruptedException {
    try (Session session = Session.open(kafka, clients, store)) {
      misfits = 0;
      connected(session.notes());
      while (!closed) {
        Effects effects = session.read();
        awaited.came(effects.outcomes);
        changes.add(effects);
        if (session.hasJustCaughtUp()) {
          status = new FeedStatus(true, status.since(), null, true, session.notes());
          changes.add(health());
          caughtUp.run();
        }
        if (session.isTimeToLook()) {
          lags = session.lags();
          if (session.hasChanged()) {
            return true;
          }
        }
      }
      return true;
    }
  }

  private void rebuildIfBelieved(Misfit misfit) {
    if (misfit.isCertain() || ++misfits >= MISFITS_BELIEVED) {
      misfits = 0;
      forgetAll(misfit.getMessage());
    }
  }

  private void forgetAll(String why) {
    LOG.warn("everything is read from Kafka again: {}", why);
    try {
      store.forgetAll();
    } catch (RuntimeException fault) {
      disconnected("the console's folder cannot be made again: " + fault.getMessage());
    }
  }

  private void connected(String notes) {
    if (!status.connected()) {
      status = new FeedStatus(true, System.currentTimeMillis(), null, false, notes);
      changes.add(health());
    } else {
      status = new FeedStatus(true, status.since(), null, status.caughtUp(), notes);
    }
  }

  private void disconnected(String why) {
    long since = status.connected() ? System.currentTimeMillis() : status.since();
    if (status.connected() || !why.equals(status.error())) {
      LOG.warn("the console cannot read: {}", why);
      status = new FeedStatus(false, since, why, false, null);
      changes.add(health());
    }
  }

  private static Effects health() {
    Effects effects = new Effects();
    effects.parts.add("health");
    return effects;
  }

  private void pause(long millis) {
    changes.flush();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException end) {
      // Looked at by whoever called.
    }
  }

  /** Stops reading; returns when it has. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(20).toMillis());
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
    }
  }
}
