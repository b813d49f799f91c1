package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics a job reads and writes. */
public final class KafkaTopics {

  private static final String MILLIS_TO_ANSWER = "6000";

  private KafkaTopics() {}

  /** Those it reads. */
  public static List<String> read(KafkaOptions kafka) {
    return Arrays.stream(EventKind.values())
        .map(kafka::topic)
        .filter(topic -> !topic.isEmpty())
        .toList();
  }

  /**
   * Asks the brokers for all topics, so that what is wrong is reported in a few seconds and in
   * words, not by a job that tries again for ever.
   *
   * @throws CommandFault if no broker answers or a topic is missing
   */
  public static void check(KafkaOptions kafka) throws InterruptedException {
    List<String> topics = new ArrayList<>(read(kafka));
    topics.add(kafka.get(KafkaOptions.ALERTS_TOPIC));
    topics.add(kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC));
    String servers = kafka.get(KafkaOptions.BOOTSTRAP_SERVERS);
    List<String> missing;
    try (Admin admin = Admin.create(properties(kafka, servers))) {
      missing = missing(admin.describeTopics(topics).topicNameValues());
    } catch (KafkaException fault) {
      throw silent(servers, fault);
    } catch (ExecutionException fault) {
      throw silent(servers, fault.getCause());
    }
    if (!missing.isEmpty()) {
      throw new CommandFault(
          "no topic %s at %s; create what is missing, or set other names under kafka.topics"
              .formatted(String.join(", ", missing), servers));
    }
  }

  /**
   * What tells the cluster from all others, under whatever names its brokers are reached.
   *
   * @throws CommandFault if no broker answers
   */
  public static String clusterId(KafkaOptions kafka) throws InterruptedException {
    String servers = kafka.get(KafkaOptions.BOOTSTRAP_SERVERS);
    try (Admin admin = Admin.create(properties(kafka, servers))) {
      return admin.describeCluster().clusterId().get();
    } catch (KafkaException fault) {
      throw silent(servers, fault);
    } catch (ExecutionException fault) {
      throw silent(servers, fault.getCause());
    }
  }

  private static List<String> missing(Map<String, KafkaFuture<TopicDescription>> topics)
      throws InterruptedException, ExecutionException {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : topics.entrySet()) {
      try {
        topic.getValue().get();
      } catch (ExecutionException fault) {
        if (!(fault.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw fault;
        }
        missing.add(topic.getKey());
      }
    }
    return missing.stream().sorted().toList();
  }

  private static Properties properties(KafkaOptions kafka, String servers) {
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLIS_TO_ANSWER);
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, MILLIS_TO_ANSWER);
    return properties;
  }

  private static CommandFault silent(String servers, Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = root instanceof TimeoutException ? "" : ": " + root.getMessage();
    return new CommandFault(
        "no Kafka broker answers at %s%s; check kafka.bootstrap-servers and kafka.properties"
            .formatted(servers, why),
        fault);
  }
}
