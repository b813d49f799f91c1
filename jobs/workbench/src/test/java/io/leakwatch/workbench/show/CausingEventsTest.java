package io.leakwatch.workbench.show;

import static io.leakwatch.workbench.alerts.AlertsRun.HARMLESS;
import static io.leakwatch.workbench.alerts.AlertsRun.HOSTILE;
import static io.leakwatch.workbench.alerts.AlertsRun.NOON;
import static io.leakwatch.workbench.alerts.AlertsRun.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.CommandRun;
import io.leakwatch.workbench.alerts.AlertsRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausingEventsTest {

  @TempDir private Path folder;

  private Path run;

  @BeforeEach
  void anAlert() throws IOException {
    run =
        AlertsRun.write(
            folder.resolve("run"),
            alert("aaaaaaaa", Severity.HIGH, 70).setEventIds(List.of("e2", "e1", "e9", "e 10")));
  }

  private static LoginEvent login(String id, int second, String account) {
    return LoginEvent.newBuilder()
        .setEventId(id)
        .setOccurredAt(NOON.plusSeconds(second))
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .setFailureReason(FailureReason.BAD_CREDENTIAL)
        .setAccountId(account)
        .setIp("203.0.113.7")
        .setUserAgent("curl/8, on \"x\"")
        .setGeo(new Geo("FR", 48.9, 2.4, null))
        .build();
  }

  private Path events(String name) throws IOException {
    Path file = folder.resolve(name);
    try (EventFileWriter writer = EventFileWriter.create(file, EventKind.LOGIN)) {
      writer.append(login("e2", 2, "kim"));
      writer.append(login("other", 1, "lee"));
      writer.append(login("e1", 1, HOSTILE));
      writer.append(login("e2", 3, "seen twice"));
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"login.avro", "login.jsonl", "login.jsonl.gz"})
  void theEventsAreFoundAndTheMissingOnesNamed(String name) throws IOException {
    CommandRun page =
        CommandRun.of("show", "aaaa", run, "--width", "400", "--events", events(name));

    assertThat(page.status()).isZero();
    String same = "ip 203.0.113.7, user_agent \"curl/8, on \\\"x\\\"\",";
    assertThat(page.out())
        .endsWith(
            """

            Causing events: 2 of 4 found
              - 27 Nov 2026 12:00:01  login-events e1: action LOGIN, outcome FAILURE, \
            failure_reason BAD_CREDENTIAL, account_id "%s", %s geo (country FR, latitude 48.9, longitude 2.4)
              - 27 Nov 2026 12:00:02  login-events e2: action LOGIN, outcome FAILURE, \
            failure_reason BAD_CREDENTIAL, account_id kim, %s geo (country FR, latitude 48.9, longitude 2.4)
              Not found: e9, "e 10".
            """
                .formatted(HARMLESS, same, same));
  }

  @Test
  void aFolderIsSearchedAndWhatCannotBeReadIsCounted() throws IOException {
    Path file = events("login.jsonl");
    Files.writeString(file, "no event\n", StandardOpenOption.APPEND);
    Files.writeString(folder.resolve("notes.txt"), "hello");

    CommandRun page = CommandRun.of("show", "aaaa", run, "--events", folder);

    assertThat(page.status()).isZero();
    assertThat(page.out())
        .contains("Causing events: 2 of 4 found")
        .endsWith("  They may be among 1 record of these files that cannot be read.\n");
    assertThat(page.err()).contains("notes.txt is not an event file").contains("; skipped\n");
  }

  @Test
  void aFileThatIsNotThereIsAFault() {
    CommandRun page = CommandRun.of("show", "aaaa", run, "--events", folder.resolve("gone.avro"));

    assertThat(page.status()).isEqualTo(1);
    assertThat(page.err())
        .isEqualTo("leakwatch: there is no file " + folder.resolve("gone.avro") + "\n");
  }
}
