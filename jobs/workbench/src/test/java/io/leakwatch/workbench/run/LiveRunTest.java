package io.leakwatch.workbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.live.LiveRun;
import io.leakwatch.local.replay.Replay;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRunTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String MEGABYTE_NAME = "a".repeat(1_000_000);

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private EmbeddedKafka kafka;
  private EventProducer events;

  @BeforeAll
  static void letAvroMakeOurClasses() {
    TrustedSchemas.trust();
  }

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start();
    for (String topic : List.of("login-events", "api-events", "alerts", "dead-letters")) {
      kafka.createTopic(topic, 1, Map.of());
    }
    events = new EventProducer(kafka.bootstrapServers());
  }

  @AfterEach
  void close() {
    events.close();
    kafka.close();
  }

  @Test
  void alertsOfLoginsAloneArriveInAvro() throws Exception {
    Running running = run("kafka.topics.api-events: \"\"");
    stuffing("192.0.2.7", NOON);

    Alert alert = Alert.getDecoder().decode(read(running, "alerts", 1).get(0));

    assertThat(alert.getDetectorId()).isEqualTo("credential-stuffing");
    assertThat(alert.getSubject().getId()).isEqualTo("192.0.2.7");
    assertThat(alert).isEqualTo(replayedStuffing("192.0.2.7", NOON));
    running.stop();
    assertThat(out.toString())
        .contains("reading  login-events at " + kafka.bootstrapServers() + ", group leakwatch")
        .contains("writing  alerts to alerts (avro, exactly-once, readable up to 100 ms later)")
        .contains(
            "advice   records on login-events carry their producers' time, which may be wrong.")
        .contains("received 15 = evaluated 15 + duplicates 0 + late 0 + dead letters 0");
  }

  @Test
  void whatCannotBeEvaluatedBecomesADeadLetterAndTheJobGoesOn() throws Exception {
    Running running = run("alerts.format: json");
    raw("login-events", "bad", "no event".getBytes(StandardCharsets.UTF_8));
    login("geo", NOON, LoginEvent.newBuilder().setGeo(new Geo("FR", 95.0, 2.0, null)));
    login("long", NOON, LoginEvent.newBuilder().setAccountId(MEGABYTE_NAME));
    events.send("login-events", "ahead", NOON.toEpochMilli(), ahead());
    events.send("api-events", "status", NOON.toEpochMilli(), statusZero());
    events.flush();
    stuffing("192.0.2.8", NOON);

    JsonNode alert = new ObjectMapper().readTree(read(running, "alerts", 1).get(0));
    assertThat(alert.path("subject").path("id").asText()).isEqualTo("192.0.2.8");
    assertThat(alert.path("revision").asInt()).isEqualTo(1);

    List<DeadLetter> letters = new ArrayList<>();
    for (byte[] letter : read(running, "dead-letters", 5)) {
      letters.add(DeadLetter.getDecoder().decode(letter));
    }
    assertThat(letters)
        .extracting(
            DeadLetter::getTopic,
            DeadLetter::getPartition,
            DeadLetter::getOffset,
            DeadLetter::getReason,
            LiveRunTest::key)
        .containsExactlyInAnyOrder(
            tuple("login-events", 0, 0L, "undecodable", "bad"),
            tuple("login-events", 0, 1L, "invalid-value", "geo"),
            tuple("login-events", 0, 2L, "invalid-value", "long"),
            tuple("login-events", 0, 3L, "ahead-of-time", "ahead"),
            tuple("api-events", 0, 0L, "invalid-value", "status"));
    assertThat(letters)
        .extracting(DeadLetter::getDetail)
        .anySatisfy(detail -> assertThat(detail).contains("geo.latitude is 95,"))
        .anySatisfy(detail -> assertThat(detail).contains("account_id is 1000000 characters long"))
        .anySatisfy(detail -> assertThat(detail).contains("3600 s ahead"))
        .anySatisfy(detail -> assertThat(detail).contains("status is 0"));
    running.stop();
    assertThat(out.toString())
        .contains("received 20 = evaluated 15 + duplicates 0 + late 0 + dead letters 5");
  }

  private static String key(DeadLetter letter) {
    return StandardCharsets.UTF_8.decode(letter.getKey().duplicate()).toString();
  }

  /** A run in the background. */
  private record Running(LiveRun run, CompletableFuture<Void> end) {
    void stop() throws Exception {
      run.stop();
      end.get(30, TimeUnit.SECONDS);
    }
  }

  private Running run(String more) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("leakwatch.yaml"),
            """
            kafka.bootstrap-servers: %s
            kafka.topics.dm-metadata-events: ""
            checkpoints.interval: 100ms
            time.idle-after: 1s
            %s
            """
                .formatted(kafka.bootstrapServers(), more));
    LiveRun run =
        new LiveRun(
            JobConfig.readForKafka(config),
            folder.resolve("state"),
            false,
            new PrintWriter(out, true));
    return new Running(
        run,
        CompletableFuture.runAsync(
            () -> {
              try {
                run.run();
              } catch (Exception fault) {
                throw new AssertionError(fault);
              }
            }));
  }

  /** As many accounts as the detector wants, a second apart. */
  private void stuffing(String address, Instant from) {
    for (int i = 0; i < 15; i++) {
      login("u" + i, from.plusSeconds(i), LoginEvent.newBuilder().setIp(address));
    }
    events.flush();
  }

  /** The alert that a replay raises of the same events. */
  private Alert replayedStuffing(String address, Instant from) throws Exception {
    Path file = folder.resolve("logins.avro");
    try (EventFileWriter writer = EventFileWriter.create(file, EventKind.LOGIN)) {
      for (int i = 0; i < 15; i++) {
        LoginEvent.Builder event = LoginEvent.newBuilder().setAccountId("u" + i).setIp(address);
        writer.append(failed("u" + i, from.plusSeconds(i), event));
      }
    }
    try (Replay replay =
        new Replay(List.of(file), Span.between(null, null), JobOptions.defaults(), 1)) {
      replay.start().getJobExecutionResult().get();
      assertThat(replay.alerts()).hasSize(1);
      return replay.alerts().get(0);
    }
  }

  /** A failed login; its account is the key where it has none of its own. */
  private void login(String key, Instant at, LoginEvent.Builder event) {
    if (!event.hasAccountId()) {
      event.setAccountId(key);
    }
    events.send("login-events", key, at.toEpochMilli(), failed(key, at, event));
  }

  private static LoginEvent failed(String id, Instant at, LoginEvent.Builder event) {
    return event
        .setEventId("e-" + id)
        .setOccurredAt(at)
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .setFailureReason(FailureReason.BAD_CREDENTIAL)
        .build();
  }

  private static LoginEvent ahead() {
    return failed(
        "ahead", NOON.plus(Duration.ofHours(1)), LoginEvent.newBuilder().setAccountId("ahead"));
  }

  private static ApiEvent statusZero() {
    return ApiEvent.newBuilder()
        .setEventId("e-status")
        .setOccurredAt(NOON)
        .setClientKind(ClientKind.ANONYMOUS)
        .setHttpMethod("GET")
        .setEndpoint("/1.1/users/show")
        .setOperation(Operation.READ)
        .setResource(ResourceKind.PROFILE)
        .setStatus(0)
        .build();
  }

  private void raw(String topic, String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
      producer
          .send(new ProducerRecord<>(topic, 0, NOON.toEpochMilli(), keyBytes, value))
          .get(30, TimeUnit.SECONDS);
    }
  }

  /** The first committed values of a topic, once there are so many. */
  private List<byte[]> read(Running running, String topic, int count) {
    List<byte[]> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                running.end().getNow(null);
                consumer.poll(Duration.ofMillis(100)).forEach(each -> values.add(each.value()));
                return values.size() >= count;
              });
    }
    return values;
  }
}
