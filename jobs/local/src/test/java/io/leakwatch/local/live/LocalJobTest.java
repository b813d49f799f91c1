package io.leakwatch.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.option.Settings;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.kafka.TopicContents;
import io.leakwatch.local.state.JobIdentity;
import io.leakwatch.local.state.StateFolder;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.pseudonyms.PseudonymKey;
import io.leakwatch.pipeline.pseudonyms.Pseudonyms;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalJobTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** With the broker's clock no event waits because its time is in doubt, with names in it. */
  private static final String TIMESTAMPS = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;

  private static final List<String> RAW =
      List.of("victim", "example.org", "203.0.113.7", "not-an-address", "kitchen-tablet");

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    TrustedSchemas.trust();
    kafka = EmbeddedKafka.start();
    List.of("login-events", "api-events", "dm-metadata-events", "alerts", "dead-letters")
        .forEach(topic -> kafka.createTopic(topic, 1, Map.of(TIMESTAMPS, "LogAppendTime")));
    KafkaTopics.check(KafkaOptions.of(kafka.bootstrapServers())); // makes those of decisions
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  @Test
  void aJobThatHasJustBeenStartedCanBeDrained() throws Exception {
    KafkaOptions latest =
        KafkaOptions.of(kafka.bootstrapServers())
            .with(KafkaOptions.GROUP_ID, "drained")
            .with(KafkaOptions.START_FROM, "latest");
    JobConfig config =
        new JobConfig(
            JobOptions.defaults(),
            latest,
            new RuntimeOptions(Settings.defaults(RuntimeOptions.ALL)));

    try (LocalJob job = LocalJob.start(config, "none")) {
      job.drain(Duration.ofSeconds(60));

      assertThat(job.counters().get("received")).isZero();
    }
  }

  @Test
  void underPseudonymsNobodyIsNamedAnywhere() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "x".repeat(32));
    JobConfig config =
        new JobConfig(
            JobOptions.defaults()
                .with(JobOptions.IDLE_AFTER, Duration.ofSeconds(1))
                .with(JobOptions.PSEUDONYMIZE_KEY_FILE, key.toString()),
            KafkaOptions.of(kafka.bootstrapServers()),
            new RuntimeOptions(
                Settings.defaults(RuntimeOptions.ALL)
                    .with(RuntimeOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(200))));
    try (EventProducer events = new EventProducer(kafka.bootstrapServers())) {
      for (int i = 0; i < 16; i++) {
        events.send("login-events", null, NOON.toEpochMilli(), failed(i, "203.0.113.7"));
      }
      events.send("login-events", "victim", NOON.toEpochMilli(), failed(99, "not-an-address"));
      events.flush();
    }

    try (LocalJob job = LocalJob.start(config, "none")) {
      Pseudonyms pseudonyms = new Pseudonyms(PseudonymKey.read(key));
      List<String> kept =
          Awaitility.await()
              .atMost(Duration.ofSeconds(60))
              .ignoreExceptionsInstanceOf(UncheckedIOException.class) // files go meanwhile
              .until(
                  () -> kept(job.folder()),
                  texts ->
                      texts.stream().anyMatch(text -> namesSomebody(pseudonyms.revealed(text))));
      assertThat(kept).noneMatch(LocalJobTest::namesSomebody);
      job.checkAlive();
      job.drain(Duration.ofSeconds(60));
      assertThat(job.counters().get("dead_lettered")).isEqualTo(1);
    }
    List<DeadLetter> letters = new ArrayList<>();
    TopicContents.read(
        config.kafka(), "dead-letters", record -> letters.add(letter(record.value())));
    assertThat(letters)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getKey()).isNull();
              assertThat(letter.getValue()).isNull();
              assertThat(letter.getTopic()).isEqualTo("login-events");
              assertThat(letter.getOffset()).isEqualTo(16);
              assertThat(letter.getDetail())
                  .startsWith("ip is something else, expected an IPv4 or IPv6 address, or null");
            });
    try (AlertFeed feed = new AlertFeed(kafka.bootstrapServers(), "alerts")) {
      List<Alert> alerts = feed.poll(Duration.ofSeconds(20));
      assertThat(alerts).isNotEmpty();
      assertThat(alerts.stream().map(JsonRecords::write)).noneMatch(LocalJobTest::namesSomebody);
      assertThat(new Pseudonyms(PseudonymKey.read(key)).revealed(alerts.toString()))
          .contains("victim5@example.org");
    }
  }

  @Test
  void aFreshStartAbortsWhatAnEarlierLifeLeftOpenSoThatReadersSeeTheNextAlert() throws Exception {
    List.of("orphans-logins", "orphans-alerts")
        .forEach(topic -> kafka.createTopic(topic, 1, Map.of(TIMESTAMPS, "LogAppendTime")));
    KafkaTopics.check(KafkaOptions.of(kafka.bootstrapServers())); // makes those of decisions
    JobConfig config =
        new JobConfig(
            JobOptions.defaults().with(JobOptions.IDLE_AFTER, Duration.ofSeconds(1)),
            KafkaOptions.of(kafka.bootstrapServers())
                .with(KafkaOptions.LOGIN_TOPIC, "orphans-logins")
                .with(KafkaOptions.ALERTS_TOPIC, "orphans-alerts")
                .with(KafkaOptions.GROUP_ID, "orphans"),
            new RuntimeOptions(
                Settings.defaults(RuntimeOptions.ALL)
                    .with(RuntimeOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(200))));
    try (KafkaProducer<byte[], byte[]> killed =
            killed(config.kafka().transactionsOf("orphans-alerts") + "-0-1");
        EventProducer events = new EventProducer(kafka.bootstrapServers());
        StateFolder state =
            StateFolder.open(folder.resolve("orphans"), JobIdentity.of(config, "cluster"), true)) {
      killed.send(new ProducerRecord<>("orphans-alerts", new byte[] {1})).get();
      for (int i = 0; i < 16; i++) {
        events.send("orphans-logins", null, NOON.toEpochMilli(), failed(i, "203.0.113.7"));
      }
      events.flush();

      try (LocalJob job = LocalJob.resume(config, state, null);
          AlertFeed feed = new AlertFeed(kafka.bootstrapServers(), "orphans-alerts")) {
        awaitAlert(job, feed);
      }
    }
  }

  private static void awaitAlert(LocalJob job, AlertFeed feed) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              job.checkAlive();
              return !feed.poll(Duration.ofSeconds(1)).isEmpty();
            });
  }

  /** With exactly-once it could be read after that hour: the delivery's promise of latency. */
  @Test
  void atLeastOnceAlertsWaitForNoCheckpoint() throws Exception {
    List.of("prompt-logins", "prompt-alerts")
        .forEach(topic -> kafka.createTopic(topic, 1, Map.of(TIMESTAMPS, "LogAppendTime")));
    KafkaTopics.check(KafkaOptions.of(kafka.bootstrapServers())); // makes those of decisions
    JobConfig config =
        new JobConfig(
            JobOptions.defaults().with(JobOptions.IDLE_AFTER, Duration.ofSeconds(1)),
            KafkaOptions.of(kafka.bootstrapServers())
                .with(KafkaOptions.LOGIN_TOPIC, "prompt-logins")
                .with(KafkaOptions.ALERTS_TOPIC, "prompt-alerts")
                .with(KafkaOptions.DELIVERY, "at-least-once")
                .with(KafkaOptions.GROUP_ID, "prompt"),
            new RuntimeOptions(
                Settings.defaults(RuntimeOptions.ALL)
                    .with(RuntimeOptions.CHECKPOINT_INTERVAL, Duration.ofHours(1))));
    try (EventProducer events = new EventProducer(kafka.bootstrapServers())) {
      for (int i = 0; i < 16; i++) {
        events.send("prompt-logins", null, NOON.toEpochMilli(), failed(i, "203.0.113.7"));
      }
      events.flush();
    }

    try (LocalJob job = LocalJob.start(config, "none");
        AlertFeed feed = new AlertFeed(kafka.bootstrapServers(), "prompt-alerts")) {
      awaitAlert(job, feed);
    }
  }

  /** What writes an alert, and is killed before its transaction is sealed. */
  private static KafkaProducer<byte[], byte[]> killed(String transactionalId) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                transactionalId,
                "transaction.timeout.ms",
                840_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    return producer;
  }

  private static boolean namesSomebody(String text) {
    return RAW.stream().anyMatch(text::contains);
  }

  /** What its checkpoints and logs of changes hold. */
  private static List<String> kept(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(LocalJobTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException removedMeanwhile) {
      return "";
    }
  }

  private static DeadLetter letter(byte[] value) {
    try {
      return DeadLetter.getDecoder().decode(value);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static LoginEvent failed(int i, String ip) {
    return LoginEvent.newBuilder()
        .setEventId("e-" + i)
        .setOccurredAt(NOON.plusSeconds(i))
        .setAccountId((i % 2 == 0 ? "Victim" : "victim") + i + "@example.org")
        .setIp(ip)
        .setDeviceId("kitchen-tablet-" + i)
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .setFailureReason(FailureReason.BAD_CREDENTIAL)
        .build();
  }
}
