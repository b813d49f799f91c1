package io.leakwatch.workbench;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
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
  void sshdLogRaisesEveryAddressThatTriedManyNamesAndNoneThatTriedTwo() throws Exception {
    Path log = SharedData.file("sshd-auth.log");
    Path events = folder.resolve("login.jsonl");
    CommandRun imported =
        CommandRun.of("import", "--format", "sshd", "--year", 2014, log, "--output", events);
    assertThat(imported.status()).as(imported.err()).isZero();

    Map<String, Set<String>> names = namesByAddress(events);
    Set<String> raised = addressesOf(replay(events));

    assertThat(raised)
        .contains("173.192.158.3", "220.99.93.50")
        .containsAll(with(names, tried -> tried >= 15))
        .doesNotContainAnyElementsOf(with(names, tried -> tried < 3));
  }

  private static Map<String, Set<String>> namesByAddress(Path events) throws IOException {
    Map<String, Set<String>> names = new HashMap<>();
    for (String line : Files.readAllLines(events)) {
      JsonNode event = JSON.readTree(line);
      names
          .computeIfAbsent(event.get("ip").asText(), ip -> new HashSet<>())
          .add(event.get("account_id").asText());
    }
    return names;
  }

  private static Set<String> with(Map<String, Set<String>> names, IntPredicate tried) {
    return names.entrySet().stream()
        .filter(entry -> tried.test(entry.getValue().size()))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private static Set<String> addressesOf(List<JsonNode> alerts) {
    return alerts.stream()
        .map(alert -> alert.get("subject"))
        .filter(subject -> subject.get("type").asText().equals("ADDRESS"))
        .map(subject -> subject.get("id").asText())
        .collect(toSet());
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
