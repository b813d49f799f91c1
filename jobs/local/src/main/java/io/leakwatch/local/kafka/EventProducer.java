package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.schemas.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes events as the contract wants them: Avro single-object encoding, keyed. */
public final class EventProducer implements AutoCloseable {

  private static final Duration TO_CLOSE = Duration.ofSeconds(2);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<EventKind, BinaryMessageEncoder<SpecificRecordBase>> encoders =
      new EnumMap<>(EventKind.class);
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
  private final AtomicLong published = new AtomicLong();
  private volatile Exception fault;

  public EventProducer(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 16,
                // A broker that does not know a new topic yet refuses a batch; if it then took the
                // next one, it would refuse the first for ever as out of order.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    for (EventKind kind : EventKind.values()) {
      encoders.put(
          kind,
          new BinaryMessageEncoder<>(SpecificData.getForClass(kind.type()), kind.schema(), true));
    }
  }

  /**
   * Sends one event; the broker has it once {@link #published} counts it.
   *
   * @param key null for none
   * @param at the record's timestamp, epoch milliseconds
   * @throws CommandFault if an earlier one was refused
   */
  public void send(String topic, String key, long at, SpecificRecordBase event) {
    send(topic, key, at, event, appendedAt -> {});
  }

  /**
   * Likewise.
   *
   * @param appended is given the record's timestamp, epoch milliseconds, once the broker has it: on
   *     a topic with {@code LogAppendTime} the moment that it was appended, on others {@code at}
   */
  public void send(
      String topic, String key, long at, SpecificRecordBase event, LongConsumer appended) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(topic, null, at, keyBytes, encoded(event)), appended);
  }

  /**
   * Sends an event that was encoded before.
   *
   * @param key null for none
   * @param event its bytes, see {@link #encoded}
   */
  public void send(String topic, byte[] key, long at, byte[] event) {
    send(new ProducerRecord<>(topic, null, at, key, event), appendedAt -> {});
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback learns the same
  private void send(ProducerRecord<byte[], byte[]> record, LongConsumer appended) {
    check();
    producer.send(
        record,
        (metadata, refused) -> {
          if (refused == null) {
            published.incrementAndGet();
            appended.accept(metadata.timestamp());
          } else {
            fault = refused;
          }
        });
  }

  /** An event's bytes in single-object encoding. */
  public byte[] encoded(SpecificRecordBase event) {
    buffer.reset();
    try {
      encoders.get(EventKind.of(event)).encode(event, buffer);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return buffer.toByteArray();
  }

  /** Waits until the broker has all that was sent. */
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    if (fault != null) {
      throw new CommandFault("Kafka refused an event: " + fault.getMessage(), fault);
    }
  }

  /** How many events the broker has. */
  public long published() {
    return published.get();
  }

  @Override
  public void close() {
    producer.close(TO_CLOSE);
  }
}
