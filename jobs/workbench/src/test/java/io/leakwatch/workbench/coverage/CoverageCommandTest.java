package io.leakwatch.workbench.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {

  private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:07Z");

  @TempDir private Path folder;

  private void write(String name, int events, String template) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      lines.add(
          template
              .replace("{n}", String.valueOf(i))
              .replace("{at}", BEGIN.plusSeconds(i * 7L).toString()));
    }
    Files.write(folder.resolve(name), lines);
  }

  private void writeLogins(int events) throws IOException {
    write(
        "login.jsonl",
        events,
        "{\"event_id\":\"l{n}\",\"occurred_at\":\"{at}\",\"action\":\"TOKEN_REFRESH\","
            + "\"outcome\":\"SUCCESS\",\"account_id\":\"a{n}\",\"session_id\":\"s{n}\"}");
  }

  private void writeCalls(int events) throws IOException {
    write(
        "api.jsonl",
        events,
        "{\"event_id\":\"c{n}\",\"occurred_at\":\"{at}\",\"http_method\":\"GET\",\"endpoint\":\"/x\","
            + "\"operation\":\"READ\",\"resource\":\"PROFILE\",\"status\":200,\"target_id\":\"t{n}\","
            + "\"ip\":\"10.0.0.7\",\"account_id\":\"a{n}\",\"records\":1}");
  }

  private void writePhoneCalls(int events, String more) throws IOException {
    write(
        "dm.jsonl",
        events,
        "{\"event_id\":\"d{n}\",\"occurred_at\":\"{at}\",\"kind\":\"CALL_ENDED\","
            + "\"actor_id\":\"a{n}\",\"peer_id\":\"p{n}\",\"call_route\":\"RELAYED\""
            + more
            + "}");
  }

  private CommandRun coverage(Object... more) {
    List<Object> args = new ArrayList<>(List.of("coverage", folder));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray());
  }

  @Test
  void eachDetectorHasItsLine() throws IOException {
    writeLogins(50);
    writeCalls(1_200);

    CommandRun run = coverage();

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .contains(
            "50 login events, 1,200 API calls, 0 message events",
            "session-hijack: half blind: 0 of 1,200 API calls carry a session",
            "    A stolen session that is used for API calls stays unseen. To mend it, fill session_id"
                + " in api-events.",
            "spam-calls: blind: there are no message events",
            "scheduled-export: blind: 0 of 1,200 API calls carry a client",
            "api-events.session_id                          0  1,200    0.0 %");
  }

  @Test
  void noLineIsLongerThanTheTerminalIsWide() throws IOException {
    writeLogins(50);
    writeCalls(1_200);

    assertThat(coverage("--width", 80).out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void valuesThatMeanSomethingElseAreNamed() throws IOException {
    writeCalls(1_200);
    writePhoneCalls(200, ",\"answered\":false,\"duration_ms\":0");

    CommandRun run = coverage("--width", 200);

    assertThat(run.out().lines().dropWhile(line -> !line.startsWith("Values")))
        .containsExactly(
            "Values to look into:",
            "  api-events.ip: 10.0.0.7 in 100 % of 1,200 API calls; if that is a proxy's, log the"
                + " address that the proxy was asked by",
            "  status is always 200 in 1,200 of 1,200 events; log the status that the caller got,"
                + " refusals too",
            "  known_contact of calls is never false in 200 of 200 events; true is its default: log"
                + " whether the peer has the caller among its contacts",
            "  answered is never true in 200 of 200 events; log it when a call is answered, or when"
                + " it is over",
            "  duration_ms is always 0 in 200 of 200 events; log how long calls last, or leave it"
                + " empty");
  }

  @Test
  void timesThatAreLaterThanTheirFileAreNamed() throws IOException {
    writeLogins(50);
    Files.setLastModifiedTime(
        folder.resolve("login.jsonl"), FileTime.from(BEGIN.minusSeconds(7200)));

    assertThat(coverage("--width", 300).out())
        .contains(
            "login.jsonl: 50 of 50 events are later than the file itself, by up to 2 h 5 min; is it"
                + " local time that is called UTC?");
  }

  @Test
  void programsReadTheSameAsJson() throws IOException {
    writeLogins(50);
    writeCalls(1_200);

    JsonNode all = new ObjectMapper().readTree(coverage("--json").out());

    assertThat(all.at("/events/api-events").asInt()).isEqualTo(1_200);
    JsonNode hijack = null;
    for (JsonNode each : all.path("detectors")) {
      hijack = each.path("id").asText().equals("session-hijack") ? each : hijack;
    }
    assertThat(hijack).isNotNull();
    assertThat(hijack.path("sees").asText()).isEqualTo("half blind");
    JsonNode lack = hijack.path("lacks").get(0);
    assertThat(lack.path("because").asText()).isEqualTo("0 of 1,200 API calls carry a session");
    assertThat(lack.at("/any_of/0/field").asText()).isEqualTo("session_id");
    assertThat(lack.at("/any_of/0/among").asInt()).isEqualTo(1_200);
    assertThat(all.path("odd_values").get(0).asText()).startsWith("api-events.ip: 10.0.0.7");
  }

  @Test
  void nothingToReadIsAFailureWithOneLine() throws IOException {
    CommandRun empty = coverage();
    Files.writeString(folder.resolve("login.jsonl"), "");
    CommandRun none = coverage();
    Files.writeString(folder.resolve("login.jsonl"), "{\"event_id\":\"x\"}\n");
    CommandRun unreadable = coverage();

    assertThat(List.of(empty.status(), none.status(), unreadable.status())).containsOnly(1);
    assertThat(empty.err())
        .startsWith("leakwatch: no event files in folder " + folder)
        .hasLineCount(1);
    assertThat(none.err()).contains("leakwatch: there is no event in " + folder);
    assertThat(unreadable.err())
        .contains("there is no event in " + folder)
        .contains("1 record could not be read, first")
        .contains("login.jsonl, record 0: ");
    assertThat(unreadable.out()).isEmpty();
  }

  @Test
  void neitherFilesNorConfigurationIsAWrongCall() {
    CommandRun run = CommandRun.of("coverage");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("leakwatch: give event files or folders of them, or --config FILE");
  }

  /** Events of a platform two hours east that calls its own time UTC. */
  @Test
  void topicsOfAConfigurationAreReadToTheirEnd() throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      for (String topic : List.of("login-events", "api-events", "dm-metadata-events")) {
        kafka.createTopic(topic, 2, Map.of());
      }
      try (EventProducer producer = new EventProducer(kafka.bootstrapServers())) {
        for (int i = 0; i < 40; i++) {
          Instant at = BEGIN.plusSeconds(i);
          producer.send(
              "login-events", "a" + i, at.minusSeconds(7200).toEpochMilli(), login(i, at));
        }
      }
      Path config =
          Files.writeString(
              folder.resolve("leakwatch.yaml"),
              "kafka.bootstrap-servers: " + kafka.bootstrapServers() + "\n");

      CommandRun run = CommandRun.of("coverage", "--config", config, "--width", 200);

      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .startsWith("40 login events, 0 API calls, 0 message events\n")
          .contains("credential-stuffing: blind: 0 of 40 login events are failed logins")
          .contains(
              "login-events: 40 of 40 events are 2 h ahead of their records; is it local time that"
                  + " is called UTC?");
    }
  }

  @Test
  void recordsOfAnotherProgramAreReadByTheirMapping() throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("acme", 1, Map.of());
      try (EventProducer producer = new EventProducer(kafka.bootstrapServers())) {
        for (String type : List.of("signin", "profile", "signin", "signin")) {
          String record = "{\"type\": \"%s\", \"at\": %d}".formatted(type, BEGIN.getEpochSecond());
          producer.send(
              "acme",
              "ada".getBytes(StandardCharsets.UTF_8),
              BEGIN.toEpochMilli(),
              record.getBytes(StandardCharsets.UTF_8));
        }
        producer.send("acme", new byte[0], BEGIN.toEpochMilli(), null);
      }
      Path mapping =
          Files.writeString(
              folder.resolve("mapping.yaml"),
              """
              event: login-events
              only: {/type: signin}
              fields:
                event_id: place
                occurred_at: {from: /at, time: s}
                account_id: key
                action: {constant: LOGIN}
                outcome: {constant: FAILURE}
              """);
      Path config =
          Files.writeString(
              folder.resolve("leakwatch.yaml"),
              """
              kafka:
                bootstrap-servers: %s
                topics: {login-events: acme, api-events: "", dm-metadata-events: ""}
              source.login-events: {format: json, mapping: %s}
              """
                  .formatted(kafka.bootstrapServers(), mapping));

      CommandRun run = CommandRun.of("coverage", "--config", config, "--width", 200);

      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .startsWith(
              "3 login events, 0 API calls, 0 message events; 1 records that could not be read or"
                  + " were refused, first acme, partition 0, offset 4: the record has no value\n");
    }
  }

  private static LoginEvent login(int number, Instant at) {
    return LoginEvent.newBuilder()
        .setEventId("e" + number)
        .setOccurredAt(at)
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.SUCCESS)
        .setAccountId("a" + number)
        .setIp("203.0.113." + number)
        .build();
  }
}
