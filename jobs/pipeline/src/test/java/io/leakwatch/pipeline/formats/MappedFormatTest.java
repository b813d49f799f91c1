package io.leakwatch.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.registry.SchemaIds;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappedFormatTest {

  private static final String MAPPING =
      """
      event: login-events
      only: {/type: signin}
      fields:
        event_id: [header:id, place]
        occurred_at: {from: /at, time: s}
        account_id: /user
        session_id: content
        device_id: key
        action: {constant: LOGIN}
        outcome: {constant: FAILURE}
      """;

  private final Read read =
      new Read(
          SourceFormat.of(EventKind.LOGIN, SourceFormat.Encoding.JSON, List.of())
              .mappedBy(MAPPING)
              .open(Read.MAX_AHEAD, false, AccountNames.USUAL, SchemaIds.Patience.OF_A_JOB));

  private static String record(String type, long at) {
    return "{\"type\": \"%s\", \"at\": %d, \"user\": \"ada\"}".formatted(type, at);
  }

  private static final long NOON = Read.NOON.getEpochSecond();

  @Test
  void whatIsBesideTheValueCanBeMapped() {
    byte[] value = record("signin", NOON).getBytes(StandardCharsets.UTF_8);

    assertThat(Read.login(read.of(value)))
        .satisfies(
            login -> {
              assertThat(login.getEventId()).isEqualTo("logins-3-17");
              assertThat(login.getDeviceId()).isEqualTo("ada");
              assertThat(login.getSessionId()).matches("[0-9a-f]{32}");
              assertThat(login.getOccurredAt()).isEqualTo(Read.NOON);
            });
    assertThat(Read.login(read.of(value, Map.of("id", "m-7"))).getEventId()).isEqualTo("m-7");
  }

  @Test
  void whatIsNoneOfTheEventsIsNothingAtAll() {
    assertThat(read.of(record("profile", NOON).getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void allElseIsADeadLetter() {
    DeadLetter tombstone = Read.letter(read.of(null));
    assertThat(tombstone.getDetail()).isEqualTo("the record has no value");
    assertThat(read.letter("{").getDetail()).startsWith("not JSON at column ");
    assertThat(read.letter("[]").getDetail()).isEqualTo("found an array, expected an object");
    assertThat(read.letter("{\"type\": \"signin\"}").getDetail()).endsWith("(mapped from /at)");
    DeadLetter seconds = read.letter(record("signin", NOON * 1000));
    assertThat(seconds.getReason()).isEqualTo("invalid-value");
    assertThat(seconds.getDetail()).startsWith("occurred_at is ");
    assertThat(read.letter(record("signin", NOON + 301)).getReason()).isEqualTo("ahead-of-time");
  }
}
