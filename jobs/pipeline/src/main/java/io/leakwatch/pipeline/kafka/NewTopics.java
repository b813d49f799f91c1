package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.option.Option;
import io.leakwatch.schemas.EventKind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** A suppression holds for no longer, and what it would have hidden is asked before. */
  private static final Duration HISTORY_KEPT = Duration.ofDays(90);

  private static final String FOR_EVER = "-1";

  /** Few come, and what people decide is read in one order by all. */
  private static final int FEW = 1;

  /** The broker's clock, which no producer can have wrong. */
  private static final Map<String, String> BY_BROKER =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.toString());

  /** Keyed by an id: what is kept is the last record of each. */
  private static final Map<String, String> LAST_OF_EACH =
      Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

  private static final Map<String, String> HISTORY =
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          TimestampType.LOG_APPEND_TIME.toString(),
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(HISTORY_KEPT.toMillis()));

  /** Nobody but Leakwatch writes to them, so a name that is mistyped makes no harm. */
  private static final List<Option<String>> OF_DECISIONS =
      List.of(
          KafkaOptions.ALERTS_HISTORY_TOPIC,
          KafkaOptions.SUPPRESSIONS_TOPIC,
          KafkaOptions.CONTROL_TOPIC,
          KafkaOptions.CONTROL_STATUS_TOPIC);

  private static final List<Option<String>> OF_CONSOLE =
      List.of(KafkaOptions.TRIAGE_TOPIC, KafkaOptions.TRIAGE_LOG_TOPIC);

  private NewTopics() {}

  /**
   * Those that the job reads and writes, by name. Replicas are as many as the brokers make by
   * default.
   *
   * @param kafka which topics there are to be, and of how many partitions
   */
  static Map<String, NewTopic> of(KafkaOptions kafka) {
    Map<String, NewTopic> topics = all(kafka);
    OF_CONSOLE.forEach(key -> topics.remove(kafka.get(key)));
    return topics;
  }

  private static Map<String, NewTopic> all(KafkaOptions kafka) {
    int partitions = kafka.get(KafkaOptions.CREATED_PARTITIONS);
    Map<String, NewTopic> topics = new TreeMap<>();
    for (EventKind kind : EventKind.values()) {
      put(topics, kafka.topic(kind), partitions, BY_BROKER);
    }
    put(topics, kafka.get(KafkaOptions.ALERTS_TOPIC), partitions, LAST_OF_EACH);
    put(
        topics,
        kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC),
        FEW,
        Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(DEAD_LETTERS_KEPT.toMillis())));
    put(topics, kafka.get(KafkaOptions.ALERTS_HISTORY_TOPIC), partitions, HISTORY);
    put(topics, kafka.get(KafkaOptions.SUPPRESSIONS_TOPIC), FEW, LAST_OF_EACH);
    put(topics, kafka.get(KafkaOptions.CONTROL_TOPIC), FEW, LAST_OF_EACH);
    put(topics, kafka.get(KafkaOptions.CONTROL_STATUS_TOPIC), FEW, LAST_OF_EACH);
    put(topics, kafka.get(KafkaOptions.TRIAGE_TOPIC), FEW, LAST_OF_EACH);
    put(
        topics,
        kafka.get(KafkaOptions.TRIAGE_LOG_TOPIC),
        FEW,
        Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER));
    return topics;
  }

  private static void put(
      Map<String, NewTopic> topics, String name, int partitions, Map<String, String> settings) {
    if (!name.isEmpty()) {
      topics.put(
          name, new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings));
    }
  }

  /**
   * Those among some topics that are made where they are missing, even if topics are not to be made
   * otherwise: who goes on with a newer version is not held up by topics that nobody else writes.
   */
  public static List<String> madeAnyway(KafkaOptions kafka, Collection<String> names) {
    return Stream.concat(OF_DECISIONS.stream(), OF_CONSOLE.stream())
        .map(kafka::get)
        .filter(names::contains)
        .sorted()
        .toList();
  }

  /**
   * What to do where the brokers do not let topics be made, or written and read.
   *
   * @param names some of those that are made anyway
   * @return each with how it should be set up, and the key that leaves it out
   */
  public static String byHand(KafkaOptions kafka, Collection<String> names) {
    Map<String, NewTopic> all = all(kafka);
    List<String> each =
        Stream.concat(OF_DECISIONS.stream(), OF_CONSOLE.stream())
            .filter(key -> names.contains(kafka.get(key)))
            .map(key -> words(key, all.get(kafka.get(key))))
            .toList();
    return String.join(", ", each);
  }

  private static String words(Option<String> key, NewTopic topic) {
    String settings =
        topic.configs().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(", "));
    String without = OF_CONSOLE.contains(key) ? "" : "; " + key + ": '' runs without";
    return "%s (%s, %s%s)"
        .formatted(
            topic.name(),
            topic.numPartitions() == 1 ? "1 partition" : topic.numPartitions() + " partitions",
            settings,
            without);
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
    Map<String, NewTopic> topics = all(kafka);
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
