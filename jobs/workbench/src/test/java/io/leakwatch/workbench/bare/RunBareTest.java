package io.leakwatch.workbench.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.local.CommandFault;
import io.leakwatch.workbench.Leakwatch;
import io.leakwatch.workbench.cluster.JobJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker/compose.yaml} says, run without containers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the topics are made by a shell script")
class RunBareTest {

  private static final Path ROOT =
      Path.of(System.getProperty("leakwatch.root", "../..")).toAbsolutePath().normalize();
  private static final Duration TO_ALERT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void theComposeFileRaisesAlerts() throws Exception {
    List<String> said = new ArrayList<>();
    String address;
    try (BareRun run = run(said::add)) {
      run.start();
      String kafka = run.address("kafka", 29092);

      int status =
          Leakwatch.commandLine()
              .execute("generate", "--kafka", kafka, "--events", "20k", "--duration", "8h");

      assertThat(status).isZero();
      assertThat(alert(kafka)).contains("\"alert_id\"", "\"detector_id\"");
      assertThat(said).contains("topics is done", "taskmanager is up");
      assertThat(run.revive()).as("ended by itself").isEmpty();
      address = run.address("kafka", 9092);
    }
    try (BareRun again = run(said::add)) {
      assertThat(again.address("kafka", 9092))
          .as("where a job that goes on looks for its brokers")
          .isEqualTo(address);
    }
  }

  private BareRun run(Consumer<String> words) throws IOException {
    return new BareRun(
        ROOT.resolve("docker/compose.yaml"), folder, JobJar.current(), Set.of(), true, words);
  }

  /** One alert, as the compose file's users read it. */
  private static String alert(String bootstrapServers) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "test",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("alerts"));
      long until = System.nanoTime() + TO_ALERT.toNanos();
      while (System.nanoTime() < until) {
        for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofSeconds(1))) {
          return each.value();
        }
      }
      return "none within " + TO_ALERT.toSeconds() + " s";
    }
  }

  @Test
  void whatMeansNothingWithoutContainersIsRefused() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("compose.yaml"),
            """
            services:
              kafka:
                image: apache/kafka:4.2.1
                network_mode: host
            """);

    assertThatThrownBy(() -> new BareRun(file, folder, folder, Set.of(), true, words -> {}))
        .isInstanceOf(CommandFault.class)
        .hasMessage("kafka: 'network_mode' means nothing without containers");
  }
}
