package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.workbench.importing.lines.Entry;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.lines.YearWanted;
import io.leakwatch.workbench.importing.sshd.SshdLog;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshdLogTest {

  private static final String AT = "Mar  7 12:00:00 bastion ";

  private static SshdLog log(String zone) {
    return new SshdLog(new LogFormat.Clock(Optional.of(Year.of(2023)), ZoneId.of(zone)));
  }

  /** What a log of one connection's messages becomes. */
  private static List<LoginEvent> said(String... messages) {
    List<String> lines = new ArrayList<>();
    for (String message : messages) {
      lines.add(AT + "sshd[412]: " + message);
    }
    return events(lines.toArray(String[]::new));
  }

  private static List<LoginEvent> events(String... lines) {
    SshdLog log = log("UTC");
    List<LoginEvent> events = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      if (log.read(i + 1, lines[i]) instanceof Entry.Events found) {
        found.events().forEach(event -> events.add((LoginEvent) event));
      }
    }
    return events;
  }

  @Test
  void aWrongPasswordIsAFailedLogin() {
    assertThat(said("Failed password for root from 203.0.113.9 port 55022 ssh2"))
        .singleElement()
        .returns(Instant.parse("2023-03-07T12:00:00Z"), LoginEvent::getOccurredAt)
        .returns("root", LoginEvent::getAccountId)
        .returns("203.0.113.9", LoginEvent::getIp)
        .returns(LoginOutcome.FAILURE, LoginEvent::getOutcome)
        .returns(FailureReason.BAD_CREDENTIAL, LoginEvent::getFailureReason)
        .returns(LoginMethod.PASSWORD, LoginEvent::getMethod);
  }

  @Test
  void whatIsAcceptedIsALoginByItsMethod() {
    assertThat(
            said(
                "Accepted password for ada from 2001:db8::7 port 1 ssh2",
                "Accepted publickey for ada from 192.0.2.1 port 1 ssh2: ED25519 SHA256:abc",
                "Accepted keyboard-interactive/pam for ada from 192.0.2.1 port 1 ssh2",
                "Accepted gssapi-with-mic for ada from 192.0.2.1 port 1 ssh2"))
        .allMatch(event -> event.getOutcome() == LoginOutcome.SUCCESS)
        .allMatch(event -> event.getFailureReason() == null)
        .extracting(LoginEvent::getMethod)
        .containsExactly(
            LoginMethod.PASSWORD, LoginMethod.PASSKEY, LoginMethod.PASSWORD, LoginMethod.SSO);
  }

  @Test
  void anInvalidUserAndTheFailureThatFollowsAreOneAttempt() {
    assertThat(
            said(
                "Invalid user oracle from 203.0.113.9 port 4022",
                "input_userauth_request: invalid user oracle [preauth]",
                "pam_unix(sshd:auth): check pass; user unknown",
                "pam_unix(sshd:auth): authentication failure; logname= uid=0 rhost=203.0.113.9",
                "Failed password for invalid user oracle from 203.0.113.9 port 4022 ssh2",
                "Connection closed by invalid user oracle 203.0.113.9 port 4022 [preauth]"))
        .singleElement()
        .returns("oracle", LoginEvent::getAccountId)
        .returns(FailureReason.UNKNOWN_ACCOUNT, LoginEvent::getFailureReason);
  }

  @Test
  void aSecondFailureOfTheSameConnectionIsASecondAttempt() {
    assertThat(
            said(
                "Invalid user oracle from 203.0.113.9 port 4022",
                "Failed password for invalid user oracle from 203.0.113.9 port 4022 ssh2",
                "Failed password for invalid user oracle from 203.0.113.9 port 4022 ssh2"))
        .hasSize(2);
  }

  @Test
  void theFailureOfAnotherConnectionOrNameIsAnotherAttempt() {
    assertThat(
            events(
                AT + "sshd[1]: Invalid user a from 203.0.113.9",
                AT + "sshd[2]: Failed password for invalid user a from 203.0.113.9 port 1 ssh2",
                AT + "sshd[1]: Failed password for invalid user b from 203.0.113.9 port 1 ssh2"))
        .hasSize(3);
  }

  @Test
  void aUserWhoIsNotAllowedIsBlockedAndNotUnknown() {
    assertThat(
            said(
                "User root from 203.0.113.9 not allowed because not listed in AllowUsers",
                "Failed password for invalid user root from 203.0.113.9 port 1 ssh2",
                "Failed password for invalid user root from 203.0.113.9 port 1 ssh2"))
        .hasSize(2)
        .allMatch(event -> event.getFailureReason() == FailureReason.BLOCKED);
  }

  @Test
  void aRepeatedMessageIsThatManyAttempts() {
    List<LoginEvent> events =
        events(
            AT + "sshd[1]: Failed password for root from 203.0.113.9 port 1 ssh2",
            AT
                + "sshd[1]: message repeated 4 times: [ Failed password for root from 203.0.113.9"
                + " port 1 ssh2]",
            AT + "sshd[1]: Failed password for root from 203.0.113.9 port 1 ssh2",
            "Mar  7 12:00:30 bastion last message repeated 3 times");

    assertThat(events).hasSize(1 + 4 + 1 + 3);
    assertThat(events).extracting(LoginEvent::getEventId).doesNotHaveDuplicates();
    assertThat(events.get(events.size() - 1).getOccurredAt())
        .isEqualTo(Instant.parse("2023-03-07T12:00:30Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Failed publickey for root from 203.0.113.9 port 1 ssh2: RSA SHA256:abc",
        "Failed none for invalid user x from 203.0.113.9 port 1 ssh2",
        "Disconnected from user root 203.0.113.9 port 1",
        "Connection closed by 203.0.113.9 port 1 [preauth]",
        "Did not receive identification string from 203.0.113.9",
        "Received disconnect from 203.0.113.9: 11: Bye Bye [preauth]"
      })
  void whatIsNoAttemptIsSkipped(String message) {
    assertThat(log("UTC").read(1, AT + "sshd[1]: " + message)).isInstanceOf(Entry.Skipped.class);
  }

  @Test
  void otherProgramsAreSkipped() {
    assertThat(log("UTC").read(1, AT + "CRON[9]: pam_unix(cron:session): session opened"))
        .isInstanceOf(Entry.Skipped.class);
    assertThat(log("UTC").read(1, AT + "su: Failed password for root from 192.0.2.1 port 1 ssh2"))
        .isInstanceOf(Entry.Skipped.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mar  7 12:00",
        "Feb 29 12:00:00 bastion sshd[1]: Invalid user a from 192.0.2.1",
        "192.0.2.1 - - [07/Mar/2023:12:00:00 +0000] \"GET / HTTP/1.1\" 200 5",
        "Mar  7 12:00:00 bastion sshd[1]: Failed password for ro",
        "Mar  7 12:00:00 bastion sshd[1]: Failed password for root from 192.0.2.1 po",
        "Mar  7 12:00:00 bastion sshd[1]: Invalid user ada fr"
      })
  void aForeignLineAndALineCutShortAreUnreadable(String line) {
    assertThat(log("UTC").read(1, line)).isInstanceOf(Entry.Unreadable.class);
  }

  @Test
  void aNameMayHoldSpacesOrNothingOrWordsOfTheLog() {
    assertThat(
            said(
                "Invalid user  from 203.0.113.9",
                "Invalid user two words from 203.0.113.9 port 1",
                "Failed password for invalid user x from 192.0.2.1 port 22 ssh2 from 203.0.113.9"
                    + " port 1 ssh2"))
        .extracting(LoginEvent::getAccountId, LoginEvent::getIp)
        .containsExactly(
            tuple("(empty)", "203.0.113.9"),
            tuple("two words", "203.0.113.9"),
            tuple("x from 192.0.2.1 port 22 ssh2", "203.0.113.9"));
  }

  @Test
  void aHostNameIsOneSourceThatIsNobodysAddress() {
    List<LoginEvent> events =
        said(
            "Failed password for root from mail.example.org port 1 ssh2",
            "Failed password for root from Mail.Example.org port 1 ssh2",
            "Failed password for root from www.example.org port 1 ssh2");

    assertThat(events).extracting(LoginEvent::getIp).allMatch(ip -> ip.startsWith("fd"));
    assertThat(events.get(0).getIp())
        .isEqualTo(events.get(1).getIp())
        .isNotEqualTo(events.get(2).getIp());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNKNOWN", "-", "192.0.2.", "1.2.3.4.5", "a..b", "fe80::1%eth0", "x;y"})
  void whatIsNeitherAddressNorHostIsNoSource(String text) {
    assertThat(said("Failed password for root from " + text + " port 1 ssh2"))
        .singleElement()
        .returns(null, LoginEvent::getIp);
  }

  @Test
  void theYearTurnsWithTheMonthsAlsoWhenLinesAreOutOfOrder() {
    String attempt = " h sshd[1]: Failed password for a from 192.0.2.1 port 1 ssh2";
    assertThat(
            events(
                "Dec 31 23:59:59" + attempt,
                "Jan  1 00:00:01" + attempt,
                "Dec 31 23:59:58" + attempt,
                "Jan  1 00:00:02" + attempt))
        .extracting(event -> event.getOccurredAt().toString())
        .containsExactly(
            "2023-12-31T23:59:59Z",
            "2024-01-01T00:00:01Z",
            "2023-12-31T23:59:58Z",
            "2024-01-01T00:00:02Z");
  }

  @Test
  void aTimeWithAYearAndAZoneNeedsNeither() {
    SshdLog log = new SshdLog(new LogFormat.Clock(Optional.empty(), ZoneId.of("Asia/Tokyo")));
    String line =
        "2024-02-29T23:30:00.123456+01:00 h sshd-session[7]: Invalid user a from 192.0.2.1 port 1";

    assertThat(((Entry.Events) log.read(1, line)).events())
        .singleElement()
        .returns(
            Instant.parse("2024-02-29T22:30:00.123Z"),
            event -> ((LoginEvent) event).getOccurredAt());
  }

  @Test
  void aTimeWithoutAZoneIsInTheZoneOfTheLog() {
    Entry entry = log("Asia/Tokyo").read(1, AT + "sshd[1]: Invalid user a from 192.0.2.1");

    assertThat(((LoginEvent) ((Entry.Events) entry).events().get(0)).getOccurredAt())
        .isEqualTo(Instant.parse("2023-03-07T03:00:00Z"));
  }

  @Test
  void withoutAYearATimeThatHasNoneIsRefused() {
    SshdLog log = new SshdLog(new LogFormat.Clock(Optional.empty(), ZoneId.of("UTC")));

    assertThatThrownBy(() -> log.read(1, AT + "sshd[1]: Invalid user a from 192.0.2.1"))
        .isInstanceOf(YearWanted.class);
  }

  @Test
  void theSameLogGivesTheSameIds() {
    String line = AT + "sshd[1]: Failed password for root from 203.0.113.9 port 1 ssh2";

    assertThat(events(line, line)).isEqualTo(events(line, line));
    assertThat(events(line, line)).extracting(LoginEvent::getEventId).doesNotHaveDuplicates();
  }
}
