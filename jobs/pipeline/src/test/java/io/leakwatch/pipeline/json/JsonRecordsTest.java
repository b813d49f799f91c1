package io.leakwatch.pipeline.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {

  private static final String LEAST_LOGIN =
      """
      {"event_id":"e1","occurred_at":1700000000123,"action":"LOGIN","outcome":"SUCCESS",\
      "account_id":"ada"%s}""";

  private static final String LEAST_API =
      """
      {"event_id":"e2","occurred_at":1700000000123,"http_method":"GET","endpoint":"/users",\
      "operation":"READ","resource":"PROFILE","status":200%s}""";

  private static LoginEvent login(String more) throws JsonFault {
    return JsonRecords.read(LEAST_LOGIN.formatted(more), LoginEvent.class);
  }

  private static ApiEvent api(String more) throws JsonFault {
    return JsonRecords.read(LEAST_API.formatted(more), ApiEvent.class);
  }

  @Test
  void whatIsLeftOutTakesItsDefault() throws JsonFault {
    LoginEvent event = login("");

    assertThat(event.getEventId()).isEqualTo("e1");
    assertThat(event.getOccurredAt()).isEqualTo(Instant.ofEpochMilli(1700000000123L));
    assertThat(event.getAction()).isEqualTo(LoginAction.LOGIN);
    assertThat(event.getFailureReason()).isNull();
    assertThat(event.getMethod()).isEqualTo(LoginMethod.UNKNOWN);
    assertThat(event.getMfa()).isFalse();
    assertThat(event.getGeo()).isNull();
  }

  @Test
  void defaultsThatAreNotNullOrZeroHold() throws JsonFault {
    String least =
        """
        {"event_id":"e","occurred_at":0,"kind":"MESSAGE_SENT","actor_id":"a"}""";
    DmMetadataEvent event = JsonRecords.read(least, DmMetadataEvent.class);

    assertThat(event.getParticipants()).isEqualTo(2);
    assertThat(event.getActorIsMember()).isTrue();
    assertThat(event.getKnownContact()).isTrue();
    assertThat(event.getEncryption()).isEqualTo(Encryption.UNKNOWN);
    assertThat(event.getDataClasses()).isEmpty();
    assertThat(api("").getClientKind()).isEqualTo(ClientKind.ANONYMOUS);
  }

  @Test
  void unionsArePlainAndRecordsNest() throws JsonFault {
    LoginEvent event =
        login(
            """
            ,"ip":null,"asn":64500,"geo":{"country":"DE","latitude":52,"longitude":13.4}""");

    assertThat(event.getIp()).isNull();
    assertThat(event.getAsn()).isEqualTo(64500);
    assertThat(event.getGeo()).isEqualTo(new Geo("DE", 52.0, 13.4, null));
  }

  @Test
  void unknownFieldsAreIgnoredWhateverTheyHold() throws JsonFault {
    assertThat(login(",\"later\":{\"a\":[1,{\"account_id\":\"eve\"}]},\"mfa\":true"))
        .returns("ada", LoginEvent::getAccountId)
        .returns(true, LoginEvent::getMfa);
  }

  @Test
  void anUnknownSymbolBecomesTheEnumsDefault() throws JsonFault {
    assertThat(api(",\"data_classes\":[\"EMAIL\",\"SHOE_SIZE\"]").getDataClasses())
        .containsExactly(DataClass.EMAIL, DataClass.OTHER);
    assertThat(login(",\"outcome\":\"PERHAPS\"").getOutcome()).isEqualTo(LoginOutcome.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1700000000123",
        "1700000000123.0",
        "\"2023-11-14T22:13:20.123Z\"",
        "\"2023-11-14T22:13:20.123999Z\"",
        "\"2023-11-15T00:13:20.123+02:00\"",
        "\"2023-11-15T00:13:20.123+0200\"",
        "\"2023-11-15T00:13:20.123+02\"",
        "\"2023-11-14T23:13:20.123+01:00[Europe/Berlin]\""
      })
  void aMomentIsMillisecondsOrIso(String moment) throws JsonFault {
    assertThat(api(",\"oldest_record_at\":" + moment).getOldestRecordAt())
        .isEqualTo(Instant.ofEpochMilli(1700000000123L));
  }

  @Test
  void bytesAreBase64() throws JsonFault {
    DeadLetter letter =
        new DeadLetter(
            "undecodable",
            "no marker",
            "api-events",
            0,
            7L,
            null,
            ByteBuffer.wrap(new byte[] {0, -1, 10}),
            Instant.ofEpochMilli(5));

    String json = JsonRecords.write(letter);

    assertThat(json).contains("\"key\":null,\"value\":\"AP8K\"");
    assertThat(JsonRecords.read(json, DeadLetter.class)).isEqualTo(letter);
  }

  @Test
  void whatIsWrittenReadsBackTheSame() throws JsonFault {
    ApiEvent event =
        api(
            """
            ,"client_id":"app \\"7\\"","data_classes":["EMAIL"],"scopes_granted":["read","dm"],\
            "rate_limit":900,"oldest_record_at":1600000000000,"asn":1""");

    assertThat(JsonRecords.read(JsonRecords.write(event), ApiEvent.class)).isEqualTo(event);
  }

  @Test
  void writingKeepsTheSchemasOrderAndWritesEveryField() throws JsonFault {
    assertThat(JsonRecords.write(login("")))
        .isEqualTo(
            """
            {"event_id":"e1","occurred_at":1700000000123,"action":"LOGIN","outcome":"SUCCESS",\
            "failure_reason":null,"account_id":"ada","ip":null,"user_agent":null,"device_id":null,\
            "session_id":null,"method":"UNKNOWN","mfa":false,"geo":null,"asn":null}""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",\"asn\":\"x\"| asn: found string \"x\", expected a whole number of 32 bits",
        ",\"asn\":4294967296| asn: found number 4294967296, expected a whole number of 32 bits",
        ",\"asn\":1.5| asn: found number 1.5, expected a whole number of 32 bits",
        ",\"account_id\":null| account_id: found null, expected a string",
        ",\"account_id\":7| account_id: found number 7, expected a string",
        ",\"ip\":{\"string\":\"1.2.3.4\"}| ip: found an object, expected a string",
        ",\"mfa\":\"yes\"| mfa: found string \"yes\", expected true or false",
        ",\"geo\":{\"latitude\":1}| geo.longitude: found nothing, expected a number",
        ",\"geo\":{\"latitude\":1,\"longitude\":\"E\"}"
            + "| geo.longitude: found string \"E\", expected a number",
        ",\"geo\":[]| geo: found an array, expected an object",
      })
  void aFaultNamesTheFieldWhatWasFoundAndWhatWasWanted(String more, String fault) {
    assertThatThrownBy(() -> login(more)).isInstanceOf(JsonFault.class).hasMessage(fault);
  }

  @Test
  void aMomentWithoutAZoneIsNoMoment() {
    assertThatThrownBy(() -> login(",\"occurred_at\":\"2023-11-14T22:13:20\""))
        .hasMessage(
            "occurred_at: found string \"2023-11-14T22:13:20\", expected epoch milliseconds, or"
                + " ISO-8601 with a zone such as 2026-01-31T12:00:00Z");
  }

  @Test
  void aFaultInAListNamesTheElement() {
    assertThatThrownBy(() -> api(",\"scopes_granted\":[\"read\",5]"))
        .hasMessage("scopes_granted[1]: found number 5, expected a string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| found nothing, expected a JSON object",
        "[]| found an array, expected an object",
        "{}| event_id: found nothing, expected a string",
        "hello| not JSON at column 1: Unrecognized token 'hello': was expecting (JSON String,"
            + " Number, Array, Object or token 'null', 'true' or 'false')",
      })
  void whatIsNoRecordIsAFault(String json, String fault) {
    assertThatThrownBy(() -> JsonRecords.read(json, LoginEvent.class))
        .isInstanceOf(JsonFault.class)
        .hasMessage(fault);
  }

  @Test
  void aLineCutShortAndALineWithTwoObjectsAreFaults() {
    String whole = LEAST_LOGIN.formatted("");

    assertThatThrownBy(() -> JsonRecords.read(whole.substring(0, 40), LoginEvent.class))
        .isInstanceOf(JsonFault.class)
        .hasMessageStartingWith("not JSON at column ");
    assertThatThrownBy(() -> JsonRecords.read(whole + whole, LoginEvent.class))
        .hasMessage("found more after the JSON object; write one object on each line");
  }

  @Test
  void whatWasFoundIsShownOnOneShortLine() {
    assertThatThrownBy(() -> login(",\"asn\":\"a\\nb" + "c".repeat(500) + "\""))
        .hasMessageStartingWith("asn: found string \"a\\u000abccc")
        .hasMessageContaining("ccc…\", expected");
  }

  @Test
  void theKindOfALineIsToldByItsFields() {
    String dm =
        "{\"kind\":\"MESSAGE_SENT\",\"actor_id\":\"a\",\"event_id\":\"e\",\"occurred_at\":0}";

    assertThat(JsonRecords.kindOf(LEAST_LOGIN.formatted("").getBytes(UTF_8)))
        .contains(EventKind.LOGIN);
    assertThat(JsonRecords.kindOf(LEAST_API.formatted(",\"account_id\":\"a\"").getBytes(UTF_8)))
        .contains(EventKind.API);
    assertThat(JsonRecords.kindOf(dm.getBytes(UTF_8))).contains(EventKind.DM_METADATA);
    assertThat(JsonRecords.kindOf("{\"event_id\":\"e\"}".getBytes(UTF_8))).isEmpty();
    assertThat(JsonRecords.kindOf("[1]".getBytes(UTF_8))).isEmpty();
    assertThat(JsonRecords.kindOf("{\"a\":".getBytes(UTF_8))).isEmpty();
    assertThat(JsonRecords.kindOf(List.of(LEAST_LOGIN, dm).toString().getBytes(UTF_8))).isEmpty();
  }

  @Test
  void halfACharacterStaysApartFromWhateverElseIsNoCharacter() throws JsonFault {
    assertThat(login(",\"device_id\":\"\\ud83d\\ude00\"").getDeviceId()).isEqualTo("😀");
    assertThat(login(",\"device_id\":\"x\\ud83d\"").getDeviceId())
        .isEqualTo("x\uFFFDxED\uFFFDxA0\uFFFDxBD");
    assertThat(login(",\"device_id\":\"x\\ufffd\"").getDeviceId()).isEqualTo("x\uFFFD");
  }
}
