package io.leakwatch.console.feed;

import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes what analysts decide to Kafka. Of any number of threads. */
public final class DecisionWriter implements AutoCloseable {

  private final KafkaOptions kafka;
  private final KafkaClients clients;
  private KafkaProducer<byte[], byte[]> producer;
  private boolean closed;

  public DecisionWriter(KafkaOptions kafka) {
    this.kafka = kafka;
    this.clients = new KafkaClients(kafka);
  }

  /** Kafka has not taken it; the message says why, and whether it may still come. */
  public static final class NotWritten extends RuntimeException {

    NotWritten(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Sends a record, in Avro single-object encoding; does not wait.
   *
   * @return completes once all brokers have it that must, or with {@link NotWritten}
   */
  public CompletableFuture<Void> send(ConsoleTopic topic, String key, SpecificRecordBase record) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    String name = topic.nameIn(kafka);
    if (name.isEmpty()) {
      sent.completeExceptionally(
          new NotWritten(
              topic.option().name() + " is empty: there is no topic to write this to; name one",
              null));
      return sent;
    }
    try {
      send(new ProducerRecord<>(name, key.getBytes(StandardCharsets.UTF_8), avro(record)), sent);
    } catch (KafkaException fault) {
      sent.completeExceptionally(refused(fault));
    }
    return sent;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback says the same
  private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Void> sent) {
    producer()
        .send(
            record,
            (where, fault) -> {
              if (fault == null) {
                sent.complete(null);
              } else {
                sent.completeExceptionally(refused(fault));
              }
            });
  }

  private NotWritten refused(Exception fault) {
    return new NotWritten(
        "nothing is decided yet: " + clients.words(fault) + "; then try again", fault);
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (closed) {
      throw new KafkaException("the console is being closed");
    }
    if (producer == null) {
      producer = clients.producer();
    }
    return producer;
  }

  private static byte[] avro(SpecificRecordBase record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      new BinaryMessageEncoder<SpecificRecordBase>(
              SpecificData.getForClass(record.getClass()), record.getSchema())
          .encode(record, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return bytes.toByteArray();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
