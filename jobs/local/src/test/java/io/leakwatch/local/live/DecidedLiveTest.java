package io.leakwatch.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.option.Settings;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.kafka.TopicContents;
import io.leakwatch.local.replay.CommandFile;
import io.leakwatch.local.replay.Replay;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.DetectorMode;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided while a job runs, and what comes of it on its topics. */
class DecidedLiveTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String LOGINS = "login-events";

  @TempDir private Path folder;
  private final List<LoginEvent> sent = new ArrayList<>();
  private EmbeddedKafka kafka;
  private EventProducer events;

  @BeforeEach
  void start() {
    TrustedSchemas.trust();
    kafka = EmbeddedKafka.start();
    kafka.createTopic(LOGINS, 1, Map.of("message.timestamp.type", "LogAppendTime"));
    for (String topic : List.of("alerts", "dead-letters", "again", "again-dead-letters")) {
      kafka.createTopic(topic, 1, Map.of());
    }
    events = new EventProducer(kafka.bootstrapServers());
  }

  @AfterEach
  void close() {
    events.close();
    kafka.close();
  }

  private JobConfig config(String group) {
    return new JobConfig(
        options(),
        KafkaOptions.of(kafka.bootstrapServers())
            .with(KafkaOptions.GROUP_ID, group)
            .with(KafkaOptions.API_TOPIC, "")
            .with(KafkaOptions.DM_TOPIC, ""),
        new RuntimeOptions(
            Settings.defaults(RuntimeOptions.ALL)
                .with(RuntimeOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(200))));
  }

  private static JobOptions options() {
    return JobOptions.defaults().with(JobOptions.IDLE_AFTER, Duration.ofSeconds(4));
  }

  /** Somebody tries the given accounts, one a second, from a minute after noon on. */
  private void tried(int minute, int from, int to) {
    for (int i = from; i < to; i++) {
      LoginEvent event =
          LoginEvent.newBuilder()
              .setEventId("e" + i)
              .setOccurredAt(NOON.plusSeconds(minute * 60L + i))
              .setAction(LoginAction.LOGIN)
              .setOutcome(LoginOutcome.FAILURE)
              .setFailureReason(FailureReason.BAD_CREDENTIAL)
              .setAccountId("u" + i)
              .setIp("203.0.113.7")
              .build();
      sent.add(event);
      events.send(LOGINS, null, NOON.toEpochMilli(), event);
    }
    events.flush();
  }

  private void publish(String topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)).get();
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Suppression suppression() {
    return Suppression.newBuilder()
        .setSuppressionId("s-1")
        .setRevision(1)
        .setNetwork("203.0.113.0/24")
        .setAuthor("ann")
        .setReason("our own scanner")
        .setMadeAt(NOON)
        .setHoldsFrom(NOON.plusSeconds(300))
        .setExpiresAt(NOON.plusSeconds(86_400))
        .build();
  }

  /** Waits, but for no job that has failed. */
  private static void await(LocalJob job, Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              job.checkAlive();
              return condition.call();
            });
  }

  private static long ofStuffing(LocalJob job, String name) {
    return job.counters().ofGroup("credential-stuffing").getOrDefault(name, 0L);
  }

  private List<Alert> alerts(String topic) {
    List<Alert> alerts = new ArrayList<>();
    try (AlertFeed feed = new AlertFeed(kafka.bootstrapServers(), topic)) {
      do {
        alerts.addAll(feed.poll(Duration.ofMillis(200)));
      } while (!feed.isAtEnd());
    }
    return alerts;
  }

  private List<String> answers() {
    List<String> answers = new ArrayList<>();
    TopicContents.read(
        config("leakwatch").kafka(),
        "control-status",
        record -> {
          try {
            ControlStatus answer = ControlStatus.getDecoder().decode(record.value());
            answers.add(answer.getCommandId() + " " + answer.getOutcome());
          } catch (IOException fault) {
            throw new UncheckedIOException(fault);
          }
        });
    return answers;
  }

  @Test
  void aDecisionReachesTheRunningJobAndAReplayDecidesAlike() throws Exception {
    JobConfig config = config("leakwatch");
    KafkaTopics.check(config.kafka()); // makes the topics of decisions
    try (LocalJob job = LocalJob.start(config, "none")) {
      tried(0, 0, 20);
      await(job, () -> !alerts("alerts").isEmpty());

      publish("suppressions", "s-1", bytes(suppression().toByteBuffer()));
      publish("control", "c-0", "no Avro".getBytes(StandardCharsets.UTF_8));
      await(job, () -> answers().size() == 2);
      assertThat(answers()).containsExactlyInAnyOrder("s-1 ACCEPTED", "c-0 REFUSED");
      tried(6, 20, 60);
      await(
          job,
          () -> alerts("alerts").stream().anyMatch(alert -> "s-1".equals(alert.getSuppressedBy())));
      job.drain(Duration.ofSeconds(60));
      assertThat(ofStuffing(job, "alerts_suppressed")).isPositive();
      assertThat(job.counters().ofGroup("accepted")).containsEntry("commands", 1L);
      assertThat(job.counters().ofGroup("refused")).containsEntry("commands", 1L);
    }

    List<Alert> history = alerts("alerts-history");
    assertThat(history).isEqualTo(alerts("alerts"));
    assertThat(history.get(0).getMode()).isEqualTo(AlertMode.ACTIVE);
    assertThat(history)
        .allSatisfy(
            alert -> {
              boolean isAfter = !alert.getUpdatedAt().isBefore(NOON.plusSeconds(300));
              assertThat(alert.getSuppressedBy()).isEqualTo(isAfter ? "s-1" : null);
              assertThat(alert.getMode()).isEqualTo(isAfter ? AlertMode.SHADOW : AlertMode.ACTIVE);
            });

    List<Alert> again = readFromTheBeginning();
    assertThat(again).as("decided before the first alert").isEqualTo(history);
    assertThat(last(history)).isEqualTo(replayed());
  }

  /** Another job, which finds all commands there when it begins. */
  private List<Alert> readFromTheBeginning() throws Exception {
    JobConfig usual = config("again");
    JobConfig config =
        new JobConfig(
            usual.job(),
            usual
                .kafka()
                .with(KafkaOptions.ALERTS_TOPIC, "again")
                .with(KafkaOptions.ALERTS_HISTORY_TOPIC, "")
                .with(KafkaOptions.DEAD_LETTERS_TOPIC, "again-dead-letters"),
            usual.runtime());
    try (LocalJob job = LocalJob.start(config, "none")) {
      await(job, () -> job.counters().get("received") == sent.size());
      job.drain(Duration.ofSeconds(60));
    }
    return alerts("again");
  }

  private static List<Alert> last(List<Alert> history) {
    return history.subList(history.size() - 1, history.size());
  }

  private List<Alert> replayed() throws Exception {
    Path logins =
        Files.write(folder.resolve("login.jsonl"), sent.stream().map(JsonRecords::write).toList());
    Path commands =
        Files.writeString(
            folder.resolve("commands.jsonl"),
            """
            {"suppression_id": "s-1", "revision": 1, "network": "203.0.113.0/24", "author": "ann",
            """
                    .strip()
                + """
                 "reason": "our own scanner", "made_at": "2026-03-02T12:00:00Z", \
                "holds_from": "2026-03-02T12:05:00Z", "expires_at": "2026-03-03T12:00:00Z"}
                """);
    try (Replay replay =
        new Replay(
            List.of(logins), Span.between(null, null), CommandFile.read(commands), options(), 2)) {
      replay.start().getJobExecutionResult().get();
      assertThat(replay.refusedCommands()).isEmpty();
      return replay.alerts();
    }
  }

  @Test
  void aDetectorThatIsSwitchedOffWritesNothing() throws Exception {
    JobConfig config = config("leakwatch");
    KafkaTopics.check(config.kafka());
    Control off =
        Control.newBuilder()
            .setControlId("c-1")
            .setRevision(1)
            .setMode(DetectorMode.OFF)
            .setAuthor("ann")
            .setReason("on holiday")
            .setMadeAt(NOON)
            .setHoldsFrom(NOON.minusSeconds(1))
            .build();
    publish("control", "c-1", bytes(off.toByteBuffer()));
    tried(0, 0, 20);
    try (LocalJob job = LocalJob.start(config, "none")) {
      await(job, () -> ofStuffing(job, "alerts_switched_off") > 0);
      job.drain(Duration.ofSeconds(60));
    }
    assertThat(alerts("alerts")).isEmpty();
    assertThat(alerts("alerts-history")).isEmpty();
  }
}
