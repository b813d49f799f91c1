package io.leakwatch.console.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leakwatch.console.Called;
import io.leakwatch.pipeline.ConfigurationFault;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file for the job and the console. */
class ConsoleConfigTest {

  private static final String KAFKA = "kafka.bootstrap-servers: localhost:9092\n";
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("leakwatch.yaml"), text);
  }

  private List<String> faults(String text) throws IOException {
    Path file = file(text);
    return catchThrowableOfType(ConfigurationFault.class, () -> ConsoleConfig.read(file)).faults();
  }

  @Test
  void theJobLeavesTheConsolesSectionAlone() throws IOException {
    Path file =
        file(KAFKA + "console:\n  port: none\n  users-file: ${NOT_SET_WHERE_THE_JOB_RUNS}\n");

    assertThat(JobConfig.readForKafka(file).kafka().get(KafkaOptions.BOOTSTRAP_SERVERS))
        .isEqualTo("localhost:9092");
    assertThat(JobConfig.read(file("console:\n"))).isNotNull();
    assertThat(
            catchThrowableOfType(
                    ConfigurationFault.class, () -> JobConfig.read(file("consol.port: 1\n")))
                .getMessage())
        .contains("consol.port: unknown key");
  }

  @Test
  void aSectionIsReadWithItsWebhooksAndSecrets() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef01234567\n");
    ConsoleConfig read =
        ConsoleConfig.read(
            file(
                KAFKA
                    + """
                    console:
                      port: 9999
                      session-length: 8h
                      metrics: ["http://127.0.0.1:9249/metrics"]
                      webhooks:
                        night:
                          url: https://chat.example.org/hooks/1
                          format: slack
                        siem.url: https://siem.example.org/leakwatch
                        siem.secret: ${file:%s}
                        siem.detectors: [mass-scraping]
                    """
                        .formatted(secret)));

    assertThat(read.console().get(ConsoleOptions.PORT)).isEqualTo(9999);
    assertThat(read.console().get(ConsoleOptions.SESSION_LENGTH)).isEqualTo(Duration.ofHours(8));
    assertThat(read.console().webhooks())
        .extracting(WebhookRule::name)
        .containsExactly("night", "siem");
    assertThat(read.console().webhooks().get(1).get(WebhookOptions.SECRET))
        .isEqualTo("0123456789abcdef01234567");
    assertThat(ConsoleConfig.read(file(KAFKA + "console:\n  webhooks: {}\n")).console().webhooks())
        .isEmpty();
  }

  @Test
  void faultsOfTheJobAndOfTheConsoleAreListedTogether() throws IOException {
    assertThat(
            faults(
                """
                time.lateness: soon
                console:
                  port: 70000
                  prot: 80
                  default-role: chief
                  webhooks:
                    Night: {url: "ftp://x", secret: short, detectors: [mass-scrapping]}
                    day: {format: slack, severity: bad}
                """))
        .hasSize(11)
        .anyMatch(fault -> fault.contains("kafka.bootstrap-servers: missing"))
        .anyMatch(fault -> fault.contains("time.lateness: 'soon'"))
        .anyMatch(fault -> fault.contains("console.port: 70000 is out of range"))
        .anyMatch(fault -> fault.contains("console.prot: unknown key"))
        .anyMatch(fault -> fault.contains("console.default-role: 'chief' is not one of"))
        .anyMatch(fault -> fault.contains("console.webhooks.Night: no name of a webhook"))
        .anyMatch(fault -> fault.contains("console.webhooks.Night.url: no http or https URL"))
        .anyMatch(fault -> fault.contains("console.webhooks.Night.secret: has 5 characters"))
        .anyMatch(fault -> fault.contains("no detector mass-scrapping"))
        .anyMatch(fault -> fault.contains("console.webhooks.day.url: missing"))
        .anyMatch(fault -> fault.contains("console.webhooks.day.severity: 'bad' is not one of"));
  }

  @Test
  void whatDoesNotGoTogetherIsSaid() throws IOException {
    assertThat(faults(KAFKA + "console: {host: 0.0.0.0}\n"))
        .singleElement()
        .asString()
        .contains("people must sign in");
    assertThat(
            faults(
                KAFKA
                    + """
                    console:
                      trusted-proxies: [10.0.0.0/40]
                      tls.key: x.key
                      role-header: X-Role
                      metrics: [taskmanager:9249]
                      public-url: "https://admin:secret@x"
                    """))
        .hasSize(6)
        .noneMatch(fault -> fault.contains("secret"));
  }

  @Test
  void theCommandEndsWithTwoForFaultsAndSaysThem() throws IOException {
    Called wrong =
        Called.of("console", "--config", file(KAFKA + "console: {host: 0.0.0.0, x: 1}\n"));
    Called none = Called.of("console");

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("leakwatch.yaml", "console.x: unknown key");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("Missing required option: '--config=FILE'");
  }
}
