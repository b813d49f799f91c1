package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of logins, to be replayed. */
abstract class ReplayedLogins {

  static {
    TrustedSchemas.trust(); // a builder fills in defaults through Avro's own reader
  }

  static final ObjectMapper JSON = new ObjectMapper();
  static final long T = Instant.parse("2026-08-01T00:00:00Z").toEpochMilli();
  static final int EVENTS = 50;

  @TempDir Path folder;

  Path events;
  Path run;

  @BeforeEach
  void makeFolder() throws IOException {
    events = Files.createDirectory(folder.resolve("events"));
    run = folder.resolve("run");
  }

  static LoginEvent login(int number, long at) {
    return LoginEvent.newBuilder()
        .setEventId("e" + number)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.SUCCESS)
        .setAccountId("account-" + number)
        .build();
  }

  /** A file of logins a second apart, in the unit that milliseconds are turned into. */
  Path write(String name, LongUnaryOperator unit) {
    Path file = events.resolve(name);
    try (EventFileWriter writer = EventFileWriter.create(file, EventKind.LOGIN)) {
      for (int i = 0; i < EVENTS; i++) {
        writer.append(login(i, unit.applyAsLong(T + i * 1_000L)));
      }
    }
    return file;
  }

  CommandRun replay(Object... more) {
    List<Object> args = new ArrayList<>(List.of("replay", events, "--output", run));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray());
  }

  JsonNode summary() throws IOException {
    return JSON.readTree(run.resolve("summary.json").toFile());
  }

  void assertCounted(int evaluated, int deadLettered) throws IOException {
    assertThat(summary().path("received").asInt()).isEqualTo(evaluated + deadLettered);
    assertThat(summary().path("evaluated").asInt()).isEqualTo(evaluated);
    assertThat(summary().path("dead_lettered").asInt()).isEqualTo(deadLettered);
    assertThat(details()).hasSize(deadLettered);
  }

  List<String> details() throws IOException {
    return Files.readAllLines(run.resolve("dead-letters.jsonl")).stream()
        .map(ReplayedLogins::detail)
        .toList();
  }

  static String detail(String line) {
    try {
      return JSON.readTree(line).path("detail").asText();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
