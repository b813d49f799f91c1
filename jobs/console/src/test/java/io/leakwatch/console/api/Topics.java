package io.leakwatch.console.api;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of a test's own, on a broker that several tests share. */
public final class Topics implements AutoCloseable {

  public final KafkaOptions kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  private Topics(KafkaOptions kafka) {
    this.kafka = kafka;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.get(KafkaOptions.BOOTSTRAP_SERVERS)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Names them all; nothing is made. */
  public static Topics named(String servers, String prefix) {
    KafkaOptions kafka = KafkaOptions.of(servers);
    for (var each :
        List.of(
            KafkaOptions.ALERTS_TOPIC,
            KafkaOptions.ALERTS_HISTORY_TOPIC,
            KafkaOptions.DEAD_LETTERS_TOPIC,
            KafkaOptions.SUPPRESSIONS_TOPIC,
            KafkaOptions.CONTROL_TOPIC,
            KafkaOptions.CONTROL_STATUS_TOPIC,
            KafkaOptions.TRIAGE_TOPIC,
            KafkaOptions.TRIAGE_LOG_TOPIC)) {
      kafka = kafka.with(each, prefix + "-" + each.defaultValue());
    }
    return new Topics(kafka.with(KafkaOptions.CREATED_PARTITIONS, 3));
  }

  /** With the usual names; those of alerts are made if they are not there. */
  public static Topics plain(EmbeddedKafka broker) {
    Topics topics = new Topics(KafkaOptions.of(broker.bootstrapServers()));
    for (String each : List.of("alerts", "alerts-history")) {
      try {
        broker.createTopic(each, 1, Map.of());
      } catch (CommandFault alreadyThere) {
        // Made by an earlier broker with the same data.
      }
    }
    return topics;
  }

  /** Makes those that the job makes. */
  public Topics made(EmbeddedKafka broker) {
    broker.createTopic(kafka.get(KafkaOptions.ALERTS_TOPIC), 3, Map.of());
    broker.createTopic(kafka.get(KafkaOptions.ALERTS_HISTORY_TOPIC), 2, Map.of());
    broker.createTopic(kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC), 1, Map.of());
    broker.createTopic(kafka.get(KafkaOptions.CONTROL_STATUS_TOPIC), 1, Map.of());
    return this;
  }

  /** To both topics, as the job writes them. */
  public Alert raise(Alert.Builder builder) {
    Alert alert = builder.build();
    send(kafka.get(KafkaOptions.ALERTS_TOPIC), alert.getAlertId(), avro(alert));
    send(kafka.get(KafkaOptions.ALERTS_HISTORY_TOPIC), alert.getAlertId(), avro(alert));
    return alert;
  }

  public void send(String topic, String key, byte[] value) {
    try {
      producer
          .send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
          .get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException fault) {
      throw new AssertionError("not sent", fault);
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", fault);
    }
  }

  public static byte[] avro(SpecificRecordBase record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new BinaryMessageEncoder<SpecificRecordBase>(
              SpecificData.getForClass(record.getClass()), record.getSchema())
          .encode(record, bytes);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
