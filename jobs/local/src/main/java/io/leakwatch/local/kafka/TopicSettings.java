package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

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
    String deadLetters = kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC);
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, deadLetters);
    List<String> doubts = new ArrayList<>();
    try (Brokers brokers = Brokers.of(kafka, Brokers.Patience.USUAL)) {
      Config settings =
          brokers.answer(brokers.admin().describeConfigs(List.of(topic)).values().get(topic));
      if (keepsForEver(settings)) {
        doubts.add(
            ("topic %s keeps its records for ever; they hold personal data of those whose events"
                    + " could not be read. Set its retention.ms, to a week say")
                .formatted(deadLetters));
      }
    } catch (ExecutionException notAllowedToLook) {
      return List.of();
    }
    return doubts;
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
