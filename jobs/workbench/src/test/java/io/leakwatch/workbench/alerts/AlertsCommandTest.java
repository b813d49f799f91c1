package io.leakwatch.workbench.alerts;

import static io.leakwatch.workbench.alerts.AlertsRun.NOON;
import static io.leakwatch.workbench.alerts.AlertsRun.alert;
import static io.leakwatch.workbench.alerts.AlertsRun.causedBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsCommandTest {

  @TempDir private Path folder;

  private CommandRun alerts(Path run, String... options) {
    List<Object> args = new ArrayList<>(List.of("alerts", run));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray());
  }

  /** The ids' first letters, in the order of the list. */
  private static String order(CommandRun run) {
    StringBuilder order = new StringBuilder();
    run.out()
        .lines()
        .filter(line -> line.matches("([a-z])\\1{7}.*"))
        .forEach(line -> order.append(line.charAt(0)));
    return order.toString();
  }

  @Test
  void alertsAreListedWithTheHighestRiskFirstAndCounted() throws IOException {
    CommandRun list = alerts(AlertsRun.five(folder), "--width", "80");

    assertThat(list.status()).isZero();
    assertThat(list.err()).isEmpty();
    assertThat(list.out())
        .isEqualTo(
            """
            alert     raised (UTC)  severity  risk  status  what happened
            dddddddd  27 Nov 12:00  CRITICAL    90  open    [shadow] Title of dddddddd-1
            cccccccc  27 Nov 12:01  HIGH        70  open    Title of cccccccc-1
            bbbbbbbb  27 Nov 12:00  HIGH        70  closed  Title of bbbbbbbb-1
            eeeeeeee  27 Nov 12:00  MEDIUM      40  closed  [suppressed] Title of eeeeeeee-1
            aaaaaaaa  27 Nov 12:01  LOW         10  open    Title of aaaaaaaa-1

            5 of 5 alerts: 1 CRITICAL, 2 HIGH, 1 MEDIUM, 1 LOW
            """);
  }

  @Test
  void aWideScreenHasRoomForDetectorAndSubject() throws IOException {
    assertThat(alerts(AlertsRun.five(folder), "--width", "160", "--severity", "critical").out())
        .startsWith(
            """
            alert     raised (UTC)  severity  risk  status  detector          subject      what happened
            dddddddd  27 Nov 12:00  CRITICAL    90  open    account-takeover  ACCOUNT kim  [shadow] Title\
             of dddddddd-1
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "--severity=HIGH, dcb",
    "--severity=high, dcb",
    "--detector=brute-force, ea",
    "'--detector=brute-force,impossible-travel', cea",
    "--subject=203.0.113.7, b",
    "--subject=203.0.113.*, be",
    "--subject=*.ito, ca",
    "--subject=ito, ''",
    "--subject=203-0-113-7, ''",
    "--account=kim, db",
    "--account=203.0.113.7, ''",
    "--since=2026-11-27T12:10:00Z, dcba",
    "--since=2026-11-27T12:10:01Z, ''",
    "--since=2026-11-27T11:00:00Z, dcbea",
    "--until=2026-11-27T11:58:30Z, e",
    "--until=2026-11-27T11:58:31Z, dcbea",
    "--status=open, dca",
    "--status=closed, be",
    "--sort=time, acbde",
    "--limit=2, dc",
  })
  void optionsChooseAndSort(String option, String expected) throws IOException {
    CommandRun list = alerts(AlertsRun.five(folder), option);

    assertThat(list.status()).isZero();
    assertThat(order(list)).isEqualTo(expected);
    assertThat(list.out()).contains(expected.length() + " of 5 alerts");
  }

  @Test
  void whatALimitLeavesOutIsSaid() throws IOException {
    assertThat(alerts(AlertsRun.five(folder), "--limit", "2", "--severity", "medium").out())
        .endsWith("\n2 of 5 alerts: 1 CRITICAL, 1 HIGH; --limit leaves out 2\n");
  }

  @Test
  void anIncidentIsWhatIsConnectedEvenThroughAlertsThatAreNotListed() throws IOException {
    Path run =
        AlertsRun.write(
            folder,
            alert("aaaaaaaa", Severity.HIGH, 70),
            alert("bbbbbbbb", Severity.LOW, 10).setRelated(causedBy("aaaaaaaa")),
            alert("cccccccc", Severity.HIGH, 60).setRelated(causedBy("bbbbbbbb")),
            alert("dddddddd", Severity.HIGH, 65).setRelated(causedBy("not-in-the-run")),
            alert("ffffffff", Severity.HIGH, 61).setRelated(causedBy("not-in-the-run")),
            alert("eeeeeeee", Severity.HIGH, 64));

    CommandRun list = alerts(run, "--group-by", "incident", "--severity", "high", "--width", "80");

    assertThat(list.out())
        .isEqualTo(
            """
            alert     raised (UTC)  severity  risk  status  what happened

            ACCOUNT mara.ito: 2 of 3 alerts, 27 Nov 12:00
            aaaaaaaa  27 Nov 12:00  HIGH        70  open    Title of aaaaaaaa
            cccccccc  27 Nov 12:00  HIGH        60  open    Title of cccccccc

            ACCOUNT mara.ito: 2 alerts, 27 Nov 12:00
            dddddddd  27 Nov 12:00  HIGH        65  open    Title of dddddddd
            ffffffff  27 Nov 12:00  HIGH        61  open    Title of ffffffff

            ACCOUNT mara.ito: 1 alert, 27 Nov 12:00
            eeeeeeee  27 Nov 12:00  HIGH        64  open    Title of eeeeeeee

            5 of 6 alerts: 5 HIGH
            """);
  }

  @Test
  void alertsAboutTheSameStandTogether() throws IOException {
    CommandRun list = alerts(AlertsRun.five(folder), "--group-by", "subject", "--limit", "3");

    assertThat(order(list)).isEqualTo("dca");
    assertThat(list.out()).contains("\nACCOUNT mara.ito: 2 alerts, 27 Nov 12:01\n");
    assertThat(alerts(AlertsRun.five(folder), "--group-by", "subject", "--limit", "2").out())
        .contains("\nACCOUNT mara.ito: 1 of 2 alerts, 27 Nov 12:01\n");
  }

  @Test
  void ofSeveralRevisionsTheLastCounts() throws IOException {
    Path run =
        AlertsRun.write(
            folder,
            alert("aaaaaaaa", Severity.HIGH, 70).setRevision(3),
            alert("aaaaaaaa", Severity.LOW, 10).setRevision(2));

    assertThat(alerts(run).out()).contains("1 of 1 alert: 1 HIGH");
  }

  @Test
  void timesOfSeveralYearsSayWhich() throws IOException {
    Path run =
        AlertsRun.write(
            folder,
            alert("aaaaaaaa", Severity.HIGH, 70),
            alert("bbbbbbbb", Severity.HIGH, 60).setRaisedAt(NOON.minus(Duration.ofDays(365))));

    assertThat(alerts(run).out()).contains("27 Nov 2025 12:00").contains("27 Nov 2026 12:00");
  }

  @Test
  void idsAreAsLongAsItTakesToTellThemApart() throws IOException {
    Path run =
        AlertsRun.write(
            folder,
            alert("aaaaaaaa-bbbb", Severity.HIGH, 70),
            alert("aaaaaaaa-bbcc", Severity.HIGH, 60));

    assertThat(alerts(run).out()).contains("aaaaaaaa-bbb ").contains("aaaaaaaa-bbc ");
  }

  @Test
  void jsonIsWhatTheFileHolds() throws IOException {
    Path run = AlertsRun.five(folder);
    Files.writeString(
        run.resolve("alerts.jsonl"),
        Files.readString(run.resolve("alerts.jsonl"))
            .replace("{\"alert_id\":\"dddd", "{\"more\":1.50,\"alert_id\":\"dddd"));

    CommandRun json = alerts(run, "--json", "--severity", "critical");

    assertThat(json.out())
        .isEqualTo("[" + Files.readAllLines(run.resolve("alerts.jsonl")).get(3) + "]\n");
    JsonNode all = new ObjectMapper().readTree(alerts(run, "--json").out());
    assertThat(all).hasSize(5);
  }

  @Test
  void anEmptyRunHasNoAlerts() throws IOException {
    Path run = AlertsRun.write(folder);

    assertThat(alerts(run).out()).isEqualTo("0 of 0 alerts\n");
    assertThat(alerts(run, "--group-by", "incident").out()).isEqualTo("0 of 0 alerts\n");
    assertThat(alerts(run, "--json").out()).isEqualTo("[]\n");
    assertThat(alerts(run, "--csv").out().lines()).hasSize(1);
  }

  @Test
  void alertsOfEarlierVersionsAreRead() throws IOException {
    String old =
        """
        {"alert_id":"44d0927e-0262","revision":13,"activity":"CLOSE","detector_id":"spam-calls",\
        "detector_version":1,"mode":"ACTIVE","severity":"HIGH","confidence":98,"risk_score":74,\
        "subject":{"type":"ACCOUNT","id":"u1"},"raised_at":1767572509827,\
        "first_seen_at":1767572496132,"last_seen_at":1767574487819,"title":"Old","summary":"Old.",\
        "evidence":[{"condition":"c","observed":"379","threshold":">= 15","unit":""}],\
        "event_ids":[],"affected_accounts":[],"affected_count":0,"attack":[],"remediation":[],\
        "occurrences":1}""";
    Files.writeString(folder.resolve("alerts.jsonl"), old + "\n");

    assertThat(alerts(folder).out())
        .contains("44d0927e   5 Jan 00:21  HIGH        74  closed  Old");
    assertThat(alerts(folder, "--json").out()).isEqualTo("[" + old + "]\n");
  }

  @Test
  void alertsThatMayNameTheAccountBeyondTheirListAreCounted() throws IOException {
    Path run =
        AlertsRun.write(
            folder,
            alert("aaaaaaaa", Severity.HIGH, 70).setAffectedCount(250),
            alert("bbbbbbbb", Severity.HIGH, 70).setAffectedComplete(false),
            alert("cccccccc", Severity.HIGH, 70));

    assertThat(alerts(run, "--account", "kim").err())
        .isEqualTo(
            "leakwatch: warning: 2 alerts name only some of their accounts (at most 100 are kept),"
                + " so more may concern this one\n");
    assertThat(alerts(run, "--account", "mara.ito").err()).isEmpty();
    assertThat(alerts(run, "--account", "kim", "--status", "closed").err()).isEmpty();
  }
}
