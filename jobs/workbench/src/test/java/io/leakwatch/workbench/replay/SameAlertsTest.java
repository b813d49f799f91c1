package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.local.replay.LocalSink;
import io.leakwatch.local.replay.Replay;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
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

  /** Event time that one partition may be read ahead: two days in a few seconds. */
  private static final Duration DRIFT = Duration.ofMinutes(30);

  @TempDir static Path folder;

  private List<Traffic.Keyed> events;
  private List<Path> files;
  private Map<String, Alert> expected;

  @BeforeAll
  void replayOnce() throws Exception {
    events = Traffic.of(21, 100_000);
    files = Traffic.write(events, folder);
    expected = replay(1);
    assertThat(detectors(expected.values()))
        .contains("account-takeover", "credential-stuffing", "impossible-travel", "mass-scraping");
  }

  @Test
  void againAndAtAnyParallelism() throws Exception {
    assertThat(replay(1)).isEqualTo(expected);
    assertThat(replay(2)).isEqualTo(expected);
    assertThat(replay(4)).isEqualTo(expected);
  }

  @Test
  void catchingUpFromTheEarliestOffsets() throws Exception {
    try (EmbeddedKafka kafka = kafka()) {
      publish(events, kafka);
      CatchUp catchUp = new CatchUp(kafka);
      catchUp.toTheEnd();
      assertThat(catchUp.ids).isEqualTo(expected.keySet());
    }
  }

  @Test
  void stoppedInTheMiddleAndStartedAgain() throws Exception {
    try (EmbeddedKafka kafka = kafka()) {
      int restart = events.size() - Traffic.LAST_ATTEMPTS;
      publish(events.subList(0, restart), kafka);
      CatchUp first = new CatchUp(kafka);
      String savepoint = first.stopAfter(expected.size() / 3);
      assertThat(first.ids).hasSizeLessThan(expected.size());

      CatchUp second = new CatchUp(kafka, savepoint);
      publish(events.subList(restart, events.size()), kafka);
      second.toTheEnd();

      assertThat(union(first.ids, second.ids)).isEqualTo(expected.keySet());
    }
  }

  @Test
  void brokenInTheMiddleAndGoingOnFromWhatHadChangedByThen() throws Exception {
    try (EmbeddedKafka kafka = kafka()) {
      int rest = events.size() * 2 / 3;
      publish(events.subList(0, rest), kafka);
      Path flink = Files.createTempDirectory(folder, "flink");
      Configuration configuration = LocalFlink.configuration(flink, 2);
      configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
      configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
      LocalFlink.keepCheckpoints(configuration, flink);
      configuration.set(
          StateChangelogOptions.PERIODIC_MATERIALIZATION_INTERVAL, Duration.ofSeconds(1));
      configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
      configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
      configuration.set(
          RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
      AtomicBoolean isBroken = new AtomicBoolean();
      CatchUp catchUp =
          new CatchUp(
              kafka,
              configuration,
              raised -> {
                if (raised > expected.size() / 3
                    && !filesIn(flink.resolve("changes")).isEmpty()
                    && filesIn(flink).stream().anyMatch(SameAlertsTest::isOfACheckpoint)
                    && isBroken.compareAndSet(false, true)) {
                  throw new IllegalStateException("broken by the test");
                }
              });

      await().atMost(Duration.ofMinutes(3)).untilTrue(isBroken);
      publish(events.subList(rest, events.size()), kafka);
      catchUp.toTheEnd();

      assertThat(catchUp.ids).isEqualTo(expected.keySet());
    }
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

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private Map<String, Alert> replay(int parallelism) throws Exception {
    try (Replay replay =
        new Replay(files, Span.between(null, null), JobOptions.defaults(), parallelism)) {
      replay.start().getJobExecutionResult().get();
      return replay.alerts().stream()
          .collect(Collectors.toMap(Alert::getAlertId, alert -> alert, (a, b) -> a, TreeMap::new));
    }
  }

  private static Set<String> detectors(Iterable<Alert> alerts) {
    Set<String> ids = new TreeSet<>();
    alerts.forEach(alert -> ids.add(alert.getDetectorId()));
    return ids;
  }

  private static void publish(List<Traffic.Keyed> events, EmbeddedKafka kafka) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (Traffic.Keyed event : events) {
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

  private static String topic(Traffic.Keyed event) {
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

  /** The live job, catching up. */
  private static final class CatchUp {

    final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<String> subjects = ConcurrentHashMap.newKeySet();
    private final IntConsumer whenRaised;
    private final JobClient job;
    private final CompletableFuture<JobExecutionResult> end;

    CatchUp(EmbeddedKafka kafka) throws Exception {
      this(kafka, LocalFlink.configuration(folder, 2), raised -> {});
    }

    CatchUp(EmbeddedKafka kafka, String savepoint) throws Exception {
      this(kafka, startingFrom(savepoint), raised -> {});
    }

    /**
     * @param whenRaised takes how many alerts there are, at each
     */
    CatchUp(EmbeddedKafka kafka, Configuration configuration, IntConsumer whenRaised)
        throws Exception {
      this.whenRaised = whenRaised;
      JobOptions options =
          JobOptions.defaults()
              .with(JobOptions.MAX_DRIFT, DRIFT)
              .with(JobOptions.IDLE_AFTER, Duration.ofSeconds(5));
      KafkaOptions topics =
          KafkaOptions.of(kafka.bootstrapServers()).with(KafkaOptions.START_FROM, "earliest");
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
      Sinks sinks = new Sinks(LocalSink.to(this::raised), LocalSink.to(this::refused));
      DetectionJob.define(env, DetectionJob.kafkaSources(topics, options), sinks, options);
      job = env.executeAsync("catch-up");
      end = job.getJobExecutionResult();
    }

    private static Configuration startingFrom(String savepoint) {
      Configuration configuration = LocalFlink.configuration(folder, 2);
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      return configuration;
    }

    private void raised(Alert alert) {
      ids.add(alert.getAlertId());
      subjects.add(alert.getSubject().getId());
      whenRaised.accept(ids.size());
    }

    private void refused(DeadLetter letter) {
      ids.add("refused: " + letter.getDetail());
    }

    /** Until the alert that ends the traffic. */
    void toTheEnd() throws Exception {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> isAlive() && subjects.contains(Traffic.LAST_ATTACKER));
      job.cancel().get();
    }

    /** Throws what the job failed with, if it did. */
    private boolean isAlive() throws Exception {
      if (end.isDone()) {
        end.get();
      }
      return true;
    }

    /** The savepoint that it is stopped with. */
    String stopAfter(int alerts) throws Exception {
      await().atMost(Duration.ofMinutes(3)).until(() -> ids.size() >= alerts);
      return job.stopWithSavepoint(
              false, folder.resolve("savepoint").toUri().toString(), SavepointFormatType.CANONICAL)
          .get();
    }
  }
}
