package io.leakwatch.workbench.alerts;

import static io.leakwatch.workbench.alerts.AlertsRun.HARMLESS;
import static io.leakwatch.workbench.alerts.AlertsRun.HOSTILE;
import static io.leakwatch.workbench.alerts.AlertsRun.alert;
import static io.leakwatch.workbench.alerts.AlertsRun.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.workbench.CommandRun;
import io.leakwatch.workbench.terminal.Cells;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileAlertsTest {

  @TempDir private Path folder;

  private CommandRun alerts(Path run, String... options) {
    List<Object> args = new ArrayList<>(List.of("alerts", run));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray());
  }

  private Path hostile() throws IOException {
    return AlertsRun.write(
        folder,
        alert("aaaaaaaa" + HOSTILE, Severity.INFORMATIONAL, 100)
            .setSubject(subject(SubjectType.ACCOUNT, HOSTILE))
            .setAffectedAccounts(List.of(HOSTILE))
            .setTitle("名前".repeat(100)),
        alert("bbbbbbbb", Severity.HIGH, 50)
            .setDetectorId("d".repeat(300))
            .setSubject(subject(SubjectType.ADDRESS, "@|red x|@ " + "y".repeat(300)))
            .setTitle("t".repeat(300)));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 81, 100, 140, 160, 161, 200, 400})
  void noLineIsLongerThanTheScreenAndNothingInItIsObeyed(int width) throws IOException {
    for (String grouping : List.of("--sort=risk", "--group-by=subject")) {
      CommandRun list = alerts(hostile(), grouping, "--width", "" + width);

      assertThat(list.status()).isZero();
      assertThat(list.out().lines())
          .allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(width));
      assertThat(list.out().replace("\n", ""))
          .matches("\\P{Cntrl}*")
          .doesNotContain("\u202e", "\u2028");
    }
  }

  @Test
  void aHostileIdIsShownHarmlesslyAndFoundByWhatIsShown() throws IOException {
    Path run = hostile();

    assertThat(alerts(run, "--width", "400").out()).contains("ACCOUNT " + HARMLESS + "  ");
    assertThat(alerts(run, "--subject", HARMLESS).out()).contains("1 of 2 alerts");
    assertThat(alerts(run, "--account", HARMLESS).out()).contains("1 of 2 alerts");
    assertThat(alerts(run, "--account", HOSTILE).out()).contains("1 of 2 alerts");
    assertThat(alerts(run, "--width", "400").out()).contains("ADDRESS @|red x|@ yyy");
  }

  @Test
  void csvIsDefused() throws IOException {
    Alert.Builder alert =
        alert("aaaaaaaa", Severity.HIGH, 70)
            .setSubject(subject(SubjectType.ACCOUNT, "=HYPERLINK(\"http://x\",\"y\")"))
            .setTitle("@SUM(A1), +1\r\n=1")
            .setSummary("-2+3")
            .setSuppressedBy("+s");

    CommandRun csv = alerts(AlertsRun.write(folder, alert), "--csv");

    assertThat(csv.out())
        .isEqualTo(
            "alert_id,revision,status,severity,confidence,risk_score,detector_id,mode,subject_type,"
                + "subject_id,raised_at,first_seen_at,last_seen_at,closed_at,title,summary,"
                + "affected_count,occurrences,sources_count,records,attack,suppressed_by\r\n"
                + "aaaaaaaa,2,open,HIGH,80,70,brute-force,ACTIVE,ACCOUNT,"
                + "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\","
                + "2026-11-27T12:00:00Z,2026-11-27T11:58:30Z,2026-11-27T12:10:00Z,,"
                + "\"'@SUM(A1), +1\\u000d\\u000a=1\",'-2+3,1,30,0,0,T1110.001,'+s\r\n");
  }
}
