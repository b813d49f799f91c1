package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.replay.FileSource;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.local.replay.LocalSink;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.workbench.chaos.EndedTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same events give the same alerts: again, at any parallelism, from files and from Kafka, and
 * with a stop in the middle.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SameAlertsTest {

  private static final int PARTITIONS = 4;

  @TempDir static Path folder;

  private List<EndedTraffic.Keyed> events;
  private List<Path> files;
  private EveryRevision expected;

  @BeforeAll
  void replayOnce() throws Exception {
    events = EndedTraffic.of(21, 100_000);
    files = EndedTraffic.write(events, folder);
    expected = replay(1, "hashmap");
    assertThat(expected.detectors())
        .contains("account-takeover", "credential-stuffing", "impossible-travel", "mass-scraping");
  }

  @Test
  void againAndAtAnyParallelism() throws Exception {
    replay(1, "hashmap").isTheSameAs(expected);
    replay(2, "hashmap").isTheSameAs(expected);
    replay(4, "hashmap").isTheSameAs(expected);
  }

  @Test
  void whateverTheOrderOfTheRecordsAndTheFiles() throws Exception {
    List<EndedTraffic.Keyed> newestFirst = new ArrayList<>(events);
    Collections.reverse(newestFirst);
    replay(inFolders(newestFirst, 1), 2, "hashmap").isTheSameAs(expected);

    // As logs of several hosts are, that were appended one after the other.
    int third = events.size() / 3;
    List<EndedTraffic.Keyed> appended = new ArrayList<>(events.subList(2 * third, events.size()));
    appended.addAll(events.subList(0, 2 * third));
    replay(inFolders(appended, 2), 2, "hashmap").isTheSameAs(expected);

    List<EndedTraffic.Keyed> anyhow = new ArrayList<>(events);
    Collections.shuffle(anyhow, new Random(21));
    replay(inFolders(anyhow, 4), 2, "hashmap").isTheSameAs(expected);
  }

  /** The files of each part of the events, the last part first. */
  private static List<Path> inFolders(List<EndedTraffic.Keyed> events, int parts) throws Exception {
    List<Path> files = new ArrayList<>();
    int size = events.size() / parts + 1;
    for (int from = 0; from < events.size(); from += size) {
      List<EndedTraffic.Keyed> part = events.subList(from, Math.min(events.size(), from + size));
      files.addAll(0, EndedTraffic.write(part, Files.createTempDirectory(folder, "part")));
    }
    return files;
  }

  @Test
  void withItsStateInRocksDb() throws Exception {
    replay(2, "rocksdb").isTheSameAs(expected);
  }

  @Test
  void catchingUpFromTheEarliestOffsets() throws Exception {
    try (EmbeddedKafka kafka = kafka()) {
      publish(events, kafka);
      EveryRevision seen = new EveryRevision();
      new CatchUp(kafka, folder, seen).toTheEndOf(expected);

      seen.isTheSameUpToTheEndAs(expected);
    }
  }

  @Test
  void stoppedInTheMiddleAndStartedAgain() throws Exception {
    try (EmbeddedKafka kafka = kafka()) {
      int restart = events.size() - EndedTraffic.LAST_EVENTS;
      publish(events.subList(0, restart), kafka);
      EveryRevision seen = new EveryRevision();
      CatchUp first = new CatchUp(kafka, folder, seen);
      String savepoint = first.stopAfter(expected.alerts() / 3, folder);
      assertThat(seen.alerts()).isLessThan(expected.alerts());

      CatchUp second = CatchUp.from(savepoint, kafka, folder, seen);
      publish(events.subList(restart, events.size()), kafka);
      second.toTheEndOf(expected);

      seen.isTheSameUpToTheEndAs(expected);
    }
  }

  @Test
  void brokenInTheMiddleAndGoingOnFromWhatHadChangedByThen() throws Exception {
    try (EmbeddedKafka kafka = kafka()) {
      int rest = events.size() * 2 / 3;
      publish(events.subList(0, rest), kafka);
      Path flink = Files.createTempDirectory(folder, "flink");
      AtomicBoolean isBroken = new AtomicBoolean();
      EveryRevision seen = new EveryRevision();
      CatchUp catchUp =
          new CatchUp(
              kafka,
              goingOnAfterOneFault(flink),
              seen,
              raised -> {
                if (raised > expected.alerts() / 3
                    && !filesIn(flink.resolve("changes")).isEmpty()
                    && filesIn(flink).stream().anyMatch(SameAlertsTest::isOfACheckpoint)
                    && isBroken.compareAndSet(false, true)) {
                  throw new IllegalStateException("broken by the test");
                }
              });

      await().atMost(Duration.ofMinutes(3)).untilTrue(isBroken);
      publish(events.subList(rest, events.size()), kafka);
      catchUp.toTheEndOf(expected);

      seen.isTheSameUpToTheEndAs(expected);
    }
  }

  private static Configuration goingOnAfterOneFault(Path flink) {
    Configuration configuration = LocalFlink.configuration(flink, 2);
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    LocalFlink.keepCheckpoints(configuration, flink);
    configuration.set(
        StateChangelogOptions.PERIODIC_MATERIALIZATION_INTERVAL, Duration.ofSeconds(1));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    // One fault is the test's own. Kafka's consumer adds one now and then, when it is woken up
    // while
    // its task ends; a job restarts from that like from any other.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    return configuration;
  }

  /** A checkpoint has such a file when it is complete. */
  private static boolean isOfACheckpoint(Path file) {
    return file.endsWith("_metadata");
  }

  private static List<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of(); // while it is looked through, Flink removes what it no longer needs
    }
  }

  private static EmbeddedKafka kafka() throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    for (String topic : List.of("login-events", "api-events", "dm-metadata-events")) {
      kafka.createTopic(topic, PARTITIONS, Map.of());
    }
    return kafka;
  }

  /** The job over the files, to their end. */
  private EveryRevision replay(int parallelism, String stateBackend) throws Exception {
    return replay(files, parallelism, stateBackend);
  }

  private static EveryRevision replay(List<Path> files, int parallelism, String stateBackend)
      throws Exception {
    Path flink = Files.createTempDirectory(folder, "replay");
    Configuration configuration = LocalFlink.configuration(flink, parallelism);
    configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    JobOptions options = JobOptions.defaults();
    EveryRevision seen = new EveryRevision();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    DetectionJob.define(
        env,
        FileSource.of(files, Span.between(null, null), options),
        new Sinks(LocalSink.to(seen::add), LocalSink.to(seen::add)),
        options);
    env.execute("replay");
    return seen;
  }

  private static void publish(List<EndedTraffic.Keyed> events, EmbeddedKafka kafka)
      throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (EndedTraffic.Keyed event : events) {
        byte[] key = event.key() == null ? null : event.key().getBytes(StandardCharsets.UTF_8);
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic(event),
                    partition(event.key()),
                    Arrival.timeOf(event.event()),
                    key,
                    bytes(event.event()))));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    }
  }

  /** Three quarters of the keys to the first partition, one in 32 to the last. */
  private static int partition(String key) {
    int slot = key == null ? 0 : Math.floorMod(key.hashCode(), 32);
    if (slot < 24) {
      return 0;
    }
    return slot < 30 ? 1 : slot - 28;
  }

  private static String topic(EndedTraffic.Keyed event) {
    return switch (event.kind()) {
      case LOGIN -> "login-events";
      case API -> "api-events";
      case DM_METADATA -> "dm-metadata-events";
    };
  }

  private static byte[] bytes(SpecificRecordBase event) throws Exception {
    var encoder =
        new BinaryMessageEncoder<SpecificRecordBase>(
            SpecificData.getForClass(event.getClass()), event.getSchema());
    var buffer = encoder.encode(event);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
