package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.LoginOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client types into its name, nobody else is accused. */
class SshdForgeryTest {

  private static final String TRUE = "203.0.113.40";
  private static final String INNOCENT = "198.51.100.77";

  private static final List<String> NAMES =
      List.of(
          "x from 198.51.100.77 port 22 ssh2",
          "x from 198.51.100.77",
          "x from 198.51.100.77 port 22",
          "x from 198.51.100.77 port 22 ssh2 [preauth]",
          "x from 198.51.100.77 via 10.0.0.1",
          "x from 198.51.100.77 not allowed because not listed in AllowUsers",
          "x 198.51.100.77 port 22 [preauth]",
          "x 198.51.100.77 port 22: Too many authentication failures [preauth]",
          "x  rhost=198.51.100.77  user=root",
          "x\" from 198.51.100.77 port 22 ssh2: RSA SHA256:abc, client user \"y",
          "x from 198.51.100.77 port 22 ssh2: RSA SHA256:abc, client user \"y",
          "x\\nMay 14 08:00:00 box sshd[9]: Failed password for y from 198.51.100.77 port 22 ssh2",
          "x\\012Accepted password for root from 198.51.100.77 port 22 ssh2",
          "]: [ Failed password for y from 198.51.100.77 port 22 ssh2]",
          "message repeated 99 times: [ Failed password for y from 198.51.100.77 port 22 ssh2]",
          "invalid user invalid user x from 198.51.100.77",
          "root for invalid user x from 198.51.100.77 port 1 ssh2",
          "Accepted password for root from 198.51.100.77 port 22 ssh2",
          "'; from [198.51.100.77] port 0");

  private static final List<String> LINES =
      List.of(
          "Failed password for invalid user %s from 203.0.113.40 port 5151 ssh2",
          "Failed password for %s from 203.0.113.40 port 5151 ssh2",
          "Failed keyboard-interactive/pam for invalid user %s from 203.0.113.40 port 5151 ssh2"
              + " [preauth]",
          "Invalid user %s from 203.0.113.40 port 5151",
          "Invalid user %s from 203.0.113.40",
          "Illegal user %s from 203.0.113.40",
          "error: PAM: Authentication failure for illegal user %s from 203.0.113.40",
          "error: PAM: Authentication error for illegal user %s from 203.0.113.40 via 10.9.9.9",
          "error: maximum authentication attempts exceeded for invalid user %s from 203.0.113.40"
              + " port 5151 ssh2 [preauth]",
          "Connection closed by invalid user %s 203.0.113.40 port 5151 [preauth]",
          "Disconnected from invalid user %s 203.0.113.40 port 5151 [preauth]",
          "Disconnecting invalid user %s 203.0.113.40 port 5151: Too many authentication failures"
              + " [preauth]",
          "Disconnecting invalid user bo 203.0.113.40 port 5151: Change of username or service not"
              + " allowed: (bo,ssh-connection) -> (%s,ssh-connection) [preauth]",
          "Failed hostbased for bo from 203.0.113.40 port 5151 ssh2: RSA SHA256:abc, client user"
              + " \"%s\", client host \"pc.example\"",
          "Failed hostbased for bo from 203.0.113.40 port 5151 ssh2: RSA SHA256:abc, client user"
              + " \"bo\", client host \"%s\"",
          "Failed hostbased for invalid user %s from 203.0.113.40 port 5151 ssh2: RSA SHA256:abc,"
              + " client user \"bo\", client host \"pc.example\"",
          "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser="
              + " rhost=203.0.113.40  user=%s",
          "message repeated 2 times: [ Failed password for invalid user %s from 203.0.113.40 port"
              + " 5151 ssh2]",
          "input_userauth_request: invalid user %s [preauth]",
          "Failed none for invalid user %s from 203.0.113.40 port 5151 ssh2",
          "Failed publickey for invalid user %s from 203.0.113.40 port 5151 ssh2: RSA SHA256:abc",
          "Postponed keyboard-interactive for invalid user %s from 203.0.113.40 port 5151 ssh2",
          "Received disconnect from 203.0.113.40 port 5151:11: %s [preauth]",
          "Bad protocol version identification '%s' from 203.0.113.40 port 5151",
          "banner exchange: Connection from 203.0.113.40 port 5151: %s",
          "error: kex_exchange_identification: client sent invalid protocol identifier \"%s\"",
          "User bo from 203.0.113.40 not allowed because shell %s does not exist");

  @TempDir private Path folder;

  static Stream<String> lines() {
    return LINES.stream();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void noNameAccusesSomebodyElse(String line) {
    for (String name : NAMES) {
      List<String> log = new ArrayList<>();
      log.add("May 14 07:59:00 box sshd[30]: Failed password for ada from 192.0.2.1 port 1 ssh2");
      log.add("May 14 08:00:00 box sshd[31]: " + line.formatted(name));
      Imported imported = Imported.sshd(folder, log.toArray(String[]::new));

      assertThat(imported.addresses())
          .as("%s: %s", name, line)
          .doesNotContain(INNOCENT)
          .allMatch(
              address -> address == null || address.equals("192.0.2.1") || address.equals(TRUE));
      assertThat(imported.logins())
          .as("%s: %s", name, line)
          .allMatch(event -> event.getOutcome() == LoginOutcome.FAILURE)
          .hasSizeLessThanOrEqualTo(3);
    }
  }
}
