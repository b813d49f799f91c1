package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic holds at this moment. */
public final class TopicContents {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MILLIS_TO_ANSWER = 6_000;

  /** Polls in a row that bring nothing nearer: half a minute. */
  private static final int MOST_IDLE_POLLS = 150;

  private TopicContents() {}

  /**
   * Reads the committed records of all partitions, from their beginning to the end that they have
   * when this begins; of one partition in their order.
   *
   * @param properties more for the consumer, such as how it signs in
   * @throws CommandFault when no broker answers, there is no such topic, or reading stops
   */
  public static void read(
      String bootstrapServers,
      Map<String, String> properties,
      String topic,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(bootstrapServers, properties),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer, bootstrapServers, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      readTo(consumer.endOffsets(partitions), consumer, each);
    } catch (TimeoutException fault) {
      throw new CommandFault(
          "no Kafka broker answers at %s; check the address, and kafka.properties"
              .formatted(bootstrapServers),
          fault);
    } catch (KafkaException fault) {
      throw new CommandFault(
          "cannot read topic %s at %s: %s".formatted(topic, bootstrapServers, rootMessage(fault)),
          fault);
    }
  }

  private static Map<String, Object> settings(
      String bootstrapServers, Map<String, String> properties) {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLIS_TO_ANSWER);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, MILLIS_TO_ANSWER);
    return settings;
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String bootstrapServers, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new CommandFault(
          "no topic %s at %s; name another with --topic, or kafka.topics.alerts in --config"
              .formatted(topic, bootstrapServers));
    }
    return found.stream().map(each -> new TopicPartition(topic, each.partition())).toList();
  }

  private static void readTo(
      Map<TopicPartition, Long> ends,
      KafkaConsumer<byte[], byte[]> consumer,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    int idle = 0;
    while (!isAt(ends, consumer)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(partition)) {
          each.accept(record);
        }
      }
      idle = records.isEmpty() ? idle + 1 : 0;
      if (idle > MOST_IDLE_POLLS) {
        throw new CommandFault(
            "the brokers sent nothing for half a minute, but there is more in "
                + ends.keySet()
                + "; check that all brokers are up, then try again");
      }
    }
  }

  /** A partition may end with markers of transactions, which are passed without a record. */
  private static boolean isAt(
      Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
