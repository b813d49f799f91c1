package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic holds at this moment. */
public final class TopicContents {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Polls in a row that bring nothing nearer: half a minute. */
  private static final int MOST_IDLE_POLLS = 150;

  private TopicContents() {}

  /**
   * Reads the committed records of all partitions, from their beginning to the end that they have
   * when this begins; of one partition in their order.
   *
   * @param kafka which Kafka, and how to sign in to it
   * @throws CommandFault when no broker answers or lets the reader in, there is no such topic, or
   *     reading stops
   */
  public static void read(
      KafkaOptions kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    requireReadable(kafka, topic);
    readThere(kafka, topic, each);
  }

  /**
   * Likewise, but a topic that there is not holds nothing.
   *
   * @return whether there is one
   */
  public static boolean readIfThere(
      KafkaOptions kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    if (topic.isEmpty() || !isReadable(kafka, topic)) {
      return false;
    }
    readThere(kafka, topic, each);
    return true;
  }

  private static void readThere(
      KafkaOptions kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      readTo(consumer.endOffsets(partitions), consumer, each);
    } catch (KafkaException fault) {
      throw new CommandFault(
          "cannot read topic %s at %s: %s"
              .formatted(topic, Brokers.servers(kafka), rootMessage(fault)),
          fault);
    }
  }

  private static void requireReadable(KafkaOptions kafka, String topic) {
    if (!isReadable(kafka, topic)) {
      throw new CommandFault(
          "no topic %s at %s; name another with --topic, or kafka.topics.alerts in --config"
              .formatted(topic, Brokers.servers(kafka)));
    }
  }

  /** False if there is no such topic; one that may not be read is a fault. */
  private static boolean isReadable(KafkaOptions kafka, String topic) {
    try (Brokers brokers = Brokers.of(kafka, Brokers.Patience.USUAL)) {
      Rights rights = new Rights(brokers);
      rights.topics(Map.of(topic, List.of(AclOperation.READ)));
      if (!rights.unknown().isEmpty()) {
        return false;
      }
      rights.require(kafka, "name another with --topic, or kafka.topics.alerts in --config");
      return true;
    } catch (ExecutionException fault) {
      throw new CommandFault(Refusal.words(fault.getCause(), kafka), fault);
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new CommandFault("interrupted while topic " + topic + " was looked for", fault);
    }
  }

  private static Map<String, Object> settings(KafkaOptions kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.properties());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Brokers.servers(kafka));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return settings;
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
