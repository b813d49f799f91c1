package io.leakwatch.pipeline.kafka;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.TrustedSchemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Revisions of alerts: left for the topic that has the last one of each, right for the one that has
 * them all, always in Avro. Time stamps are Kafka's own, as {@link KafkaRecords} says.
 */
record AlertRecords(String alerts, AlertFormat format, String history)
    implements KafkaRecordSerializationSchema<Either<Alert, Alert>>, KafkaDatasetFacetProvider {

  static {
    // State may be restored, and records handed on, in a JVM that decodes no events.
    TrustedSchemas.trust();
  }

  static byte[] key(Alert alert) {
    return alert.getAlertId().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Either<Alert, Alert> revision, KafkaSinkContext context, Long timestamp) {
    return revision.isLeft()
        ? new ProducerRecord<>(alerts, key(revision.left()), format.write(revision.left()))
        : new ProducerRecord<>(history, key(revision.right()), AlertFormat.avro(revision.right()));
  }

  /** Pooled transactions want to know the topics, to find those that a job has left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(
            DefaultKafkaDatasetIdentifier.ofTopics(List.of(alerts, history))));
  }
}
