package io.leakwatch.workbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  @TempDir private Path folder;

  @Test
  void allFaultsOfTheConfigurationAreToldAtOnce() throws IOException {
    Path config =
        config(
            """
            kafka:
              topics: {login-events: "", api-events: "", dm-metadata-events: ""}
              writer-schemas: [nowhere.avsc]
            time.lateness: soon
            detectors.mass-scraping.min-target: 5
            """);

    CommandRun run = CommandRun.of("run", "--config", config);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("kafka.bootstrap-servers: missing; give host:port of some brokers")
        .contains("kafka.topics: all three topics of events are empty")
        .contains("kafka.writer-schemas: cannot read nowhere.avsc")
        .contains("time.lateness: ")
        .contains("detectors.mass-scraping.min-target: unknown key");
  }

  @Test
  void twoStreamsInOneTopicAreRefused() throws IOException {
    Path config =
        config(
            """
            kafka.bootstrap-servers: 127.0.0.1:1
            kafka.topics.dead-letters: alerts
            """);

    CommandRun run = CommandRun.of("run", "--config", config);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("kafka.topics.dead-letters: alerts is already the topic of another key");
  }

  @Test
  void withoutAConfigurationItIsAWrongCall() {
    CommandRun run = CommandRun.of("run");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required option: '--config=FILE'");
  }

  @Test
  void aMissingFileIsOneClearLine() {
    CommandRun run = CommandRun.of("run", "--config", folder.resolve("none.yaml"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .hasLineCount(1)
        .contains("no configuration file " + folder.resolve("none.yaml") + "; check --config");
  }

  @Test
  void brokersThatDoNotAnswerAreOneClearLine() throws IOException {
    // Port 1 needs a privilege that no broker has.
    Path config = config("kafka.bootstrap-servers: 127.0.0.1:1");

    CommandRun run = CommandRun.of("run", "--config", config);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .hasLineCount(1)
        .startsWith("leakwatch: no Kafka broker answers at 127.0.0.1:1");
  }

  @Test
  void missingTopicsAreOneClearLine() throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("login-events", 1, Map.of());
      kafka.createTopic("alerts", 1, Map.of());
      Path config =
          config(
              """
              kafka.bootstrap-servers: %s
              kafka.topics.dm-metadata-events: ""
              """
                  .formatted(kafka.bootstrapServers()));

      CommandRun run = CommandRun.of("run", "--config", config);

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err())
          .isEqualToIgnoringNewLines(
              ("leakwatch: no topic api-events, dead-letters at %s; create what is missing, set"
                      + " other names under kafka.topics, or have them made with"
                      + " kafka.create-topics: true")
                  .formatted(kafka.bootstrapServers()));
    }
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("leakwatch.yaml"), yaml);
  }
}
