package io.leakwatch.workbench.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedAlertsTest {

  @TempDir private Path folder;

  private CommandRun alerts(Path run, String... options) {
    List<Object> args = new ArrayList<>(List.of("alerts", run));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--detector=brute-forse | no detector 'brute-forse'; did you mean brute-force?",
        "--detector=x | no detector 'x'; './leakwatch detectors' lists all of them",
        "--limit=0 | --limit must be 1 or more",
        "--width=79 | --width is 79, but must be 80 or more",
        "--status=resolved | Invalid value for option '--status'",
        "--since=yesterday | Invalid value for option '--since'",
        "--topic=t | --topic goes with --kafka or --config, not with a RUN folder",
        "--kafka=localhost:1 | give only one of a RUN folder, --kafka and --config",
      })
  void aWrongOptionIsExplained(String option, String message) throws IOException {
    CommandRun wrong = alerts(AlertsRun.five(folder), option);

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("leakwatch: " + message);
  }

  @Test
  void formsThatExcludeEachOtherAreRefused() throws IOException {
    assertThat(alerts(AlertsRun.five(folder), "--json", "--csv").status()).isEqualTo(2);
    assertThat(alerts(AlertsRun.five(folder), "--json", "--group-by", "subject").status())
        .isEqualTo(2);
    assertThat(alerts(AlertsRun.five(folder), "--utc", "--local").status()).isEqualTo(2);
    assertThat(CommandRun.of("alerts").err())
        .startsWith("leakwatch: no alerts to read; give a RUN folder");
  }

  @Test
  void whatIsNotThereOrNoAlertIsAFaultThatSaysWhere() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    Path file = Files.writeString(folder.resolve("alerts.jsonl"), "\n{\"alert_id\":1}\n");

    assertThat(alerts(nowhere).status()).isEqualTo(1);
    assertThat(alerts(nowhere).err())
        .isEqualTo(
            "leakwatch: there is no file "
                + nowhere
                + "; give a folder that 'replay --output' has written\n");
    assertThat(alerts(folder).status()).isEqualTo(1);
    assertThat(alerts(folder).err())
        .startsWith("leakwatch: " + file + ":2: not an alert: alert_id");
  }
}
