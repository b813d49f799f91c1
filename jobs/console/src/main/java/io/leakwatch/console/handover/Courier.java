package io.leakwatch.console.handover;

import io.leakwatch.console.config.WebhookOptions;
import io.leakwatch.console.config.WebhookRule;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands alerts over by one rule, in a thread of its own. An offset is committed only when all
 * before it were taken or given up, so that nothing is lost when the console ends, and what was
 * just taken may be sent again, with the same key.
 */
final class Courier implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Between two readers, when one was lost. */
  private static final long AGAIN_MILLIS = 5_000;

  private static final Duration TO_LEAVE = Duration.ofSeconds(1);
  private static final Duration TO_END = Duration.ofSeconds(2);

  /** The reader lost its place while a message waited: whoever has it now goes on. */
  private static final class Moved extends RuntimeException {
    private Moved() {
      super("another reads this partition now", null, false, false);
    }
  }

  private final WebhookRule rule;
  private final KafkaOptions kafka;
  private final String publicUrl;
  private final AlertRecords alerts;
  private final Progress progress;
  private final Sending sending;
  private final Thread thread;
  private volatile boolean ends;
  private volatile KafkaConsumer<byte[], byte[]> reader;

  Courier(WebhookRule rule, KafkaOptions kafka, String publicUrl, Clock clock, Duration firstWait) {
    this.rule = rule;
    this.kafka = kafka;
    this.publicUrl = publicUrl;
    this.alerts = new AlertRecords(kafka);
    Receiver receiver = new Receiver(rule, clock);
    this.progress = new Progress(rule.name(), receiver.host(), clock);
    this.sending =
        new Sending(receiver, progress, clock, rule.get(WebhookOptions.GIVE_UP_AFTER), firstWait);
    this.thread = new Thread(this, "console-handover-" + rule.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  HandOverStatus status() {
    return progress.status();
  }

  @Override
  public void run() {
    if (alerts.topic().isEmpty()) {
      progress.broken(
          "%s is ocsf, which cannot be read back; set %s"
              .formatted(KafkaOptions.ALERTS_FORMAT, KafkaOptions.ALERTS_HISTORY_TOPIC));
      return;
    }
    while (!ends) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        reader = consumer;
        handOver(consumer);
      } catch (WakeupException | Moved again) {
        LOG.debug("Reading begins again", again);
      } catch (InterruptedException ended) {
        return;
      } catch (KafkaException fault) {
        if (ends) {
          return;
        }
        progress.broken("Kafka: " + fault.getMessage());
        LOG.warn("Handing over by {} begins again: {}", rule, fault.getMessage());
        waitToBeginAgain();
      }
    }
  }

  private void waitToBeginAgain() {
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka.properties());
    settings.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.get(KafkaOptions.BOOTSTRAP_SERVERS));
    settings.put(
        ConsumerConfig.GROUP_ID_CONFIG,
        kafka.get(KafkaOptions.GROUP_ID) + "-handover-" + rule.name());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
    // A topic that is made later is found within seconds.
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void handOver(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
    Places places = new Places(consumer, () -> new Choice(rule));
    consumer.subscribe(List.of(alerts.topic()), places);
    while (!ends) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        handOver(record, places, consumer);
      }
      places.commit();
    }
  }

  private void handOver(
      ConsumerRecord<byte[], byte[]> record, Places places, KafkaConsumer<byte[], byte[]> consumer)
      throws InterruptedException {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Alert alert = record.value() == null ? null : alerts.read(record.value());
    boolean isNew = places.isNew(partition, record.offset());
    if (alert == null) {
      if (record.value() != null && isNew) {
        progress.skipped("%s, offset %d, is no alert".formatted(partition, record.offset()));
      }
    } else if (places.choice(partition).takes(alert) && isNew) {
      sending.send(Message.of(rule, alert, publicUrl), time -> waitFor(time, consumer));
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
    }
    places.passed(partition, record.offset());
  }

  /** Kafka hears of its reader meanwhile, which takes nothing. */
  private void waitFor(Duration time, KafkaConsumer<byte[], byte[]> consumer)
      throws InterruptedException {
    if (ends) {
      throw new InterruptedException();
    }
    Set<TopicPartition> own = Set.copyOf(consumer.assignment());
    consumer.pause(own);
    Duration shorter = time.compareTo(POLL) > 0 ? POLL : time;
    boolean came = !consumer.poll(shorter).isEmpty();
    if (came || !consumer.assignment().equals(own)) {
      throw new Moved();
    }
    consumer.resume(own);
  }

  @Override
  public void close() {
    ends = true;
    KafkaConsumer<byte[], byte[]> open = reader;
    if (open != null) {
      open.wakeup();
    }
    try {
      // It tells Kafka that it leaves, so that another takes over at once.
      thread.join(TO_LEAVE.toMillis());
      thread.interrupt();
      thread.join(TO_END.toMillis());
    } catch (InterruptedException goesAnyway) {
      Thread.currentThread().interrupt();
    }
  }
}
