package io.leakwatch.workbench.reveal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevealCommandTest {

  private static final String ADDRESS = "203.0.113.7";

  @TempDir private Path folder;

  private Path replayed(String name, String config) throws IOException {
    Path run = folder.resolve(name);
    Path file = Files.writeString(folder.resolve(name + ".yaml"), config);
    CommandRun replay =
        CommandRun.of("replay", folder.resolve("login.jsonl"), "--config", file, "--output", run);
    assertThat(replay.status()).as(replay.err()).isZero();
    return run;
  }

  @Test
  void whoHoldsTheKeyReadsTheAlertsAsTheyWouldHaveBeen() throws IOException {
    Files.writeString(
        folder.resolve("login.jsonl"),
        IntStream.range(0, 16)
                .mapToObj(
                    i ->
                        ("{\"event_id\":\"e%d\",\"occurred_at\":\"2026-03-02T12:00:%02dZ\","
                                + "\"action\":\"LOGIN\",\"outcome\":\"FAILURE\",\"ip\":\"%s\","
                                + "\"account_id\":\"Victim%d@example.org\"}\n")
                            .formatted(i, i, ADDRESS, i))
                .collect(Collectors.joining())
            + "{\"event_id\":\"e99\",\"account_id\":\"victim99\",\"ip\":\"nowhere\"}\n");
    Path key = Files.writeString(folder.resolve("key"), "k".repeat(32));

    Path named = replayed("named", "");
    Path hidden = replayed("hidden", "pseudonymize: {key-file: " + key + "}\n");

    for (String file : new String[] {"alerts.jsonl", "dead-letters.jsonl", "summary.json"}) {
      assertThat(Files.readString(hidden.resolve(file), StandardCharsets.UTF_8))
          .doesNotContainIgnoringCase("victim", ADDRESS, "nowhere");
    }
    CommandRun revealed = CommandRun.of("reveal", "--key-file", key, "--alerts", hidden);
    assertThat(revealed.status()).as(revealed.err()).isZero();
    assertThat(withoutId(revealed.out()))
        .isEqualTo(withoutId(Files.readString(named.resolve("alerts.jsonl"))));
  }

  /** An alert's id is made of its subject, and so another one. */
  private static String withoutId(String alerts) {
    assertThat(alerts).contains("victim5@example.org", ADDRESS);
    return alerts.replaceAll("\"alert_id\":\\s*\"[^\"]*\"", "").replaceAll("\\s", "");
  }

  @Test
  void whatIsNoPseudonymOfThisKeyIsAFault() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "k".repeat(32));

    CommandRun run = CommandRun.of("reveal", "--key-file", key, "id-aaaa-aaaaaaaaaaaaaaaaaaaa");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("is no pseudonym of this key, whose pseudonyms begin with id-");
    assertThat(CommandRun.of("reveal", "--key-file", key).status()).isEqualTo(2);
    assertThat(CommandRun.of("reveal", "--key-file", folder.resolve("no"), "x").err())
        .contains("is not there; make one with");
  }
}
