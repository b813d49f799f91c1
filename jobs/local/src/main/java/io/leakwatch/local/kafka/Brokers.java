package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.ProgressLine;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** The brokers of a Kafka, asked with patience: one that is busy is there, too. */
final class Brokers implements AutoCloseable {

  /**
   * How long brokers are waited for.
   *
   * @param request for one request; then it is sent again, to another broker if there is one
   * @param inAll for an answer
   * @param toDoubt until it is found out whether anybody listens at all
   */
  record Patience(Duration request, Duration inAll, Duration toDoubt) {

    /** Six requests; who mistyped an address does not want to wait for all of them. */
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(3));
  }

  private static final long LOOK_EVERY_MILLIS = 100;

  /** The client keeps the time itself; this is for one that has died. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final KafkaOptions kafka;
  private final Patience patience;
  private final Admin admin;
  private final ProgressLine progress = new ProgressLine();

  private Brokers(KafkaOptions kafka, Patience patience, Admin admin) {
    this.kafka = kafka;
    this.patience = patience;
    this.admin = admin;
  }

  /**
   * A client for them, which has not asked anything yet.
   *
   * @throws CommandFault if none can be made with these properties; the message says why
   */
  static Brokers of(KafkaOptions kafka, Patience patience) {
    KeyStores.check(kafka.properties());
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers(kafka));
    properties.setProperty(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience.inAll()));
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(patience.request()));
    try {
      return new Brokers(kafka, patience, Admin.create(properties));
    } catch (KafkaException fault) {
      throw new CommandFault(Refusal.words(fault, kafka), fault);
    }
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  static String servers(KafkaOptions kafka) {
    return kafka.get(KafkaOptions.BOOTSTRAP_SERVERS);
  }

  Admin admin() {
    return admin;
  }

  /**
   * An answer, waited for.
   *
   * @throws ExecutionException if the brokers refuse this one question: its cause says why
   * @throws CommandFault if they do not answer, or do not let the client in; the message says which
   */
  <T> T answer(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
    long began = System.nanoTime();
    boolean doubted = false;
    try {
      while (true) {
        try {
          return answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException waits) {
          Duration waited = Duration.ofNanos(System.nanoTime() - began);
          if (!doubted && waited.compareTo(patience.toDoubt()) > 0) {
            doubted = true;
            Doorstep.check(kafka, patience.toDoubt());
          }
          if (waited.compareTo(patience.inAll().plus(GRACE)) > 0) {
            throw silent(waits);
          }
          progress.show(
              "waiting for Kafka at %s to answer, %d s of %d"
                  .formatted(servers(kafka), waited.toSeconds(), patience.inAll().toSeconds()));
        } catch (ExecutionException fault) {
          if (fault.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
            Doorstep.check(kafka, patience.toDoubt());
            throw silent(fault);
          }
          if (Refusal.isOfTheClient(fault.getCause())) {
            throw new CommandFault(Refusal.words(fault.getCause(), kafka), fault);
          }
          throw fault;
        }
      }
    } finally {
      progress.clear();
    }
  }

  private CommandFault silent(Exception fault) {
    return new CommandFault(
        ("%s takes connections but has not answered within %d s; it is too busy, or no Kafka"
                + " broker, or kafka.properties.security.protocol (%s) is not that of this port")
            .formatted(servers(kafka), patience.inAll().toSeconds(), Doorstep.protocol(kafka)),
        fault);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
