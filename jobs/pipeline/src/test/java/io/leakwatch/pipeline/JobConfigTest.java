package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobConfigTest {

  @TempDir private Path folder;

  private JobConfig read(String yaml) throws IOException {
    return JobConfig.read(Files.writeString(folder.resolve("leakwatch.yaml"), yaml));
  }

  @Test
  void nestedAndDottedKeysMeanTheSame() throws IOException {
    JobConfig nested =
        read(
            """
            time:
              max-ahead: 2m
              lateness: 1h
            kafka:
              topics:
                alerts: found
              properties:
                security.protocol: SSL
            detectors:
              credential-stuffing:
                mode: shadow
            """);
    JobConfig dotted =
        read(
            """
            time.max-ahead: 2m
            time.lateness: 1h
            kafka.topics.alerts: found
            kafka.properties.security.protocol: SSL
            detectors.credential-stuffing.mode: shadow
            """);

    for (JobConfig config : new JobConfig[] {nested, dotted}) {
      assertThat(config.job().maxAhead()).isEqualTo(Duration.ofMinutes(2));
      assertThat(config.job().lateness()).isEqualTo(Duration.ofHours(1));
      assertThat(config.kafka().get(KafkaOptions.ALERTS_TOPIC)).isEqualTo("found");
      assertThat(config.kafka().properties()).containsEntry("security.protocol", "SSL");
      assertThat(config.job().armed())
          .filteredOn(Armed::isShadow)
          .extracting(armed -> armed.type().id())
          .containsExactly("credential-stuffing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# all is commented out\n", "---\n", "time:\n"})
  void whatSaysNothingIsTheDefaults(String yaml) throws IOException {
    JobConfig config = read(yaml);

    assertThat(config.job().lateness()).isEqualTo(JobConfig.defaults().job().lateness());
    assertThat(config.job().armed()).hasSameSizeAs(Detectors.ALL);
  }

  @Test
  void everyFaultIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    time:
                      latenes: 5m
                      max-ahead: soon
                      disorder: 2h
                    duplicates.remembered: lots
                    detectors:
                      credential-stuffing:
                        min-accounts: 1
                        mode: loud
                        colour: red
                      credential-stufing.mode: shadow
                    """))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining("time.latenes: unknown key; known are accounts.any-case, ")
        .hasMessageContaining("time.max-ahead: 'soon' is not a duration; write 250ms, 90s, 5m")
        .hasMessageContaining("time.disorder: 2h is out of range; it must be 0h to 1h")
        .hasMessageContaining("duplicates.remembered: 'lots' is not a whole number")
        .hasMessageContaining(
            "detectors.credential-stuffing.min-accounts: 1 is out of range; it must be 3 to 100000")
        .hasMessageContaining("detectors.credential-stuffing.mode: 'loud' is not ")
        .hasMessageContaining("detectors.credential-stuffing.colour: unknown key; known are ")
        .hasMessageContaining("detectors.credential-stufing.mode: no such detector; there are ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- b\n", "just words", "42"})
  void whatIsNoMapIsRefused(String yaml) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining("is not a map of keys to values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: b: c", "\t- x: {", "a: \u0001", "a: 1\na: 2\n"})
  void whatIsNoYamlIsRefused(String yaml) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining("is not YAML: ");
  }

  @Test
  void partitionsMayNotDriftFurtherApartThanStragglersAreCounted() throws IOException {
    String kafka = "kafka.bootstrap-servers: localhost:9092\n";
    Path file = Files.writeString(folder.resolve("leakwatch.yaml"), kafka + "time.max-drift: 1d\n");
    assertThatThrownBy(() -> JobConfig.readForKafka(file))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining("time.max-drift: ")
        .hasMessageContaining("is more than time.lateness, 10 min; ")
        .hasMessageContaining("set it to 10 min or less");

    Files.writeString(file, kafka + "time: {max-drift: 10m, lateness: 10m}\n");
    assertThat(JobConfig.readForKafka(file).job().maxDrift()).isEqualTo(Duration.ofMinutes(10));
    Files.writeString(file, kafka + "time.lateness: 1m\n");
    assertThat(JobConfig.readForKafka(file).job().maxDrift()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aJobOnKafkaHasToBeToldWhere() throws IOException {
    Path file = Files.writeString(folder.resolve("leakwatch.yaml"), "time.lateness: 1m\n");

    assertThatThrownBy(() -> JobConfig.readForKafka(file))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining("kafka.bootstrap-servers: missing; give host:port of some brokers");
  }

  private JobConfig readForKafka(String yaml) throws IOException {
    return JobConfig.readForKafka(
        Files.writeString(
            folder.resolve("leakwatch.yaml"), "kafka.bootstrap-servers: 'localhost:1'\n" + yaml));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "checkpoints.interval: 6m",
        "checkpoints: {interval: 10m, timeout: 1m}",
        "checkpoints.timeout: 330s",
        "checkpoints.interval: 1h\nkafka.properties.transaction.timeout.ms: 4080000",
        "checkpoints.interval: 1h\nalerts.delivery: at-least-once"
      })
  void aTransactionThatOutlastsWhatMayBefallItIsTaken(String yaml) throws IOException {
    JobConfig config = readForKafka(yaml);

    assertThat(config.kafka().get(KafkaOptions.BOOTSTRAP_SERVERS)).isEqualTo("localhost:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "checkpoints.interval: 1h | 1 h 8 min | 14 min | 4080000",
        "checkpoints.interval: 361s | 14 min 1 s | 14 min | 841000",
        "checkpoints.timeout: 331s | 14 min 2 s | 14 min | 842000",
        "kafka.properties.transaction.timeout.ms: 779999 | 13 min | 12 min 59 s | 780000"
      })
  void aTransactionThatKafkaWouldGiveUpTooEarlyIsRefused(
      String yaml, String needed, String given, String neededMillis) {
    assertThatThrownBy(() -> readForKafka(yaml + "\ntime.latenes: 1m"))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining("time.latenes: unknown key")
        .hasMessageContaining(
            "alerts.delivery: exactly-once needs transactions of up to "
                + needed
                + " with these checkpoints")
        .hasMessageContaining("but Kafka aborts them after " + given + "; ")
        .hasMessageContaining(
            "kafka.properties.transaction.timeout.ms to " + neededMillis + " or more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"14m", "0", "-1", "2147483648", "''", "1.5"})
  void aTransactionTimeoutThatIsNoNumberOfMillisecondsIsRefused(String timeout) {
    assertThatThrownBy(() -> readForKafka("kafka.properties.transaction.timeout.ms: " + timeout))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining(
            "kafka.properties.transaction.timeout.ms: '%s' is not a whole number of milliseconds"
                .formatted(timeout.replace("'", "")));
  }

  @Test
  void transactionsAreOfNoConcernWithoutKafka() throws IOException {
    assertThat(read("checkpoints.interval: 1h").runtime()).isNotNull();
  }

  @Test
  void checkpointsAreAsTheTransactionsWereReckonedWith() throws IOException {
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofHours(2));
    cluster.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 5);
    cluster.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofHours(2));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, cluster);

    read("checkpoints: {interval: 7s, timeout: 70s}").runtime().apply(env);

    CheckpointConfig checkpoints = env.getCheckpointConfig();
    assertThat(checkpoints.getCheckpointInterval()).isEqualTo(7_000);
    assertThat(checkpoints.getCheckpointTimeout()).isEqualTo(70_000);
    assertThat(checkpoints.getTolerableCheckpointFailureNumber()).isEqualTo(Integer.MAX_VALUE);
    assertThat(checkpoints.getMinPauseBetweenCheckpoints()).isZero();
  }

  @Test
  void whatIsNoSchemaOfAWriterIsRefusedByItsName() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path blank = Files.createFile(folder.resolve("blank.avsc"));
    Path list = Files.writeString(folder.resolve("list.avsc"), "[]");
    Files.writeString(empty.resolve("notes.txt"), "no schema");
    Path file = folder.resolve("leakwatch.yaml");

    for (Path place : List.of(empty, blank, list, folder.resolve("gone.avsc"))) {
      Files.writeString(file, "kafka.writer-schemas: ['" + place + "']\n");
      assertThatThrownBy(() -> JobConfig.readForKafka(file))
          .isInstanceOf(ConfigurationFault.class)
          .hasMessageContaining("kafka.writer-schemas: ")
          .hasMessageContaining(place.toString());
    }
  }

  @Test
  void aDetectorThatIsNotEnabledIsLeftOut() throws IOException {
    JobConfig config = read("detectors.mass-scraping.enabled: false");

    assertThat(config.job().armed())
        .extracting(armed -> armed.type().id())
        .doesNotContain("mass-scraping")
        .hasSize(Detectors.ALL.size() - 1);
  }
}
