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

  private static final long EVENTS = 6_000;
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

    try (LocalJob job = LocalJob.start(config(avro), "none")) {
      expected = alertsOf(job, avro, events.size());
    }

    assertThat(expected.detectors()).contains("account-takeover", "credential-stuffing");
  }

  @AfterAll
  void close() {
    kafka.close();
  }

  /** Each topic in another form: of the second a registry has the schema, and comes late. */
  @Test
  void asJsonOfAnotherProgramAndInConfluentsFraming() throws Exception {
    Schema calls = ForeignRecords.schema(EventKind.API);
    Schema messages = ForeignRecords.schema(EventKind.DM_METADATA);
    try (SmallRegistry registry = new SmallRegistry()) {
      registry.put(2, "mixed.api-events-value", 1, calls.toString(), "");
      registry.put(70_000, "mixed.dm-metadata-events-value", 1, messages.toString(), "");
      KafkaOptions mixed =
          topics("mixed")
              .with(SourceOptions.formatOf(EventKind.LOGIN), "json")
              .with(
                  SourceOptions.mappingOf(EventKind.LOGIN),
                  file("logins.yaml", ForeignRecords.mapping(EventKind.LOGIN)))
              .with(SourceOptions.FORMAT, "confluent")
              .with(SourceOptions.REGISTRY_URL, registry.url())
              .with(
                  SourceOptions.mappingOf(EventKind.DM_METADATA),
                  file("messages.yaml", ForeignRecords.sameNames(EventKind.DM_METADATA)));
      assertThat(mixed.faults()).isEmpty();
      long noise =
          publish(
              "mixed",
              event ->
                  switch (event.kind()) {
                    case LOGIN -> ForeignRecords.json(event);
                    case API -> ForeignRecords.framed(2, calls, event);
                    case DM_METADATA -> ForeignRecords.framed(70_000, messages, event);
                  },
              NOISE_EVERY);
      registry.failWith(503);
      registry.start();

      try (LocalJob job = LocalJob.start(config(mixed), "none")) {
        await().atMost(LONGEST).until(() -> registry.asked().size() > 10);
        registry.failWith(0);

        alertsOf(job, mixed, events.size()).isTheSameAs(expected);
        assertThat(job.counters().get("left_out")).isEqualTo(noise);
        assertThat(job.counters().get("dead_lettered")).isZero();
      }
    }
  }

  private static String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
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
        .withoutDecisions()
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
   * @param noiseEvery after so many logins comes a record that is none; 0 for never
   * @return how many of those there were
   */
  private long publish(String name, Form form, int noiseEvery) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    long noise = 0;
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        EndedTraffic.Keyed event = events.get(i);
        String topic = name + "." + event.kind().topic();
        int partition = event.key() == null ? 0 : Math.floorMod(event.key().hashCode(), PARTITIONS);
        if (noiseEvery > 0 && i % noiseEvery == 0 && event.kind() == EventKind.LOGIN) {
          noise++;
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
    return noise;
  }
}
