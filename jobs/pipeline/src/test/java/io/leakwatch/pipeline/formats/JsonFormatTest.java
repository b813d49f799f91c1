package io.leakwatch.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginMethod;
import org.junit.jupiter.api.Test;

class JsonFormatTest {

  private final Read read = new Read(new JsonFormat(EventKind.LOGIN, Read.MAX_AHEAD));

  private static String login(String occurredAt, String more) {
    return ("{\"event_id\": \"e1\", \"occurred_at\": %s, \"account_id\": \"ada\","
            + " \"action\": \"LOGIN\", \"outcome\": \"FAILURE\"%s}")
        .formatted(occurredAt, more);
  }

  @Test
  void aRecordIsReadAsALineOfAFileIs() {
    assertThat(
            read.login(
                login("\"2026-03-02T13:00:00+01:00\"", ", \"ip\": \"192.0.2.1\", \"new\": 1")))
        .satisfies(
            login -> {
              assertThat(login.getAccountId()).isEqualTo("ada");
              assertThat(login.getOccurredAt()).isEqualTo(Read.NOON);
              assertThat(login.getIp()).isEqualTo("192.0.2.1");
              assertThat(login.getMethod()).isEqualTo(LoginMethod.UNKNOWN);
            });
  }

  @Test
  void whatIsNoEventIsADeadLetterThatSaysWhy() {
    DeadLetter cut = read.letter(login("0", "").replace("}", ""));
    assertThat(cut.getReason()).isEqualTo("undecodable");
    assertThat(cut.getDetail()).startsWith("not JSON at column ");
    assertThat(cut.getOffset()).isEqualTo(17);
    assertThat(cut.getKey()).isNotNull();
    assertThat(cut.getValue()).isNotNull();
    assertThat(read.letter(login("true", "")).getDetail())
        .isEqualTo(
            "occurred_at: found true, expected epoch milliseconds, or ISO-8601 with a zone such as"
                + " 2026-01-31T12:00:00Z");
    assertThat(read.letter("[]").getDetail()).isEqualTo("found an array, expected an object");
    assertThat(read.letter("").getDetail()).isEqualTo("found nothing, expected a JSON object");
  }

  @Test
  void aTombstoneIsADeadLetter() {
    DeadLetter tombstone = Read.letter(read.of(null));

    assertThat(tombstone.getReason()).isEqualTo("undecodable");
    assertThat(tombstone.getDetail()).isEqualTo("the record has no value");
    assertThat(tombstone.getValue()).isNull();
    assertThat(tombstone.getKey()).isNotNull();
  }

  @Test
  void anEventThatClaimsATimeItCannotHaveIsRefused() {
    assertThat(read.letter(login("1772452800", "")))
        .satisfies(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("invalid-value");
              assertThat(letter.getDetail()).contains("which reads as seconds");
            });
    long ahead = Read.NOON.toEpochMilli() + Read.MAX_AHEAD;
    assertThat(read.login(login(Long.toString(ahead), "")).getAccountId()).isEqualTo("ada");
    assertThat(read.letter(login(Long.toString(ahead + 1), "")).getReason())
        .isEqualTo("ahead-of-time");
  }
}
