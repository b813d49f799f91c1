package io.leakwatch.workbench.chaos;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of one schedule. */
final class Topics {

  /** How often the job looks for new partitions. */
  static final Duration DISCOVERY = Duration.ofMillis(500);

  /** How long the job has to find them before somebody publishes there. */
  static final Duration TO_BE_KNOWN = DISCOVERY.multipliedBy(4);

  private static final Duration TO_ANSWER = Duration.ofSeconds(60);
  private static final List<String> EVENTS =
      List.of("login-events", "api-events", "dm-metadata-events");
  private static final List<String> RESULTS = List.of("alerts", "dead-letters");

  /** The job makes them itself. */
  private static final List<String> DECISIONS =
      List.of("alerts-history", "suppressions", "control", "control-status");

  /** As many as a cluster has slots: a subtask without one holds time back until it is idle. */
  private static final int PARTITIONS = 4;

  private final String bootstrapServers;
  private final String prefix;
  private int partitions = PARTITIONS;

  private Topics(String bootstrapServers, String prefix) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
  }

  /**
   * Makes them.
   *
   * @param prefix of their names
   */
  static Topics create(String bootstrapServers, String prefix) {
    for (String topic : EVENTS) {
      EmbeddedKafka.createTopic(
          bootstrapServers,
          prefix + topic,
          PARTITIONS,
          // As is recommended; otherwise the time of old events would be doubted at each start.
          Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }
    for (String topic : RESULTS) {
      EmbeddedKafka.createTopic(bootstrapServers, prefix + topic, 1, Map.of());
    }
    return new Topics(bootstrapServers, prefix);
  }

  /** Their names, as a job's configuration has them. */
  String settings() {
    return Stream.of(EVENTS, RESULTS, DECISIONS)
        .flatMap(List::stream)
        .map(topic -> "kafka.topics.%s: %s%s\n".formatted(topic, prefix, topic))
        .collect(Collectors.joining());
  }

  /** The name of the one that takes alerts. */
  String alerts() {
    return prefix + "alerts";
  }

  /** Adds a partition to each topic of events. */
  void addPartitions() throws Exception {
    partitions++;
    Map<String, NewPartitions> more = new HashMap<>();
    EVENTS.forEach(topic -> more.put(prefix + topic, NewPartitions.increaseTo(partitions)));
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.createPartitions(more).all().get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException fault) {
      throw new CommandFault("no partitions were added: " + fault.getCause().getMessage(), fault);
    }
  }
}
