package io.leakwatch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.workbench.docs.GeneratedPages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All parts together, with and without a Kafka. */
class ConsoleTest {

  private static final ConsoleSettings ANY_PORT =
      ConsoleSettings.defaults().with(ConsoleOptions.PORT, 0);
  @TempDir private Path folder;

  @Test
  void withoutKafkaItStartsAndSaysSo() {
    try (Console console = Console.start(KafkaOptions.of("127.0.0.1:1"), ANY_PORT, folder)) {
      Browser browser = new Browser(console.uri());

      assertThat(browser.get("/").statusCode()).isEqualTo(200);
      assertThat(Browser.json(browser.get("/api/me")).path("connected").asBoolean()).isFalse();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(health(browser).path("kafka").path("error").asText())
                      .contains("127.0.0.1:1"));
      JsonNode health = health(browser);
      assertThat(health.path("kafka").path("connected").asBoolean()).isFalse();
      assertThat(health.path("job").path("reachable").asBoolean()).isFalse();
      assertThat(health.path("job").path("figures").isNull()).isTrue();
      assertThat(health.path("handover").isArray()).isTrue();
      assertThat(health.path("folder").asText()).isEqualTo(folder.toString());
      assertThat(browser.get("/api/alerts").statusCode()).isEqualTo(200);
    }
  }

  private static JsonNode health(Browser browser) {
    return Browser.json(browser.get("/api/health"));
  }

  @Test
  void withKafkaItIsConnectedAndEndsCleanly() {
    try (EmbeddedKafka broker = EmbeddedKafka.start()) {
      broker.createTopic(KafkaOptions.ALERTS_TOPIC.defaultValue(), 1, Map.of());
      KafkaOptions kafka = KafkaOptions.of(broker.bootstrapServers());
      for (int start = 0; start < 2; start++) {
        try (Console console = Console.start(kafka, ANY_PORT, folder)) {
          Browser browser = new Browser(console.uri());
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> Browser.json(browser.get("/api/me")).path("connected").asBoolean());
        }
      }
    }
  }

  @Test
  void whatCannotStartLeavesNothingOpen() {
    ConsoleSettings open = ANY_PORT.with(ConsoleOptions.HOST, "0.0.0.0");
    KafkaOptions nobody = KafkaOptions.of("127.0.0.1:1");

    assertThatThrownBy(() -> Console.start(nobody, open, folder))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("people must sign in");
    Console.start(nobody, ANY_PORT, folder).close();
  }

  @Test
  void thePageOfOptionsIsUpToDate() throws Exception {
    Path root = Path.of(System.getProperty("leakwatch.root", "../.."));
    GeneratedPages.Page page = new ConsoleCommand().pages().get(0);

    assertThat(Files.readString(root.resolve(page.file())))
        .as("stale; run ./leakwatch docs")
        .isEqualTo(page.text());
  }

  @Test
  void theHelpNamesTheConsole() {
    assertThat(Called.of("--help").out()).contains("console");
    assertThat(Called.of("console", "--help").out()).contains("--port", "user");
    assertThat(Called.of("console", "user").status()).isEqualTo(2);
  }
}
