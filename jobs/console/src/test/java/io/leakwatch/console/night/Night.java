package io.leakwatch.console.night;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.leakwatch.console.Console;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.decisions.Decision;
import io.leakwatch.pipeline.decisions.Decisions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Suppression;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker that can go and come back, a console, and what stands for the job beside them. */
final class Night implements AutoCloseable {

  static final String USER = "ana";
  static final String PASSWORD = "correct horse battery";

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private final KafkaOptions options;
  private final Console console;
  private EmbeddedKafka kafka;

  Night(Path folder) throws Exception {
    this.folder = folder;
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket other = new ServerSocket(0)) {
      port = one.getLocalPort();
      controllerPort = other.getLocalPort();
    }
    startKafka();
    options = KafkaOptions.of(kafka.bootstrapServers());
    for (var topic :
        List.of(
            KafkaOptions.ALERTS_TOPIC,
            KafkaOptions.ALERTS_HISTORY_TOPIC,
            KafkaOptions.DEAD_LETTERS_TOPIC,
            KafkaOptions.SUPPRESSIONS_TOPIC,
            KafkaOptions.CONTROL_TOPIC,
            KafkaOptions.CONTROL_STATUS_TOPIC)) {
      kafka.createTopic(options.get(topic), 1, Map.of());
    }
    console =
        Console.start(
            options,
            ConsoleSettings.defaults()
                .with(ConsoleOptions.PORT, 0)
                .with(ConsoleOptions.USERS_FILE, users().toString()),
            folder.resolve("console"));
  }

  private Path users() throws IOException {
    String hash = BCrypt.withDefaults().hashToString(4, PASSWORD.toCharArray());
    Path file = Files.writeString(folder.resolve("users"), USER + ":lead:" + hash + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  URI uri() {
    return console.uri();
  }

  void stopKafka() {
    kafka.close();
  }

  void startKafka() throws Exception {
    kafka = EmbeddedKafka.startIn(folder.resolve("kafka"), port, controllerPort);
  }

  void publish(Alert... alerts) throws Exception {
    publish(List.of(alerts));
  }

  /** Writes each as the job does, to both topics of alerts. */
  void publish(List<Alert> alerts) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> written = new ArrayList<>();
      for (Alert alert : alerts) {
        byte[] key = alert.getAlertId().getBytes(StandardCharsets.UTF_8);
        byte[] value = Alert.getEncoder().encode(alert).array();
        for (var topic : List.of(KafkaOptions.ALERTS_HISTORY_TOPIC, KafkaOptions.ALERTS_TOPIC)) {
          written.add(producer.send(new ProducerRecord<>(options.get(topic), key, value)));
        }
      }
      for (Future<RecordMetadata> each : written) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** What the job makes of an alert after all that was decided so far. */
  Alert judged(Alert alert) throws IOException {
    Decisions decisions = new Decisions();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition(options.get(KafkaOptions.SUPPRESSIONS_TOPIC), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          decisions.take(Suppression.getDecoder().decode(record.value()));
        }
      }
    }
    Decision decision = decisions.about(alert);
    return Alert.newBuilder(alert)
        .setMode(decision.mode())
        .setSuppressedBy(decision.suppressedBy())
        .build();
  }

  @Override
  public void close() {
    console.close();
    kafka.close();
  }
}
