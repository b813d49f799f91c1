package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leakwatch.detection.option.Settings;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.kafka.SourceOptions;
import io.leakwatch.pipeline.registry.SmallRegistry;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.chaos.EndedTraffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same events give the same alerts, however their topics hold them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SameAlertsInAnyFormatTest {

  private static final long EVENTS = 20_000;
  private static final int NOISE_EVERY = 10;
  private static final int PARTITIONS = 2;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private List<EndedTraffic.Keyed> events;
  private EmbeddedKafka kafka;
  private EveryRevision expected;

  /** How an event is written; null where it is not. */
  private interface Form {
    byte[] of(EndedTraffic.Keyed event) throws IOException;
  }

  @BeforeAll
  void asAvro() throws Exception {
    events = EndedTraffic.of(21, EVENTS);
    kafka = EmbeddedKafka.start();
    KafkaOptions avro = topics("avro");
    publish("avro", SameAlertsInAnyFormatTest::avro, 0);

    expected = alertsOf(avro, events.size(), 0);

    assertThat(expected.detectors()).contains("account-takeover", "credential-stuffing");
  }

  @AfterAll
  void close() {
    kafka.close();
  }

  @Test
  void asJsonOfAnotherProgramByAMapping() throws Exception {
    KafkaOptions json = topics("acme").with(SourceOptions.FORMAT, "json");
    for (EventKind kind : EventKind.values()) {
      Path mapping = folder.resolve(kind.topic() + ".yaml");
      Files.writeString(mapping, ForeignRecords.mapping(kind));
      json = json.with(SourceOptions.mappingOf(kind), mapping.toString());
    }
    assertThat(json.faults()).isEmpty();
    publish("acme", ForeignRecords::json, NOISE_EVERY);

    alertsOf(json, events.size(), (events.size() - 1) / NOISE_EVERY + 1).isTheSameAs(expected);
  }

  @Test
  void inConfluentsFramingWithARegistryThatComesLate() throws Exception {
    Map<EventKind, Schema> schemas =
        Map.of(
            EventKind.LOGIN, EventKind.LOGIN.schema(),
            EventKind.API, ForeignRecords.schema(EventKind.API),
            EventKind.DM_METADATA, ForeignRecords.schema(EventKind.DM_METADATA));
    Map<EventKind, Integer> ids =
        Map.of(EventKind.LOGIN, 1, EventKind.API, 2, EventKind.DM_METADATA, 70_000);
    try (SmallRegistry registry = new SmallRegistry()) {
      KafkaOptions confluent =
          topics("framed")
              .with(SourceOptions.FORMAT, "confluent")
              .with(SourceOptions.REGISTRY_URL, registry.url());
      assertThat(confluent.faults()).isEmpty();
      for (EventKind kind : EventKind.values()) {
        registry.put(ids.get(kind), kind.topic() + "-value", 1, schemas.get(kind).toString(), "");
      }
      publish(
          "framed",
          event -> ForeignRecords.framed(ids.get(event.kind()), schemas.get(event.kind()), event),
          0);
      registry.failWith(503);
      registry.start();

      try (LocalJob job = LocalJob.start(config(confluent), "none")) {
        await().atMost(LONGEST).until(() -> registry.asked().size() > 10);
        assertThat(job.counters().get("received")).isZero();
        registry.failWith(0);

        alertsOf(job, confluent, events.size()).isTheSameAs(expected);
        assertThat(job.counters().get("dead_lettered")).isZero();
      }
    }
  }

  @Test
  void aJobThatWaitsForItsRegistryCanBeCancelled() throws Exception {
    try (SmallRegistry registry = new SmallRegistry()) {
      registry.failWith(500);
      registry.start();
      KafkaOptions waiting =
          topics("waiting")
              .with(SourceOptions.FORMAT, "confluent")
              .with(SourceOptions.REGISTRY_URL, registry.url());
      publish("waiting", event -> new byte[] {0, 0, 0, 0, 1}, 0);

      try (LocalJob job = LocalJob.start(config(waiting), "none")) {
        await().atMost(LONGEST).until(() -> registry.asked().size() > 10);

        job.cancel();

        assertThatThrownBy(job::checkAlive).isInstanceOf(CommandFault.class);
      }
    }
  }

  /** Topics of their own, with names of their own. */
  private KafkaOptions topics(String name) {
    for (String topic : List.of("login-events", "api-events", "dm-metadata-events")) {
      kafka.createTopic(
          name + "." + topic, PARTITIONS, Map.of("message.timestamp.type", "LogAppendTime"));
    }
    List.of("alerts", "dead-letters")
        .forEach(topic -> kafka.createTopic(name + "." + topic, 1, Map.of()));
    return KafkaOptions.of(kafka.bootstrapServers())
        .with(KafkaOptions.GROUP_ID, name)
        .with(KafkaOptions.LOGIN_TOPIC, name + ".login-events")
        .with(KafkaOptions.API_TOPIC, name + ".api-events")
        .with(KafkaOptions.DM_TOPIC, name + ".dm-metadata-events")
        .with(KafkaOptions.ALERTS_TOPIC, name + ".alerts")
        .with(KafkaOptions.DEAD_LETTERS_TOPIC, name + ".dead-letters");
  }

  private static JobConfig config(KafkaOptions kafka) {
    return new JobConfig(
        JobOptions.defaults()
            .with(JobOptions.MAX_DRIFT, Duration.ofHours(6))
            .with(JobOptions.IDLE_AFTER, Duration.ofSeconds(5)),
        kafka,
        new RuntimeOptions(
            Settings.defaults(RuntimeOptions.ALL)
                .with(RuntimeOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(500))));
  }

  private static EveryRevision alertsOf(KafkaOptions topics, long received, long leftOut)
      throws Exception {
    try (LocalJob job = LocalJob.start(config(topics), "none")) {
      EveryRevision seen = alertsOf(job, topics, received);
      assertThat(job.counters().get("left_out")).isEqualTo(leftOut);
      assertThat(job.counters().get("dead_lettered")).isZero();
      return seen;
    }
  }

  private static EveryRevision alertsOf(LocalJob job, KafkaOptions topics, long received)
      throws Exception {
    await()
        .atMost(LONGEST)
        .until(
            () -> {
              job.checkAlive();
              return job.counters().get("received") >= received;
            });
    job.drain(LONGEST);
    assertThat(job.counters().get("received")).isEqualTo(received);
    EveryRevision seen = new EveryRevision();
    try (AlertFeed feed =
        new AlertFeed(
            topics.get(KafkaOptions.BOOTSTRAP_SERVERS), topics.get(KafkaOptions.ALERTS_TOPIC))) {
      while (!feed.isAtEnd()) {
        feed.poll(Duration.ofMillis(200)).forEach(seen::add);
      }
    }
    return seen;
  }

  private static byte[] avro(EndedTraffic.Keyed event) throws IOException {
    var buffer =
        new BinaryMessageEncoder<SpecificRecordBase>(
                SpecificData.getForClass(event.kind().type()), event.kind().schema())
            .encode(event.event());
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /**
   * @param noiseEvery after so many events comes a record that is none; 0 for never
   */
  private void publish(String name, Form form, int noiseEvery) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        EndedTraffic.Keyed event = events.get(i);
        String topic = name + "." + event.kind().topic();
        int partition = event.key() == null ? 0 : Math.floorMod(event.key().hashCode(), PARTITIONS);
        if (noiseEvery > 0 && i % noiseEvery == 0) {
          sent.add(
              producer.send(new ProducerRecord<>(topic, partition, null, ForeignRecords.noise())));
        }
        var record = new ProducerRecord<byte[], byte[]>(topic, partition, null, form.of(event));
        record
            .headers()
            .add("message-id", event.event().get(0).toString().getBytes(StandardCharsets.UTF_8));
        sent.add(producer.send(record));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    }
  }
}
