package io.leakwatch.workbench.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.registry.SmallRegistry;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.TrustedSchemas;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemasCheckCommandTest {

  static {
    TrustedSchemas.trust();
  }

  private static final String LOGIN = EventKind.LOGIN.schema().toString();

  @TempDir private Path folder;
  private SmallRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new SmallRegistry().start();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private CommandRun check() {
    return CommandRun.of("schemas", "check", "--registry", registry.url());
  }

  @Test
  void whatGoesWithThisVersionIsZero() {
    registry.put(1, "login-events-value", 1, LOGIN, "");
    registry.put(2, "login-events-value", 2, LOGIN.replace("\"LoginEvent\"", "\"SignIn\""), "");
    registry.put(3, "alerts-value", 1, Alert.getClassSchema().toString(), "");

    CommandRun run = check();

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            login-events-value, version 1: can be read
            login-events-value, version 2: can be read
            api-events-value: the registry has no such subject
            dm-metadata-events-value: the registry has no such subject
            alerts-value, version 1: reads what this version writes
            all that was found goes with this version
            """);
  }

  @Test
  void whatDoesNotIsOneAndSaysWhy() {
    registry.put(1, "login-events-value", 1, LOGIN, "");
    registry.put(
        2,
        "login-events-value",
        2,
        "{\"type\":\"record\",\"name\":\"Auth\",\"fields\":[{\"name\":\"event_id\","
            + "\"type\":\"string\"}]}",
        "");
    registry.put(3, "api-events-value", 1, "{}", "\"schemaType\":\"JSON\"");
    registry.put(
        4,
        "alerts-value",
        1,
        "{\"type\":\"record\",\"name\":\"Alert\",\"fields\":[{\"name\":\"owner\","
            + "\"type\":\"string\"}]}",
        "");

    CommandRun run = check();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("leakwatch: 3 schemas do not go with this version\n");
    assertThat(run.out())
        .contains(
            "login-events-value, version 1: can be read\n",
            "login-events-value, version 2: cannot be read: Auth as LoginEvent: it has no field ",
            "api-events-value, version 1: cannot be read: it is a schema of JSON, and not of Avro\n",
            "alerts-value, version 1: does not read what this version writes: ")
        .doesNotContain("goes with this version");
  }

  @Test
  void namesOfTopicsAndMappingsComeFromTheConfiguration() throws IOException {
    registry.put(1, "acme.auth-value", 1, LOGIN, "");
    registry.want("Basic bGVhazpzM2NyZXQ=");
    Path config =
        Files.writeString(
            folder.resolve("leakwatch.yaml"),
            """
            kafka.topics: {login-events: acme.auth, dm-metadata-events: ""}
            source:
              registry: {url: "%s", user: leak, password: s3cret}
              api-events: {format: json, mapping: api.yaml}
            """
                .formatted(registry.url()));

    CommandRun run = CommandRun.of("schemas", "check", "--config", config);

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            acme.auth-value, version 1: can be read
            api-events-value: not compared, because api.yaml maps its records
            all that was found goes with this version
            """);
    Path password = Files.writeString(folder.resolve("password"), "wrong\n");
    CommandRun refused =
        CommandRun.of(
            "schemas", "check", "--config", config, "--user", "leak", "--password-file", password);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("does not let the job in (status 401)")
        .doesNotContain("wrong");
  }

  @Test
  void nothingToCompareIsNoSuccess() {
    CommandRun run = check();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("found nothing to compare");
    assertThat(CommandRun.of("schemas", "check").status()).isEqualTo(2);
    registry.close();
    assertThat(check().err())
        .isEqualTo(
            "leakwatch: the schema registry at %s takes no connections\n"
                .formatted(registry.url()));
  }
}
