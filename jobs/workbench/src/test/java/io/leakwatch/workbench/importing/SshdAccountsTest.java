package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose attempt it was, how it was made, and why it failed. */
class SshdAccountsTest {

  private static final String PAM =
      "authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.40 ";
  private static final String BY_ROOT = PAM + " user=root";

  @TempDir private Path folder;

  private Imported said(String... messages) {
    return Imported.sshd(folder, SshdAttemptsTest.lines(messages));
  }

  @Test
  void anAttemptIsKnownByItsNameFromAnotherLine() {
    assertThat(
            said(
                    "Invalid user bo from 203.0.113.40 port 9",
                    "pam_unix(sshd:auth): " + PAM,
                    "PAM 1 more " + PAM.replace("failure;", "failure;"))
                .accounts())
        .containsExactly("bo", "bo");
  }

  @Test
  void anAttemptWhoseNameNoLineHoldsIsNobodys() {
    assertThat(said("pam_unix(sshd:auth): " + PAM).accounts()).containsExactly("unknown");
    assertThat(said("Failed password for - from 203.0.113.40 port 9 ssh2").accounts())
        .containsExactly("unknown");
  }

  @Test
  void namesWithAnAtAreTheSameInAnyCase() {
    assertThat(
            said(
                    "Failed password for invalid user Ada@Example.ORG from 203.0.113.40 port 9 ssh2",
                    "32: Failed password for invalid user Ada from 203.0.113.40 port 9 ssh2")
                .accounts())
        .containsExactly("ada@example.org", "Ada");
  }

  @Test
  void howALoginWasMadeIsKept() {
    assertThat(
            said(
                    "1: Accepted publickey for a from 192.0.2.1 port 1 ssh2: RSA SHA256:x",
                    "2: Accepted publickey for a from 192.0.2.1 port 1 ssh2: ED25519-CERT SHA256:x"
                        + " ID a@ex (serial 5) CA ED25519 SHA256:y",
                    "3: Accepted hostbased for a from 192.0.2.1 port 1 ssh2: RSA SHA256:x, client"
                        + " user \"a\", client host \"b.example\"",
                    "4: Accepted gssapi-keyex for a from 192.0.2.1 port 1 ssh2: a@REALM",
                    "5: Accepted gssapi-with-mic for a from 192.0.2.1 port 1 ssh2",
                    "6: Accepted kerberos for a from 192.0.2.1 port 1 ssh2",
                    "7: Accepted password for a from 192.0.2.1 port 1 ssh2",
                    "8: Accepted keyboard-interactive/pam for a from 192.0.2.1 port 1 ssh2")
                .logins())
        .extracting(LoginEvent::getMethod)
        .containsExactly(
            LoginMethod.PASSKEY,
            LoginMethod.PASSKEY,
            LoginMethod.PASSKEY,
            LoginMethod.SSO,
            LoginMethod.SSO,
            LoginMethod.SSO,
            LoginMethod.PASSWORD,
            LoginMethod.PASSWORD);
  }

  @Test
  void twoStepsAreASecondFactor() {
    assertThat(
            said(
                    "Partial publickey for a from 192.0.2.1 port 1 ssh2: RSA SHA256:x",
                    "Accepted keyboard-interactive/pam for a from 192.0.2.1 port 1 ssh2")
                .logins())
        .singleElement()
        .returns(true, LoginEvent::getMfa)
        .returns(LoginOutcome.SUCCESS, LoginEvent::getOutcome);
  }

  @Test
  void aConnectionThatEndsAfterKeysOnlyTriedAKey() {
    assertThat(
            said(
                    "Failed publickey for root from 203.0.113.40 port 9 ssh2: RSA SHA256:abc",
                    "Failed publickey for root from 203.0.113.40 port 9 ssh2: RSA SHA256:abd",
                    "Connection closed by authenticating user root 203.0.113.40 port 9 [preauth]")
                .logins())
        .extracting(LoginEvent::getMethod, LoginEvent::getOutcome, LoginEvent::getFailureReason)
        .containsExactly(tuple(LoginMethod.PASSKEY, LoginOutcome.FAILURE, FailureReason.OTHER));
  }

  @Test
  void aConnectionThatEndsWithoutAnyOtherLineFailedForNoKnownReason() {
    assertThat(
            said("Connection closed by authenticating user root 203.0.113.40 port 9 [preauth]")
                .logins())
        .extracting(LoginEvent::getMethod, LoginEvent::getOutcome, LoginEvent::getFailureReason)
        .containsExactly(tuple(LoginMethod.UNKNOWN, LoginOutcome.FAILURE, null));
  }

  @Test
  void whyItFailedIsWhatTheLinesSay() {
    assertThat(
            said(
                    "1: error: PAM: Authentication failure for root from 203.0.113.40",
                    "2: error: PAM: Authentication failure for illegal user bo from 203.0.113.40",
                    "3: error: PAM: User account has expired for eve from 203.0.113.40",
                    "4: pam_unix(sshd:auth): " + BY_ROOT)
                .logins())
        .extracting(LoginEvent::getFailureReason)
        .containsExactly(
            FailureReason.BAD_CREDENTIAL,
            FailureReason.UNKNOWN_ACCOUNT,
            FailureReason.LOCKED,
            FailureReason.BAD_CREDENTIAL);
  }

  @Test
  void theAddressOfTheConnectionIsBetterThanTheNameOfItsHost() {
    assertThat(
            said(
                    "Connection from 203.0.113.40 port 9 on 10.0.0.1 port 22",
                    "Failed password for root from dsl-7.example.net port 9 ssh2")
                .addresses())
        .containsExactly("203.0.113.40");
  }
}
