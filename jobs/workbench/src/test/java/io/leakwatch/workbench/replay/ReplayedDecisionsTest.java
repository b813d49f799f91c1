package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import io.leakwatch.workbench.CommandRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay --suppressions}: what was decided about the alerts of files. */
class ReplayedDecisionsTest {

  static {
    TrustedSchemas.trust();
  }

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private static final String SUPPRESSION =
      """
      {"suppression_id": "%s", "revision": 1, "%s": "%s", "author": "ann", "reason": "scanner", \
      "made_at": 1772452800000, "holds_from": "2026-03-02T12:00:00Z", "expires_at": \
      "2026-03-03T12:00:00Z"}
      """;

  @TempDir private Path folder;
  private Path events;

  @BeforeEach
  void write() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int address = 1; address <= 8; address++) {
      for (int i = 0; i < 20; i++) {
        lines.add(JsonRecords.write(failed(address, i)));
      }
    }
    events = Files.write(folder.resolve("login.jsonl"), lines);
  }

  private static LoginEvent failed(int address, int i) {
    return LoginEvent.newBuilder()
        .setEventId(address + "-" + i)
        .setOccurredAt(NOON.plusSeconds(i * 20L + address))
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .setFailureReason(FailureReason.BAD_CREDENTIAL)
        .setAccountId("u" + address + "-" + i)
        .setIp("203.0.113." + address)
        .build();
  }

  private CommandRun replay(String commands, int parallelism) throws Exception {
    return CommandRun.of(
        "replay",
        events.toString(),
        "--output",
        folder.resolve("run" + parallelism).toString(),
        "--parallelism",
        Integer.toString(parallelism),
        "--suppressions",
        Files.writeString(folder.resolve("commands.jsonl"), commands).toString());
  }

  private List<String> alerts(int parallelism) throws Exception {
    return Files.readAllLines(folder.resolve("run" + parallelism).resolve("alerts.jsonl"));
  }

  @Test
  void theSameIsSuppressedAtAnyParallelismAndWhatIsRefusedIsNamed() throws Exception {
    String commands =
        SUPPRESSION.formatted("s-1", "network", "203.0.113.0/30")
            + SUPPRESSION.formatted("s-2", "detector_id", "no-such")
            + """

            {"control_id": "c-1", "revision": 1, "mode": "OFF", "detector_id": \
            "distributed-stuffing", "author": "ann", "reason": "too loud", "made_at": 0, \
            "holds_from": "2026-03-02T00:00:00Z"}
            """;

    for (int parallelism : new int[] {1, 2, 4}) {
      CommandRun replayed = replay(commands, parallelism);
      assertThat(replayed.status()).as(replayed.err()).isZero();
      assertThat(replayed.err())
          .contains(
              "leakwatch: warning: not applied: suppression s-2: no detector 'no-such';"
                  + " './leakwatch detectors' lists them");
    }

    assertThat(alerts(2)).isEqualTo(alerts(1));
    assertThat(alerts(4)).isEqualTo(alerts(1));
    TreeSet<String> suppressed = new TreeSet<>();
    for (String line : alerts(1)) {
      Alert alert = JsonRecords.read(line, Alert.class);
      assertThat(alert.getDetectorId()).isNotEqualTo("distributed-stuffing");
      assertThat(alert.getMode() == AlertMode.SHADOW).isEqualTo(alert.getSuppressedBy() != null);
      if (alert.getSuppressedBy() != null) {
        assertThat(alert.getSuppressedBy()).isEqualTo("s-1");
        suppressed.add(alert.getSubject().getId());
      }
    }
    assertThat(suppressed).containsExactly("203.0.113.1", "203.0.113.2", "203.0.113.3");
    assertThat(
            Files.readString(
                folder.resolve("run1").resolve("summary.json"), StandardCharsets.UTF_8))
        .contains("\"refused_commands\" : [ \"suppression s-2: no detector");
  }

  @Test
  void everyLineThatIsNoCommandIsNamed() throws Exception {
    CommandRun replayed =
        replay(
            "no JSON\n\n{\"control_id\": 7}\n"
                + SUPPRESSION.formatted("s-1", "network", "203.0.113.0/30"),
            1);

    assertThat(replayed.status()).isEqualTo(1);
    assertThat(replayed.err())
        .contains("commands.jsonl holds lines that are neither a Suppression nor a Control:")
        .contains("\n  line 1: no JSON: ")
        .contains("\n  line 3: control_id")
        .doesNotContain("line 4");
    assertThat(folder.resolve("run1")).doesNotExist();
  }
}
