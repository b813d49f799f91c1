package io.leakwatch.pipeline.kafka;

import io.leakwatch.schemas.EventKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;

/** The topics of a job as they should be set up, for a Kafka that has none of its own. */
public final class NewTopics {

  /** Long enough to look into them, and no longer: they hold personal data. */
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(7);

  /** Few come, in no order that matters. */
  private static final int DEAD_LETTERS_PARTITIONS = 1;

  private NewTopics() {}

  /**
   * By name. Replicas are as many as the brokers make by default.
   *
   * @param kafka which topics there are to be, and of how many partitions
   */
  static Map<String, NewTopic> of(KafkaOptions kafka) {
    int partitions = kafka.get(KafkaOptions.CREATED_PARTITIONS);
    Map<String, NewTopic> topics = new TreeMap<>();
    for (EventKind kind : EventKind.values()) {
      put(
          topics,
          kafka.topic(kind),
          partitions,
          // The broker's clock, which no producer can have wrong.
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          TimestampType.LOG_APPEND_TIME.toString());
    }
    put(
        topics,
        kafka.get(KafkaOptions.ALERTS_TOPIC),
        partitions,
        // Keyed by their id: what is kept is the last revision of each.
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT);
    put(
        topics,
        kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC),
        DEAD_LETTERS_PARTITIONS,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(DEAD_LETTERS_KEPT.toMillis()));
    return topics;
  }

  private static void put(
      Map<String, NewTopic> topics, String name, int partitions, String key, String value) {
    if (!name.isEmpty()) {
      topics.put(
          name,
          new NewTopic(name, Optional.of(partitions), Optional.empty())
              .configs(Map.of(key, value)));
    }
  }

  /**
   * Makes some of them. One that somebody else has made meanwhile is left as it is.
   *
   * @param atMost how long the brokers may take for each
   * @throws ExecutionException if the brokers refuse; the cause says why
   * @throws TimeoutException if they do not answer
   */
  public static void create(
      Admin admin, KafkaOptions kafka, Collection<String> names, Duration atMost)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, NewTopic> topics = of(kafka);
    topics.keySet().retainAll(names);
    for (KafkaFuture<Void> made : admin.createTopics(topics.values()).values().values()) {
      try {
        made.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException fault) {
        if (!(fault.getCause() instanceof TopicExistsException)) {
          throw fault;
        }
      }
    }
  }
}
