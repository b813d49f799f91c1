package io.leakwatch.pipeline.kafka;

import io.leakwatch.schemas.TrustedSchemas;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is written to one topic. Kafka stamps it with the time of writing, not with event time: a
 * topic's retention goes by that, and alerts about last year's events must not expire at once.
 *
 * @param key null keys are allowed
 */
record KafkaRecords<T>(
    String topic, SerializableFunction<T, byte[]> key, SerializableFunction<T, byte[]> value)
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

  static {
    // State may be restored, and records handed on, in a JVM that decodes no events.
    TrustedSchemas.trust();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, key.apply(element), value.apply(element));
  }

  /** Pooled transactions want to know the topics, to find those that a job has left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
