package io.leakwatch.console.feed;

import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that the console writes, where the brokers allow it. */
record MissingTopics(KafkaOptions kafka, Admin admin) {

  /** Makes what is missing; says in words which of all are still missing, null for none. */
  String make(List<ConsoleTopic> missing) throws InterruptedException {
    List<String> refused = new ArrayList<>();
    for (ConsoleTopic each : missing) {
      String name = each.nameIn(kafka);
      if (!each.isWritten()) {
        refused.add(name + " (the job makes it, or kafka.create-topics)");
        continue;
      }
      try {
        admin.createTopics(List.of(topic(each, name))).all().get();
      } catch (ExecutionException fault) {
        if (!(fault.getCause() instanceof TopicExistsException)) {
          refused.add(name + " (" + fault.getCause().getMessage() + ")");
        }
      }
    }
    return refused.isEmpty()
        ? null
        : refused.stream().collect(Collectors.joining(", ", "missing topics: ", ""));
  }

  private NewTopic topic(ConsoleTopic topic, String name) {
    return new NewTopic(
            name, Optional.of(kafka.get(KafkaOptions.CREATED_PARTITIONS)), Optional.empty())
        .configs(
            topic == ConsoleTopic.TRIAGE_LOG
                ? Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")
                : Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }
}
