package io.leakwatch.pipeline.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before the job is submitted to a cluster, whether Kafka has its topics: a source would
 * fail at a missing one again and again. Makes them if that is wanted.
 */
public final class StartCheck {

  private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

  /**
   * How long brokers are waited for.
   *
   * @param request for one request
   * @param inAll until it is given up
   * @param pause between two looks
   */
  public record Patience(Duration request, Duration inAll, Duration pause) {

    /** A broker that is busy or is being started is no missing one. */
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(2));
  }

  /** A topic that was made a moment ago is not known to all brokers yet. */
  private static final int LOOKS_FOR_TOPIC = 3;

  private final KafkaOptions kafka;
  private final Patience patience;
  private int looks;

  private StartCheck(KafkaOptions kafka, Patience patience) {
    this.kafka = kafka;
    this.patience = patience;
  }

  /**
   * Brokers that cannot be reached from here are no fault, unless topics are to be made: the
   * cluster may reach them.
   *
   * @return what is wrong; empty for nothing
   */
  public static Optional<String> fault(KafkaOptions kafka) throws InterruptedException {
    return fault(kafka, Patience.USUAL);
  }

  /** Likewise, with another patience. */
  public static Optional<String> fault(KafkaOptions kafka, Patience patience)
      throws InterruptedException {
    return new StartCheck(kafka, patience).fault();
  }

  private Optional<String> fault() throws InterruptedException {
    long until = System.nanoTime() + patience.inAll().toNanos();
    try (Admin admin = admin()) {
      while (true) {
        String waitsFor;
        try {
          List<String> missing = missing(admin);
          if (missing.isEmpty()) {
            return Optional.empty();
          }
          List<String> others = new ArrayList<>(missing);
          others.removeAll(NewTopics.madeAnyway(kafka, missing));
          if (creates() || others.isEmpty()) {
            Optional<String> refusal = created(admin, missing);
            if (refusal.isPresent()) {
              return refusal;
            }
          } else if (++looks == LOOKS_FOR_TOPIC) {
            return Optional.of(words(others));
          }
          waitsFor = "topics " + String.join(", ", missing);
        } catch (TimeoutException waits) {
          waitsFor = "an answer";
        } catch (ExecutionException fault) {
          if (!(fault.getCause() instanceof RetriableException)) {
            return refused(fault.getCause());
          }
          waitsFor = "an answer: " + fault.getCause().getMessage();
        }
        if (System.nanoTime() > until) {
          return silent(waitsFor);
        }
        LOG.info("waiting for Kafka at {}: {}", servers(), waitsFor);
        TimeUnit.MILLISECONDS.sleep(patience.pause().toMillis());
      }
    } catch (KafkaException fault) {
      return refused(fault);
    }
  }

  private Admin admin() {
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
    String millis = Long.toString(patience.request().toMillis());
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    return Admin.create(properties);
  }

  private List<String> missing(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> missing = new ArrayList<>();
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(NewTopics.of(kafka).keySet()).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
      try {
        answer.getValue().get(patience.request().toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException fault) {
        if (fault.getCause() instanceof UnknownTopicOrPartitionException) {
          missing.add(answer.getKey());
        } else if (!(fault.getCause() instanceof AuthorizationException)) {
          throw fault;
        }
        // Who may not look may still be one who reads: the job itself will say.
      }
    }
    missing.sort(null);
    return missing;
  }

  /** Why topics cannot be made; empty if they can. */
  private Optional<String> created(Admin admin, List<String> missing)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      NewTopics.create(admin, kafka, missing, patience.request());
      return Optional.empty();
    } catch (ExecutionException fault) {
      if (creates() || fault.getCause() instanceof RetriableException) {
        throw fault;
      }
      return Optional.of(
          "cannot make topics at %s: %s; grant Create on them, or make them yourself: %s"
              .formatted(
                  servers(), fault.getCause().getMessage(), NewTopics.byHand(kafka, missing)));
    }
  }

  private String words(List<String> missing) {
    return ("no topic %s at %s; create what is missing, set other names under kafka.topics, or have"
            + " them made with %s: true")
        .formatted(String.join(", ", missing), servers(), KafkaOptions.CREATE_TOPICS);
  }

  private Optional<String> refused(Throwable cause) {
    return unlessOthersMay(
        creates()
            ? "cannot make topics at %s (%s): %s; grant Create on them, or make them yourself"
                .formatted(servers(), KafkaOptions.CREATE_TOPICS, cause.getMessage())
            : "cannot look for topics at %s: %s".formatted(servers(), cause.getMessage()));
  }

  private Optional<String> silent(String waitsFor) {
    return unlessOthersMay(
        "Kafka at %s was waited for, for %d s, in vain: %s; check the address and the brokers"
            .formatted(servers(), patience.inAll().toSeconds(), waitsFor));
  }

  /** The job is read where it is submitted, which need not be where it runs. */
  private Optional<String> unlessOthersMay(String words) {
    if (creates()) {
      return Optional.of(words);
    }
    LOG.warn("{}; the job is submitted all the same, as its cluster may reach them", words);
    return Optional.empty();
  }

  private boolean creates() {
    return kafka.get(KafkaOptions.CREATE_TOPICS);
  }

  private String servers() {
    return kafka.get(KafkaOptions.BOOTSTRAP_SERVERS);
  }
}
