package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.LoginEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attempt counts once, whichever of sshd's lines report it, and however many. */
class SshdAttemptsTest {

  private static final String PAM =
      "authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.40 ";
  private static final String BY_ROOT = PAM + " user=root";

  @TempDir private Path folder;

  private Imported said(String... messages) {
    return Imported.sshd(folder, lines(messages));
  }

  /** A message of process 31 unless it begins with another's number. */
  static String[] lines(String... messages) {
    String[] lines = new String[messages.length];
    for (int i = 0; i < lines.length; i++) {
      String pid = messages[i].matches("\\d+: .*") ? messages[i].split(":", 2)[0] : "31";
      String text = messages[i].replaceFirst("^\\d+: ", "");
      lines[i] = "May 14 08:00:%02d box sshd[%s]: %s".formatted(i, pid, text);
    }
    return lines;
  }

  private static Arguments attempts(int count, String... messages) {
    return Arguments.of(count, List.of(messages));
  }

  static Stream<Arguments> connections() {
    return Stream.of(
        // One line is all there is.
        attempts(1, "pam_unix(sshd:auth): " + BY_ROOT),
        attempts(1, "pam_sss(sshd:auth): " + BY_ROOT),
        attempts(1, "error: PAM: Authentication failure for root from 203.0.113.40"),
        attempts(1, "error: PAM: authentication error for illegal user bo from 203.0.113.40"),
        attempts(1, "error: PAM: Authentication failed for root from 203.0.113.40 via 10.0.0.2"),
        attempts(
            1,
            "error: PAM: User not known to the underlying authentication module for illegal user"
                + " bo from 203.0.113.40"),
        attempts(
            1,
            "error: maximum authentication attempts exceeded for root from 203.0.113.40 port 9"
                + " ssh2 [preauth]"),
        attempts(
            1,
            "Disconnecting authenticating user root 203.0.113.40 port 9: Too many authentication"
                + " failures [preauth]"),
        attempts(1, "Connection closed by authenticating user root 203.0.113.40 port 9 [preauth]"),
        attempts(1, "Connection reset by authenticating user root 203.0.113.40 port 9 [preauth]"),
        attempts(1, "Disconnected from authenticating user root 203.0.113.40 port 9 [preauth]"),
        attempts(1, "Connection closed by invalid user bo 203.0.113.40 port 9 [preauth]"),
        attempts(1, "Invalid user bo from 203.0.113.40 port 9"),
        attempts(1, "ROOT LOGIN REFUSED FROM 203.0.113.40 port 9 [preauth]"),
        attempts(
            1,
            "Failed password for root from 203.0.113.40 port 9 ssh2",
            "ROOT LOGIN REFUSED FROM 203.0.113.40 port 9"),
        attempts(
            1,
            "pam_unix(sshd:auth): " + BY_ROOT.replace("rhost=203", "rhost=::ffff:203"),
            "Failed password for root from 203.0.113.40 port 9 ssh2"),
        attempts(1, "Illegal user bo from 203.0.113.40"),
        attempts(1, "Failed password for illegal user bo from 203.0.113.40 port 9 ssh2"),
        attempts(1, "Failed keyboard-interactive for <invalid username> from 203.0.113.40 port 9"),
        // Several lines, one attempt.
        attempts(
            1,
            "pam_unix(sshd:auth): " + BY_ROOT,
            "Failed password for root from 203.0.113.40 port 9 ssh2",
            "Connection closed by authenticating user root 203.0.113.40 port 9 [preauth]"),
        attempts(
            1,
            "pam_unix(sshd:auth): " + BY_ROOT,
            "pam_sss(sshd:auth): " + BY_ROOT,
            "error: maximum authentication attempts exceeded for root from 203.0.113.40 port 9"
                + " ssh2 [preauth]",
            "Disconnecting authenticating user root 203.0.113.40 port 9: Too many authentication"
                + " failures [preauth]"),
        attempts(
            1,
            "Invalid user bo from 203.0.113.40 port 9",
            "32: pam_unix(sshd:auth): check pass; user unknown",
            "32: pam_unix(sshd:auth): " + PAM,
            "error: PAM: Authentication failure for illegal user bo from 203.0.113.40",
            "Failed keyboard-interactive/pam for invalid user bo from 203.0.113.40 port 9 ssh2",
            "Disconnected from invalid user bo 203.0.113.40 port 9 [preauth]"),
        // PAM's process is another one.
        attempts(
            2,
            "32: pam_unix(sshd:auth): " + BY_ROOT,
            "error: PAM: Authentication failure for root from 203.0.113.40",
            "Failed keyboard-interactive/pam for root from 203.0.113.40 port 9 ssh2",
            "33: pam_unix(sshd:auth): " + BY_ROOT,
            "error: PAM: Authentication failure for root from 203.0.113.40",
            "Failed keyboard-interactive/pam for root from 203.0.113.40 port 9 ssh2",
            "Connection closed by authenticating user root 203.0.113.40 port 9 [preauth]"),
        // What PAM adds up at the end.
        attempts(3, "pam_unix(sshd:auth): " + BY_ROOT, "PAM 2 more " + more(2)),
        attempts(2, "pam_unix(sshd:auth): " + BY_ROOT, "PAM 1 more " + more(1)),
        attempts(
            3,
            "pam_unix(sshd:auth): " + BY_ROOT,
            "Failed password for root from 203.0.113.40 port 9 ssh2",
            "message repeated 2 times: [ Failed password for root from 203.0.113.40 port 9 ssh2]",
            "error: maximum authentication attempts exceeded for root from 203.0.113.40 port 9"
                + " ssh2 [preauth]",
            "PAM 2 more " + more(2)),
        attempts(
            5,
            "message repeated 5 times: [ error: PAM: Authentication error for root from"
                + " 203.0.113.40]"),
        // Other people's attempts at the same time.
        attempts(
            2,
            "pam_unix(sshd:auth): " + BY_ROOT,
            "44: pam_unix(sshd:auth): " + BY_ROOT,
            "Failed password for root from 203.0.113.40 port 9 ssh2",
            "44: Failed password for root from 203.0.113.40 port 10 ssh2"),
        // One module says no, the next one yes.
        attempts(
            1,
            "pam_unix(sshd:auth): " + BY_ROOT,
            "pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser="
                + " rhost=203.0.113.40 user=root",
            "Accepted password for root from 203.0.113.40 port 9 ssh2"),
        // A key that was not wanted, and another way in that was.
        attempts(
            1,
            "Failed publickey for root from 203.0.113.40 port 9 ssh2: RSA SHA256:abc",
            "Accepted password for root from 203.0.113.40 port 9 ssh2"));
  }

