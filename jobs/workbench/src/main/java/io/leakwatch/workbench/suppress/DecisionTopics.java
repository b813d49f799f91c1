package io.leakwatch.workbench.suppress;

import io.leakwatch.detection.option.Option;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.AlertVersions;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.kafka.TopicContents;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.MessageDecoder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What was decided, and what came of it, as the topics of a Kafka hold it. */
final class DecisionTopics {

  private static final long TO_WRITE_SECONDS = 30;

  private final KafkaOptions kafka;
  private long unreadable;

  DecisionTopics(KafkaOptions kafka) {
    TrustedSchemas.trust();
    this.kafka = kafka;
  }

  /** How many records could not be read so far. */
  long unreadable() {
    return unreadable;
  }

  /** All revisions that are kept; of a job without a history the last one of each alert. */
  List<Alert> alerts() {
    List<Alert> alerts = values(KafkaOptions.ALERTS_HISTORY_TOPIC, AlertVersions.decoder());
    return alerts.isEmpty() && kafka.get(KafkaOptions.ALERTS_FORMAT).equals("avro")
        ? values(KafkaOptions.ALERTS_TOPIC, AlertVersions.decoder())
        : alerts;
  }

  private <T> List<T> values(Option<String> topic, MessageDecoder<T> decoder) {
    List<T> values = new ArrayList<>();
    TopicContents.readIfThere(
        kafka,
        kafka.get(topic),
        record -> {
          if (record.value() != null) {
            T value = read(record.value(), decoder);
            if (value != null) {
              values.add(value);
            }
          }
        });
    return values;
  }

  /** Null if it is none. */
  private <T> T read(byte[] value, MessageDecoder<T> decoder) {
    try {
      return decoder.decode(value);
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException fault) {
      unreadable++;
      return null;
    }
  }

  /** The highest revision of each, by id. */
  Map<String, Suppression> suppressions() {
    Map<String, Suppression> latest = new TreeMap<>();
    TopicContents.readIfThere(
        kafka,
        kafka.get(KafkaOptions.SUPPRESSIONS_TOPIC),
        record -> {
          String id = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
          if (record.value() == null) {
            latest.remove(id);
            return;
          }
          Suppression read = read(record.value(), Suppression.getDecoder());
          if (read != null) {
            latest.merge(
                read.getSuppressionId(),
                read,
                (one, other) -> one.getRevision() > other.getRevision() ? one : other);
          }
        });
    return latest;
  }

  /** What the job said last to each command, by its id. */
  Map<String, ControlStatus> answers() {
    Map<String, ControlStatus> answers = new HashMap<>();
    values(KafkaOptions.CONTROL_STATUS_TOPIC, ControlStatus.getDecoder())
        .forEach(answer -> answers.put(answer.getCommandId(), answer));
    return answers;
  }

  /** How far each alert is, by its id. */
  Map<String, Triage> triage() {
    Map<String, Triage> triage = new HashMap<>();
    values(KafkaOptions.TRIAGE_TOPIC, Triage.getDecoder())
        .forEach(
            each ->
                triage.merge(
                    each.getAlertId(),
                    each,
                    (one, other) -> one.getSequence() > other.getSequence() ? one : other));
    return triage;
  }

  /**
   * Writes a suppression where the job reads it.
   *
   * @throws CommandFault if the brokers do not take it
   */
  void write(Suppression suppression) throws InterruptedException {
    String topic = kafka.get(KafkaOptions.SUPPRESSIONS_TOPIC);
    if (topic.isEmpty()) {
      throw new CommandFault(
          KafkaOptions.SUPPRESSIONS_TOPIC + " is empty: this job takes no suppressions");
    }
    KafkaTopics.checkWritable(kafka, List.of(topic));
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.get(KafkaOptions.BOOTSTRAP_SERVERS));
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] value = new byte[suppression.toByteBuffer().remaining()];
      suppression.toByteBuffer().get(value);
      producer
          .send(
              new ProducerRecord<>(
                  topic, suppression.getSuppressionId().getBytes(StandardCharsets.UTF_8), value))
          .get(TO_WRITE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException | KafkaException | ExecutionException | TimeoutException fault) {
      throw new CommandFault(
          "cannot write to topic %s: %s; check the brokers, and the right Write on it"
              .formatted(topic, fault.getMessage()),
          fault);
    }
  }
}
