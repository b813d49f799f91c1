package io.leakwatch.workbench.alerts;

import static io.leakwatch.workbench.alerts.AlertsRun.HARMLESS;
import static io.leakwatch.workbench.alerts.AlertsRun.HOSTILE;
import static io.leakwatch.workbench.alerts.AlertsRun.NOON;
import static io.leakwatch.workbench.alerts.AlertsRun.alert;
import static io.leakwatch.workbench.alerts.AlertsRun.causedBy;
import static io.leakwatch.workbench.alerts.AlertsRun.subject;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.workbench.CommandRun;
import io.leakwatch.workbench.terminal.Cells;
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
import org.junit.jupiter.params.provider.ValueSource;

class AlertsCommandTest {

  @TempDir private Path folder;

  private CommandRun alerts(Path run, String... options) {
    List<Object> args = new ArrayList<>(List.of("alerts", run));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray());
  }

  /** Five alerts: of four detectors, about four things, two of them closed. */
  private Path five() throws IOException {
    return AlertsRun.write(
        folder.resolve("run"),
        alert("aaaaaaaa-1", Severity.LOW, 10).setRaisedAt(NOON.plusSeconds(60)),
        alert("bbbbbbbb-1", Severity.HIGH, 70)
            .setDetectorId("credential-stuffing")
            .setSubject(subject(SubjectType.ADDRESS, "203.0.113.7"))
            .setAffectedAccounts(List.of("kim", "lee"))
            .setAffectedCount(2)
            .setActivity(AlertActivity.CLOSE),
        alert("cccccccc-1", Severity.HIGH, 70)
            .setDetectorId("impossible-travel")
            .setRaisedAt(NOON.plusSeconds(60)),
        alert("dddddddd-1", Severity.CRITICAL, 90)
            .setDetectorId("account-takeover")
            .setSubject(subject(SubjectType.ACCOUNT, "kim"))
            .setAffectedAccounts(List.of("kim"))
            .setRelated(causedBy("bbbbbbbb-1"))
            .setMode(AlertMode.SHADOW),
        alert("eeeeeeee-1", Severity.MEDIUM, 40)
            .setSubject(subject(SubjectType.ADDRESS, "203.0.113.99"))
            .setAffectedAccounts(List.of("lee"))
            .setFirstSeenAt(NOON.minus(Duration.ofDays(1)))
            .setLastSeenAt(NOON.minusSeconds(3600))
            .setSuppressedBy("s-1")
            .setActivity(AlertActivity.CLOSE));
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
    CommandRun list = alerts(five(), "--width", "80");

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
    assertThat(alerts(five(), "--width", "160", "--severity", "critical").out())
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
    CommandRun list = alerts(five(), option);

    assertThat(list.status()).isZero();
    assertThat(order(list)).isEqualTo(expected);
    assertThat(list.out()).contains(expected.length() + " of 5 alerts");
  }

  @Test
  void whatALimitLeavesOutIsSaid() throws IOException {
    assertThat(alerts(five(), "--limit", "2", "--severity", "medium").out())
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

            ACCOUNT mara.ito: 2 alerts, 27 Nov 12:00
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
    CommandRun list = alerts(five(), "--group-by", "subject", "--limit", "3");

    assertThat(order(list)).isEqualTo("dca");
    assertThat(list.out()).contains("\nACCOUNT mara.ito: 2 alerts, 27 Nov 12:01\n");
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
  void jsonIsWhatTheFileHolds() throws IOException {
    Path run = five();
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
    CommandRun wrong = alerts(five(), option);

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).startsWith(message);
  }

  @Test
  void formsThatExcludeEachOtherAreRefused() throws IOException {
    assertThat(alerts(five(), "--json", "--csv").status()).isEqualTo(2);
    assertThat(alerts(five(), "--json", "--group-by", "subject").status()).isEqualTo(2);
    assertThat(alerts(five(), "--utc", "--local").status()).isEqualTo(2);
    assertThat(CommandRun.of("alerts").err()).startsWith("no alerts to read; give a RUN folder");
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
