package io.leakwatch.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real logs, from import to alerts. */
final class RealLogsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void sshdLogRaisesCredentialStuffingForThoseWhoTriedAListOnce() throws Exception {
    Path log = SharedData.file("sshd-auth.log");
    Path events = folder.resolve("login.jsonl");

    CommandRun imported =
        CommandRun.of("import", "--format", "sshd", "--year", 2014, log, "--output", events);
    assertThat(imported.status()).as(imported.err()).isZero();

    assertThat(subjectsOf("credential-stuffing", replay(events)))
        .contains("198.143.167.2", "218.26.11.118", "180.210.234.87", "221.208.245.210")
        .doesNotContain("124.205.250.51", "218.75.153.170", "187.12.249.74");
  }

  @Test
  void webLogRaisesNothing() throws Exception {
    Path log = SharedData.file("web-access.log");
    Path events = folder.resolve("api.jsonl");

    CommandRun imported = CommandRun.of("import", "--format", "combined", log, "--output", events);
    assertThat(imported.status()).as(imported.err()).isZero();

    assertThat(replay(events)).isEmpty();
  }

  private List<JsonNode> replay(Path events) throws IOException {
    Path run = folder.resolve("run");
    CommandRun replayed = CommandRun.of("replay", events, "--output", run);
    assertThat(replayed.status()).as(replayed.err()).isZero();
    List<JsonNode> alerts = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("alerts.jsonl"))) {
      alerts.add(JSON.readTree(line));
    }
    return alerts;
  }

  private static List<String> subjectsOf(String detector, List<JsonNode> alerts) {
    return alerts.stream()
        .filter(alert -> alert.get("detector_id").asText().equals(detector))
        .map(alert -> alert.get("subject").get("id").asText())
        .toList();
  }
}
