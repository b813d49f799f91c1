package io.leakwatch.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.formats.SourceFormat.Encoding;
import io.leakwatch.schemas.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceOptionsTest {

  @TempDir private Path folder;

  private static KafkaOptions json(EventKind kind) {
    return KafkaOptions.of("broker:9092").with(SourceOptions.formatOf(kind), "json");
  }

  @Test
  void aTopicHasItsOwnFormatOrThatOfAll() {
    KafkaOptions kafka = KafkaOptions.of("broker:9092");
    KafkaOptions own = json(EventKind.API);
    KafkaOptions all =
        kafka
            .with(SourceOptions.FORMAT, "json")
            .with(SourceOptions.formatOf(EventKind.API), "avro");

    assertThat(SourceOptions.format(EventKind.LOGIN, kafka).encoding()).isEqualTo(Encoding.AVRO);
    assertThat(SourceOptions.format(EventKind.LOGIN, own).encoding()).isEqualTo(Encoding.AVRO);
    assertThat(SourceOptions.format(EventKind.API, own).encoding()).isEqualTo(Encoding.JSON);
    assertThat(SourceOptions.format(EventKind.LOGIN, all).encoding()).isEqualTo(Encoding.JSON);
    assertThat(SourceOptions.format(EventKind.API, all).encoding()).isEqualTo(Encoding.AVRO);
    assertThat(SourceOptions.words(EventKind.API, all)).isEqualTo("api-events");
    assertThat(
            SourceOptions.words(
                EventKind.LOGIN, all.with(SourceOptions.mappingOf(EventKind.LOGIN), "m.yaml")))
        .isEqualTo("login-events (json, mapped)");
  }

  @Test
  void aMappingThatIsWrongIsRefusedWithAllThatIs() throws IOException {
    Path file =
        Files.writeString(folder.resolve("logins.yaml"), "event: login-events\nfields: {x: y}");
    KafkaOptions kafka =
        json(EventKind.LOGIN).with(SourceOptions.mappingOf(EventKind.LOGIN), file.toString());

    assertThat(kafka.faults())
        .hasSize(6)
        .allMatch(fault -> fault.startsWith("source.login-events.mapping: " + file + ": fields."))
        .anyMatch(fault -> fault.contains("fields.x: login-events has no such field"))
        .anyMatch(
            fault ->
                fault.endsWith("fields.account_id: missing; login-events cannot do without it"));
    assertThat(kafka.with(KafkaOptions.LOGIN_TOPIC, "").faults())
        .as("of a topic that is not read")
        .isEmpty();
  }

  @Test
  void aMappingThatIsNotThereOrForSomethingElseIsRefused() throws IOException {
    Path gone = folder.resolve("gone.yaml");
    Path logins =
        Files.writeString(
            folder.resolve("logins.yaml"),
            """
            event: login-events
            fields:
              {event_id: key, occurred_at: /a, account_id: /b, action: /c, outcome: /d}
            """);

    assertThat(
            json(EventKind.API)
                .with(SourceOptions.mappingOf(EventKind.API), gone.toString())
                .faults())
        .containsExactly("source.api-events.mapping: there is no file " + gone);
    assertThat(
            json(EventKind.API)
                .with(SourceOptions.mappingOf(EventKind.API), logins.toString())
                .faults())
        .containsExactly(
            "source.api-events.mapping: %s: event: it makes login-events, not api-events"
                .formatted(logins));
    assertThat(
            KafkaOptions.of("broker:9092")
                .with(SourceOptions.mappingOf(EventKind.LOGIN), logins.toString())
                .faults())
        .containsExactly(
            "source.login-events.mapping: has no effect on avro, where the writer's schema says it"
                + " all; set source.login-events.format to json or confluent");
  }

  @Test
  void confluentNeedsARegistryAndOneWayToSignIn() {
    KafkaOptions confluent =
        KafkaOptions.of("broker:9092").with(SourceOptions.formatOf(EventKind.API), "confluent");
    KafkaOptions there = confluent.with(SourceOptions.REGISTRY_URL, "https://registry:8081/x");

    assertThat(confluent.faults())
        .containsExactly(
            "source.registry.url: missing; give the registry's address, such as"
                + " https://registry.example.org");
    assertThat(confluent.with(KafkaOptions.API_TOPIC, "").faults()).isEmpty();
    assertThat(there.faults()).isEmpty();
    for (String wrong :
        List.of("registry:8081", "ftp://registry", "https://leak:x@registry", "a b")) {
      assertThat(confluent.with(SourceOptions.REGISTRY_URL, wrong).faults())
          .singleElement()
          .asString()
          .startsWith("source.registry.url: ");
    }
    assertThat(there.with(SourceOptions.REGISTRY_USER, "leak").faults())
        .containsExactly("source.registry.password: missing");
    assertThat(there.with(SourceOptions.REGISTRY_PASSWORD, "s3cret").faults())
        .containsExactly("source.registry.user: missing, but a password is given");
    assertThat(
            there
                .with(SourceOptions.REGISTRY_USER, "leak")
                .with(SourceOptions.REGISTRY_PASSWORD, "s3cret")
                .with(SourceOptions.REGISTRY_TOKEN, "t0ken")
                .faults())
        .containsExactly(
            "source.registry.token: give a token, or a user with its password, not both");
  }
}
