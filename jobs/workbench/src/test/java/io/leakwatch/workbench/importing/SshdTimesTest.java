package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When something happened, as the many who write sshd's log say it. */
class SshdTimesTest {

  private static final String SAID = "Failed password for ada from 192.0.2.14 port 40100 ssh2";

  @TempDir private Path folder;

  /** The moment is 7 June 2024, 09:15:42 UTC, in a zone that is two hours ahead then. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jun  7 11:15:42 gate sshd[77]: ",
        "Jun 7 11:15:42 gate sshd[77]: ",
        "Jun 07 11:15:42 gate sshd[77]: ",
        "  Jun  7 11:15:42 gate sshd[77]: ",
        "\uFEFFJun  7 11:15:42 gate sshd[77]: ",
        "Jun  7 11:15:42.500 gate sshd[77]: ",
        "Jun 07 11:15:42.500123 gate sshd[77]: ",
        "Jun  7 2024 11:15:42 gate sshd[77]: ",
        "Jun  7 11:15:42 2024 gate sshd[77]: ",
        "2024 Jun  7 11:15:42 gate sshd[77]: ",
        "Fri Jun  7 11:15:42 2024 gate sshd[77]: ",
        "07 Jun 2024 11:15:42 gate sshd[77]: ",
        "Jun  7 09:15:42 UTC gate sshd[77]: ",
        "Jun  7 11:15:42 CEST gate sshd[77]: ",
        "<86>Jun  7 11:15:42 gate sshd[77]: ",
        "Jun  7 11:15:42 <auth.info> gate sshd[77]: ",
        "Jun  7 11:15:42 <4.6> gate sshd[77]: ",
        "Jun  7 11:15:42 gate auth.info sshd[77]: ",
        "Jun  7 11:15:42 gate auth|security:info sshd[77]: ",
        "Jun  7 11:15:42 gate sshd[77]: [ID 800047 auth.info] ",
        "Jun  7 11:15:42 src@gate/10.1.1.1 sshd[77]: ",
        "Jun  7 11:15:42 sshd[77]: ",
        "Jun  7 11:15:42 gate /usr/sbin/sshd[77]: ",
        "Fri Jun  7 11:15:42 2024 authpriv.info sshd[77]: ",
        "<86>1 2024-06-07T09:15:42.5Z gate sshd 77 - - ",
        "<86>1 2024-06-07T11:15:42.500123+02:00 gate sshd 77 - - ",
        "<86>1 2024-06-07T11:15:42+02:00 gate sshd 77 ID7 [meta a=\"x\\\"\\]\"][b@1 c=\"d\"] \uFEFF",
        "1 2024-06-07T09:15:42Z gate sshd 77 - - ",
        "2024-06-07T09:15:42Z gate sshd 77 - - ",
        "2024-06-07T11:15:42+02:00 gate sshd[77]: ",
        "2024-06-07T11:15:42+0200 gate sshd[77]: ",
        "2024-06-07T11:15:42+02 gate sshd[77]: ",
        "2024-06-07T11:15:42.123456+0200 gate sshd[77]: ",
        "2024-06-07T11:15:42.123456+02:00 gate sshd[77]: ",
        "2024-06-07T11:15:42.123456 gate sshd[77]: ",
        "2024-06-07T11:15:42 gate sshd[77]: ",
        "2024-06-07 11:15:42 gate sshd[77]: ",
        "2024-06-07 11:15:42,123 gate sshd[77]: ",
        "2024-06-07 09:15:42.123Z gate sshd[77]: ",
        "2024-06-07 02:15:42 -0700 gate sshd[77]: ",
        "2024-06-07 11:15:42.123456+0200  gate sshd[77]: ",
        "2024/06/07 11:15:42 gate sshd[77]: ",
        "Fri 2024-06-07 11:15:42 CEST gate sshd[77]: ",
        "Fri 2024-06-07 09:15:42 UTC gate sshd[77]: ",
        "1717751742 gate sshd[77]: ",
        "1717751742.123456 gate sshd[77]: ",
        "1717751742123 gate sshd[77]: ",
        "2024-06-07T09:15:42.123456789Z ",
        "2024-06-07T09:15:42.123456789Z stderr F ",
        "2024-06-07T09:15:42.123456789Z Jun  7 09:15:41 gate sshd[77]: ",
        "ssh-1  | 2024-06-07T09:15:42.123456789Z ",
        "77 2024-06-07 11:15:42.123 ",
        "20240607T111542 gate sshd[77]: ",
        "Fri 2024-06-07 11:15:42 CEST gate ssh.service[77]: ",
      })
  void aTimeIsReadInWhateverShapeItIsWritten(String before) {
    Imported imported = Imported.sshd(folder, List.of("--zone", "Europe/Paris"), before + SAID);

    assertThat(imported.times())
        .as(imported.run().err())
        .singleElement()
        .asString()
        .startsWith("2024-06-07T09:15:42");
    assertThat(imported.accounts()).containsExactly("ada");
    assertThat(imported.addresses()).containsExactly("192.0.2.14");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"__REALTIME_TIMESTAMP\":\"1717751742123456\",\"_HOSTNAME\":\"gate\",\"_PID\":\"77\","
            + "\"SYSLOG_IDENTIFIER\":\"sshd\",\"MESSAGE\":\"%s\"}",
        "{\"log\":\"%s\\r\\n\",\"stream\":\"stderr\",\"time\":\"2024-06-07T09:15:42.1234Z\"}",
      })
  void linesMayBeJson(String line) {
    Imported imported = Imported.sshd(folder, line.formatted(SAID));

    assertThat(imported.times()).singleElement().asString().startsWith("2024-06-07T09:15:42.123");
    assertThat(imported.accounts()).containsExactly("ada");
    assertThat(Imported.sshd(folder, "{\"MESSAGE\":3}", "{", "{}").run().status()).isEqualTo(1);
  }

  @Test
  void aFileMayBeInUtf16() throws IOException {
    Path log = folder.resolve("utf16.log");
    String text = at("Jun  7 11:15:42") + "\r\n" + at("Jun  7 11:15:43") + "\r\n";
    Files.write(log, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
    Path out = folder.resolve("login.jsonl");

    CommandRun run =
        CommandRun.of("import", "--format", "sshd", "--year", 2024, log, "--output", out);

    assertThat(run.err()).isEmpty();
    assertThat(new Imported(run, Imported.read(out)).times())
        .containsExactly("2024-06-07T11:15:42Z", "2024-06-07T11:15:43Z");
  }

  @Test
  void linesMayEndAsOnWindows() {
    assertThat(Imported.sshd(folder, "Jun  7 11:15:42 gate sshd[77]: " + SAID + "\r").logins())
        .hasSize(1);
  }

  @Test
  void aZoneInTheLineWinsOverTheOneThatWasGiven() {
    String line = "2024-06-07T11:15:42-05:00 gate sshd[77]: " + SAID;

    assertThat(Imported.sshd(folder, List.of("--zone", "Asia/Tokyo"), line).times())
        .containsExactly("2024-06-07T16:15:42Z");
  }

  @Test
  void aTimeSinceTheStartOfTheMachineIsRefusedWithTheReason() {
    Imported imported = Imported.sshd(folder, "[ 8123.401233] gate sshd[77]: " + SAID);

    assertThat(imported.run().status()).isEqualTo(1);
    assertThat(imported.run().err())
        .contains("its time counts from the start of the machine; export with -o short-iso");
  }

  @Test
  void whatTheJournalSaysOfItselfIsSkipped() {
    Imported imported =
        Imported.sshd(
            folder,
            "-- Logs begin at Mon 2024-01-01 00:00:00 UTC, end at Fri 2024-06-07 09:20:00 UTC. --",
            "Jun 07 11:15:42 gate sshd[77]: " + SAID,
            "-- Boot 3f2a --");

    assertThat(imported.run().err()).isEmpty();
    assertThat(imported.logins()).hasSize(1);
  }

  private String at(String time) {
    return time + " gate sshd[77]: " + SAID;
  }

  @Test
  void inTheHourThatComesTwiceTheOrderOfTheLinesDecides() {
    assertThat(
            Imported.sshd(
                    folder,
                    List.of("--zone", "America/New_York"),
                    at("Nov  3 01:20:00"),
                    at("Nov  3 01:55:00"),
                    at("Nov  3 01:54:58"),
                    at("Nov  3 01:05:00"),
                    at("Nov  3 01:50:00"),
                    at("Nov  3 02:10:00"))
                .times())
        .containsExactly(
            "2024-11-03T05:20:00Z",
            "2024-11-03T05:55:00Z",
            "2024-11-03T05:54:58Z",
            "2024-11-03T06:05:00Z",
            "2024-11-03T06:50:00Z",
            "2024-11-03T07:10:00Z");
  }

  @Test
  void newestFirstTheHourThatComesTwiceIsReadBackwards() {
    assertThat(
            Imported.sshd(
                    folder,
                    List.of("--zone", "America/New_York"),
                    at("2024-11-03T02:10:00"),
                    at("2024-11-03T01:50:00"),
                    at("2024-11-03T01:05:00"),
                    at("2024-11-03T01:55:00"),
                    at("2024-11-03T01:20:00"))
                .times())
        .containsExactly(
            "2024-11-03T07:10:00Z",
            "2024-11-03T06:50:00Z",
            "2024-11-03T06:05:00Z",
            "2024-11-03T05:55:00Z",
            "2024-11-03T05:20:00Z");
  }

  @Test
  void aNameOfTheZoneSaysWhichOfTheTwoHoursIsMeant() {
    assertThat(
            Imported.sshd(
                    folder,
                    List.of("--zone", "America/New_York"),
                    at("Sun 2024-11-03 01:30:00 EST"),
                    at("Sun 2024-11-03 01:30:00 EDT"))
                .times())
        .containsExactly("2024-11-03T06:30:00Z", "2024-11-03T05:30:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A pause is no turn of the year, however long.
        "Feb  1, Oct  9, Nov 30            | 2024-02-01, 2024-10-09, 2024-11-30",
        "Jan  3, Dec 29                    | 2024-01-03, 2024-12-29",
        // The month goes back: a year has begun.
        "Nov 30, Dec 30, Jan  2, Feb  1    | 2024-11-30, 2024-12-30, 2025-01-02, 2025-02-01",
        "Apr 20, May 20, Apr  2            | 2024-04-20, 2024-05-20, 2025-04-02",
        "Oct  1, Mar  1, Oct  1, Mar  1    | 2024-10-01, 2025-03-01, 2025-10-01, 2026-03-01",
        // Newest first.
        "Jan  4, Jan  3, Dec 30, Dec 29    | 2024-01-04, 2024-01-03, 2023-12-30, 2023-12-29",
        "Mar  4, Mar  3, Mar  2, Oct  1    | 2024-03-04, 2024-03-03, 2024-03-02, 2023-10-01",
        // A leap year's day, the year after.
        "Dec  1, Feb 28                    | 2024-12-01, 2025-02-28",
      })
  void theYearFollowsFromTheOrderOfTheLines(String days, String expected) {
    String[] lines = days.strip().split(", ", -1);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = at(lines[i].strip() + " 10:00:00");
    }

    assertThat(Imported.sshd(folder, lines).times().stream().map(time -> time.substring(0, 10)))
        .containsExactly(expected.strip().split(", ", -1));
  }

  @Test
  void eachHostHasItsOwnYears() {
    assertThat(
            Imported.sshd(
                    folder,
                    "Nov 30 10:00:00 one sshd[1]: " + SAID,
                    "Jan  9 10:00:00 one sshd[1]: " + SAID,
                    "Nov 12 10:00:00 two sshd[1]: " + SAID,
                    "Jan  8 10:00:00 two sshd[1]: " + SAID)
                .times())
        .containsExactly(
            "2024-11-30T10:00:00Z",
            "2025-01-09T10:00:00Z",
            "2024-11-12T10:00:00Z",
            "2025-01-08T10:00:00Z");
  }
}
