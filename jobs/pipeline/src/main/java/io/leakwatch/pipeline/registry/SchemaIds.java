package io.leakwatch.pipeline.registry;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a registry for the schemas of ids until it answers. While it does not, whoever asks waits:
 * no record can be judged without its schema, and none may be lost.
 */
public final class SchemaIds {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaIds.class);

  /**
   * How long a registry is waited for.
   *
   * @param first until it is asked again; then twice as long, and so on
   * @param longest between two questions
   * @param inAll until it is given up; null for never
   */
  public record Patience(Duration first, Duration longest, Duration inAll) implements Serializable {

    /** Of a job: soon again after a hiccup, and for ever. */
    public static final Patience OF_A_JOB =
        new Patience(Duration.ofMillis(200), Duration.ofSeconds(15), null);

    /** Of somebody who waits at a terminal. */
    public static final Patience OF_A_COMMAND =
        new Patience(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  /** Between two lines of the log about the same wait. */
  private static final long SAID_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final RegistryClient registry;
  private final Patience patience;
  private Long saidAt;

  public SchemaIds(RegistryClient registry, Patience patience) {
    this.registry = registry;
    this.patience = patience;
  }

  /**
   * The registry's answer about an id, waited for.
   *
   * @throws NotWaitedFor if this thread is interrupted, or patience is at an end
   */
  public Answer schema(int id) {
    long began = System.nanoTime();
    Duration pause = patience.first();
    while (true) {
      try {
        Answer answer = registry.schema(id);
        if (saidAt != null) {
          LOG.info("the schema registry at {} answers again", registry.url());
          saidAt = null;
        }
        return answer;
      } catch (RegistryAway away) {
        if (patience.inAll() != null && System.nanoTime() - began > patience.inAll().toNanos()) {
          throw new NotWaitedFor(
              "%s; it was asked for the schema with id %d for %d s"
                  .formatted(away.getMessage(), id, patience.inAll().toSeconds()));
        }
        say(id, away);
        pause = waited(pause);
      } catch (InterruptedException ended) {
        throw interrupted();
      }
    }
  }

  private Duration waited(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException ended) {
      throw interrupted();
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(patience.longest()) < 0 ? doubled : patience.longest();
  }

  private NotWaitedFor interrupted() {
    Thread.currentThread().interrupt();
    return new NotWaitedFor(
        "interrupted while the schema registry at %s was waited for".formatted(registry.url()));
  }

  private void say(int id, RegistryAway away) {
    long now = System.nanoTime();
    if (saidAt == null || now - saidAt > SAID_EVERY_NANOS) {
      saidAt = now;
      LOG.warn(
          "{}; it was asked for the schema with id {}. Reading waits until it answers: nothing is"
              + " lost, but no checkpoint is completed meanwhile",
          away.getMessage(),
          id);
    }
  }

  /** A schema was not had, and its record not read: it has to be read again. */
  public static final class NotWaitedFor extends RuntimeException {
    NotWaitedFor(String message) {
      super(message);
    }
  }
}
