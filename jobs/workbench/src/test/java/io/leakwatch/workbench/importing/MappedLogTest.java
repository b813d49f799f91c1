package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedLogTest {

  private static final String JSON =
      """
      event: login-events
      only: {/type: signin}
      fields:
        event_id: place
        occurred_at: {from: /at, time: s}
        account_id: /user/name
        action: {constant: LOGIN}
        outcome: {from: /ok, values: {true: SUCCESS, false: FAILURE}}
      """;

  private static final String CSV =
      """
      event: login-events
      fields:
        event_id: content
        occurred_at: {from: /Time, time: "dd.MM.yyyy HH:mm:ss", zone: Europe/Berlin}
        account_id: /User name
        ip: /IP
        user_agent: /Agent
        action: {from: /What, values: {in: LOGIN, out: LOGOUT}}
        outcome: {from: /Result, values: {ok: SUCCESS}, otherwise: FAILURE, default: FAILURE}
      """;

  @TempDir private Path folder;

  private Imported imported(String format, String mapping, String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("mapping.yaml"), mapping);
    return Imported.of(
        folder,
        List.of("--format", format, "--mapping", file.toString()),
        "login.jsonl",
        String.join("\n", lines) + "\n");
  }

  @Test
  void jsonLinesOfAnotherProgramBecomeEvents() throws IOException {
    Imported imported =
        imported(
            "json",
            JSON,
            "{\"type\": \"signin\", \"at\": 1772452800, \"user\": {\"name\": \"ada\"}, \"ok\": false}",
            "{\"type\": \"profile\"}",
            "{\"type\": \"signin\", \"at\": 1772452800, \"user\": {\"name\": \"b\"}, \"ok\": \"y\"}",
            "{\"type\": \"signin\", \"at\": 1, \"user\": {\"name\": \"b\"}, \"ok\": true}",
            "{\"type\":",
            "");

    assertThat(imported.run().status()).isZero();
    assertThat(imported.run().out())
        .startsWith("6 lines: 1 events in ")
        .endsWith(", 2 lines skipped, 3 unreadable\n");
    Path log = folder.resolve("some.log");
    assertThat(imported.run().err().lines().toList())
        .hasSize(3)
        .contains(log + ":3: outcome: found 'y', which is none of the mapping's values")
        .anyMatch(line -> line.startsWith(log + ":4: occurred_at is 1000"))
        .anyMatch(line -> line.startsWith(log + ":5: not JSON at column "));
    assertThat(imported.events())
        .singleElement()
        .isInstanceOfSatisfying(
            LoginEvent.class,
            login -> {
              assertThat(login.getAccountId()).isEqualTo("ada");
              assertThat(login.getOutcome()).isEqualTo(LoginOutcome.FAILURE);
              assertThat(login.getOccurredAt()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
              assertThat(login.getEventId()).startsWith("json-");
            });
  }

  @Test
  void rowsOfATableBecomeEvents() throws IOException {
    Imported imported =
        imported(
            "csv",
            CSV,
            "Time;User name;IP;Agent;What;Result;Notes\r",
            "02.03.2026 13:00:00;ada;192.0.2.1;\"Mozilla; \"\"x\"\"\nsecond line\";in;ok;\r",
            "02.03.2026 13:00:01;bob;;;out",
            "02.03.2026 13:00:02;eve;;;in;;;one too many",
            "02.03.2026 13:00:03;mal;;;dance;ok");

    assertThat(imported.run().out())
        .startsWith("6 lines: 2 events in ")
        .endsWith(", 1 lines skipped, 2 unreadable\n");
    assertThat(imported.run().err())
        .contains(":5: 8 cells, but only 7 columns have names")
        .contains(":6: action: found 'dance', which is none of the mapping's values");
    assertThat(imported.events()).hasSize(2);
    LoginEvent first = (LoginEvent) imported.events().get(0);
    assertThat(first.getUserAgent()).isEqualTo("Mozilla; \"x\"\nsecond line");
    assertThat(first.getIp()).isEqualTo("192.0.2.1");
    assertThat(first.getOccurredAt()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
    LoginEvent second = (LoginEvent) imported.events().get(1);
    assertThat(second.getIp()).isNull();
    assertThat(second.getAction()).isEqualTo(LoginAction.LOGOUT);
    assertThat(second.getOutcome()).isEqualTo(LoginOutcome.FAILURE);
  }

  @Test
  void namesThatAreNoUtf8StayApart() throws IOException {
    Path mapping = Files.writeString(folder.resolve("m.yaml"), CSV);
    Path log = folder.resolve("some.csv");
    Files.write(
        log,
        "Time,User name,What\n02.03.2026 13:00:00,J\u00FCrgen,in\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    Path out = folder.resolve("login.jsonl");

    CommandRun run =
        CommandRun.of("import", "--format", "csv", "--mapping", mapping, log, "--output", out);

    assertThat(run.status()).isZero();
    assertThat(((LoginEvent) Imported.read(out).get(0)).getAccountId()).isEqualTo("J\\xFCrgen");
  }

  @Test
  void aMappingIsNeededAndAllItsFaultsAreListed() throws IOException {
    Imported without = Imported.of(folder, List.of("--format", "json"), "login.jsonl", "{}\n");
    assertThat(without.run().status()).isEqualTo(2);
    assertThat(without.run().err())
        .contains("--format json needs --mapping FILE; docs/formats.md shows one");

    Imported faulty =
        imported("json", JSON.replace("account_id", "user").replace("/at", "at"), "{}");
    assertThat(faulty.run().status()).isEqualTo(2);
    assertThat(faulty.run().err())
        .contains("mapping.yaml has faults:")
        .contains("fields.user: login-events has no such field")
        .contains("fields.occurred_at: 'at' is no place in a record")
        .contains("fields.account_id: missing");

    Imported useless = imported("sshd", JSON, "x");
    assertThat(useless.run().err()).contains("--mapping has no effect on --format sshd");
  }
}
