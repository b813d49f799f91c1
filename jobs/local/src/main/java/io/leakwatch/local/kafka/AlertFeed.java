package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.schemas.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The alerts of a topic from its beginning, as they come in. */
public final class AlertFeed implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BinaryMessageDecoder<Alert> decoder;
  private final List<TopicPartition> partitions;

  /**
   * @param topic of alerts in Avro single-object encoding; must exist
   */
  public AlertFeed(String bootstrapServers, String topic) {
    decoder = AlertVersions.decoder();
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * An alert, and where in its topic it lies.
   *
   * @param place partition and offset, such as {@code 0:17}
   */
  public record Placed(String place, Alert alert) {}

  /** What has come in since it was last asked; waits a moment if that is nothing. */
  public List<Alert> poll(Duration atMost) {
    return pollPlaced(atMost).stream().map(Placed::alert).toList();
  }

  /** Likewise, with the places. */
  public List<Placed> pollPlaced(Duration atMost) {
    List<Placed> alerts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      try {
        alerts.add(
            new Placed(record.partition() + ":" + record.offset(), decoder.decode(record.value())));
      } catch (IOException fault) {
        throw new CommandFault(
            "record " + record.offset() + " of topic " + record.topic() + " is no alert", fault);
      }
    }
    return alerts;
  }

  /** Whether all that the topic holds by now was handed out. */
  public boolean isAtEnd() {
    return consumer.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