  private static String more(int count) {
    return "authentication failure%s; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.40  user=root"
        .formatted(count == 1 ? "" : "s");
  }

  @ParameterizedTest
  @MethodSource("connections")
  void eachAttemptCountsOnce(int count, List<String> messages) {
    Imported imported = said(messages.toArray(String[]::new));

    assertThat(imported.logins()).as(imported.run().err()).hasSize(count);
    assertThat(imported.logins()).extracting(LoginEvent::getIp).containsOnly("203.0.113.40");
  }

  @ParameterizedTest
  @MethodSource("connections")
  void eachAttemptCountsOnceIfTheNewestComesFirst(int count, List<String> messages) {
    List<String> lines = new ArrayList<>(List.of(lines(messages.toArray(String[]::new))));
    lines.add(0, "May 14 07:59:58 box cron[1]: x");
    lines.add(0, "May 14 07:59:57 box cron[1]: x");
    Collections.reverse(lines);

    assertThat(Imported.sshd(folder, lines.toArray(String[]::new)).logins()).hasSize(count);
  }

  @Test
  void theOldNameOfPamsLinesIsKnown() {
    Imported imported =
        Imported.sshd(
            folder,
            "May 14 08:00:00 box sshd(pam_unix)[31]: " + BY_ROOT,
            "May 14 08:00:09 box sshd(pam_unix)[31]: 4 more " + more(4));

    assertThat(imported.logins()).hasSize(5);
    assertThat(imported.accounts()).containsOnly("root");
  }

  @Test
  void aProcessNumberThatComesAgainIsAnotherConnection() {
    String closed = "Connection closed by authenticating user root 203.0.113.40 port 9 [preauth]";
    assertThat(
            Imported.sshd(
                    folder,
                    "May 14 08:00:00 box sshd[31]: Failed password for root from 203.0.113.40 port"
                        + " 9 ssh2",
                    "May 14 08:00:01 box sshd[31]: " + closed,
                    "May 14 11:30:00 box sshd[31]: " + closed)
                .logins())
        .hasSize(2);
  }

  @Test
  void aSyslogThatSwallowsRepetitionsSaysSoInItsOwnWay() {
    String failed = "Failed password for root from 203.0.113.40 port 9 ssh2";
    assertThat(
            Imported.sshd(
                    folder,
                    "May 14 08:00:00 box sshd[31]: " + failed,
                    "May 14 08:00:02 box sshd[31]: Last message 'Failed password for ' repeated 2"
                        + " times, suppressed by syslog-ng on box",
                    "May 14 08:00:09 box sshd[31]: " + failed,
                    "May 14 08:00:10 --- last message repeated 1 time ---",
                    "May 14 08:00:11 box sshd[31]: " + failed,
                    "May 14 08:00:12 box last message repeated 3 times")
                .logins())
        .hasSize(1 + 2 + 1 + 1 + 1 + 3);
  }
}
