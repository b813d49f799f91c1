package io.leakwatch.local.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes a job the one that it is: the offsets that it remembers mean nothing to another.
 *
 * @param cluster id of the Kafka cluster
 * @param group its consumer group
 * @param reads topics of events
 * @param alerts topic of alerts
 * @param deadLetters topic of dead letters
 * @param detectors ids of the detectors that run; may change from one life to the next
 */
@JsonPropertyOrder({"cluster", "group", "reads", "alerts", "dead-letters", "detectors"})
public record JobIdentity(
    String cluster,
    String group,
    List<String> reads,
    String alerts,
    @JsonProperty("dead-letters") String deadLetters,
    Set<String> detectors) {

  public JobIdentity {
    reads = List.copyOf(reads);
    detectors = new TreeSet<>(detectors);
  }

  /**
   * A configured job's.
   *
   * @param cluster id of the Kafka cluster
   */
  public static JobIdentity of(JobConfig config, String cluster) {
    KafkaOptions kafka = config.kafka();
    Set<String> detectors = new TreeSet<>();
    config.job().armed().forEach(armed -> detectors.add(armed.type().id()));
    return new JobIdentity(
        cluster,
        kafka.get(KafkaOptions.GROUP_ID),
        KafkaTopics.read(kafka),
        kafka.get(KafkaOptions.ALERTS_TOPIC),
        kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC),
        detectors);
  }

  /** In what another differs that cannot go on from this one's state; empty for nothing. */
  List<String> differences(JobIdentity other) {
    List<String> differences = new ArrayList<>();
    compare(differences, "the Kafka cluster", cluster, other.cluster);
    compare(differences, KafkaOptions.GROUP_ID.name(), group, other.group);
    compare(
        differences,
        "the topics of events",
        String.join(", ", reads),
        String.join(", ", other.reads));
    compare(differences, KafkaOptions.ALERTS_TOPIC.name(), alerts, other.alerts);
    compare(differences, KafkaOptions.DEAD_LETTERS_TOPIC.name(), deadLetters, other.deadLetters);
    return differences;
  }

  private static void compare(List<String> differences, String what, String mine, String others) {
    if (!mine.equals(others)) {
      differences.add("%s: %s before, %s now".formatted(what, mine, others));
    }
  }
}
