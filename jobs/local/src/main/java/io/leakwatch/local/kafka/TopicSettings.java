package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/** How the topics are set up: what works, but is unwise. */
public final class TopicSettings {

  private static final String FOR_EVER = "-1";

  private TopicSettings() {}

  /**
   * What is to be said about them, a sentence each; empty for nothing, and where the brokers do not
   * let the job look, for which it needs the right DescribeConfigs.
   *
   * @throws CommandFault if the brokers do not answer
   */
  public static List<String> doubts(KafkaOptions kafka) throws InterruptedException {
    List<String> doubts = new ArrayList<>();
    try (Brokers brokers = Brokers.of(kafka, Brokers.Patience.USUAL)) {
      String deadLetters = kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC);
      if (settings(deadLetters, brokers).filter(TopicSettings::keepsForEver).isPresent()) {
        doubts.add(
            ("topic %s keeps its records for ever; they hold personal data of those whose events"
                    + " could not be read. Set its retention.ms, to a week say")
                .formatted(deadLetters));
      }
      List<String> stamped = new ArrayList<>();
      for (String topic : KafkaTopics.read(kafka)) {
        if (settings(topic, brokers).filter(TopicSettings::isStampedByProducers).isPresent()) {
          stamped.add(topic);
        }
      }
      if (!stamped.isEmpty()) {
        doubts.add(
            "records on %s carry their producers' time, which may be wrong. Set %s=%s"
                .formatted(
                    String.join(", ", stamped),
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    TimestampType.LOG_APPEND_TIME));
      }
    }
    return doubts;
  }

  /** Empty where the job may not look, or there is no such topic. */
  private static Optional<Config> settings(String topic, Brokers brokers)
      throws InterruptedException {
    ConfigResource asked = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return Optional.of(
          brokers.answer(brokers.admin().describeConfigs(List.of(asked)).values().get(asked)));
    } catch (ExecutionException notAllowedToLook) {
      return Optional.empty();
    }
  }

  private static boolean isStampedByProducers(Config topic) {
    return topic
        .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
        .value()
        .equals(TimestampType.CREATE_TIME.toString());
  }

  private static boolean keepsForEver(Config topic) {
    boolean deletes =
        topic
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value()
            .contains(TopicConfig.CLEANUP_POLICY_DELETE);
    boolean keepsAnyAge = topic.get(TopicConfig.RETENTION_MS_CONFIG).value().equals(FOR_EVER);
    boolean keepsAnySize = topic.get(TopicConfig.RETENTION_BYTES_CONFIG).value().equals(FOR_EVER);
    return !deletes || (keepsAnyAge && keepsAnySize);
  }
}
