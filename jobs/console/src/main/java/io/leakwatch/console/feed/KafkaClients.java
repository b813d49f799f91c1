package io.leakwatch.console.feed;

import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients as the console needs them: who looks at a page does not wait a minute. */
record KafkaClients(KafkaOptions kafka) {

  /** An answer that takes longer is none. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A record may be sent again for so long; whoever waits for it then hears that it is open. */
  static final Duration DELIVERY = Duration.ofSeconds(10);

  /** As many as go into one transaction of the database. */
  private static final int BATCH = 4_000;

  Admin admin() {
    Map<String, Object> settings = settings();
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(PATIENCE));
    return Admin.create(settings);
  }

  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = settings();
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(PATIENCE));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = settings();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(PATIENCE));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka.properties());
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.get(KafkaOptions.BOOTSTRAP_SERVERS));
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(PATIENCE.minusSeconds(1)));
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    return settings;
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  /** Why Kafka does not do what it is asked, in words. */
  String words(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String servers = kafka.get(KafkaOptions.BOOTSTRAP_SERVERS);
    if (fault instanceof TimeoutException
        || fault.getCause() instanceof TimeoutException
        || root instanceof TimeoutException) {
      return "Kafka at " + servers + " does not answer; check that it runs and can be reached";
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return "Kafka at " + servers + ": " + message;
  }
}
