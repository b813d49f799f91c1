package io.leakwatch.console.feed;

import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Which Kafka it is, and which of the topics are there.
 *
 * @param clusterId the broker's own name of it
 */
record Layout(String clusterId, Map<ConsoleTopic, Found> topics) {

  /**
   * A topic as it is there.
   *
   * @param id changes when it is deleted and made again
   */
  record Found(String name, String id, int partitions) {}

  /** What the brokers say. */
  static Layout of(Admin admin, KafkaOptions kafka)
      throws ExecutionException, InterruptedException {
    KafkaFuture<String> cluster = admin.describeCluster().clusterId();
    Map<ConsoleTopic, KafkaFuture<TopicDescription>> asked = new EnumMap<>(ConsoleTopic.class);
    for (ConsoleTopic each : ConsoleTopic.values()) {
      String name = each.nameIn(kafka);
      if (!name.isEmpty()) {
        asked.put(each, admin.describeTopics(List.of(name)).topicNameValues().get(name));
      }
    }
    Map<ConsoleTopic, Found> found = new EnumMap<>(ConsoleTopic.class);
    for (Map.Entry<ConsoleTopic, KafkaFuture<TopicDescription>> each : asked.entrySet()) {
      try {
        TopicDescription topic = each.getValue().get();
        found.put(
            each.getKey(),
            new Found(topic.name(), topic.topicId().toString(), topic.partitions().size()));
      } catch (ExecutionException fault) {
        if (!(fault.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw fault;
        }
      }
    }
    return new Layout(cluster.get(), found);
  }

  /** The topics that are configured but not there. */
  List<ConsoleTopic> missing(KafkaOptions kafka) {
    List<ConsoleTopic> missing = new ArrayList<>();
    for (ConsoleTopic each : ConsoleTopic.values()) {
      if (!each.nameIn(kafka).isEmpty() && !topics.containsKey(each)) {
        missing.add(each);
      }
    }
    return missing;
  }

  List<TopicPartition> partitions() {
    List<TopicPartition> all = new ArrayList<>();
    for (Found each : topics.values()) {
      for (int i = 0; i < each.partitions(); i++) {
        all.add(new TopicPartition(each.name(), i));
      }
    }
    return all;
  }

  /** Which topic a name is of. */
  ConsoleTopic topic(String name) {
    return topics.entrySet().stream()
        .filter(each -> each.getValue().name().equals(name))
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
