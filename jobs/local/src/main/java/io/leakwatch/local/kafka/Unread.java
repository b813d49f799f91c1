package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Records that a topic keeps no longer, though the job has not read them. */
public final class Unread {

  private Unread() {}

  /**
   * What is to be said about records that were deleted since the job was last there, a sentence a
   * topic; empty for nothing. How far it had read is what its group has committed.
   *
   * @throws CommandFault if the brokers do not answer, or the job may not look
   */
  public static List<String> deleted(KafkaOptions kafka) throws InterruptedException {
    Map<String, Long> deleted = new TreeMap<>();
    try (Brokers brokers = Brokers.of(kafka, Brokers.Patience.USUAL)) {
      Map<TopicPartition, OffsetAndMetadata> read = read(kafka, brokers);
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      read.keySet().forEach(partition -> asked.put(partition, OffsetSpec.earliest()));
      Map<TopicPartition, ListOffsetsResultInfo> kept =
          brokers.answer(brokers.admin().listOffsets(asked).all());
      kept.forEach(
          (partition, first) -> {
            long missing = first.offset() - read.get(partition).offset();
            if (missing > 0) {
              deleted.merge(partition.topic(), missing, Long::sum);
            }
          });
    } catch (ExecutionException fault) {
      throw new CommandFault(Refusal.words(fault.getCause(), kafka), fault);
    }
    List<String> said = new ArrayList<>();
    deleted.forEach((topic, count) -> said.add(words(topic, count)));
    return said;
  }

  private static Map<TopicPartition, OffsetAndMetadata> read(KafkaOptions kafka, Brokers brokers)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> read =
        new HashMap<>(
            brokers.answer(
                brokers
                    .admin()
                    .listConsumerGroupOffsets(kafka.get(KafkaOptions.GROUP_ID))
                    .partitionsToOffsetAndMetadata()));
    List<String> topics = KafkaTopics.read(kafka);
    read.entrySet()
        .removeIf(each -> each.getValue() == null || !topics.contains(each.getKey().topic()));
    return read;
  }

  private static String words(String topic, long count) {
    return String.format(
        Locale.ROOT,
        "%,d record%s of %s deleted by Kafka before they were read: what they say is not judged."
            + " Replay them, if they lie elsewhere, and keep records for longer (retention.ms)",
        count,
        count == 1 ? "" : "s",
        topic + (count == 1 ? " was" : " were"));
  }
}
