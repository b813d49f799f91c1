package io.leakwatch.pipeline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.json.JsonTree;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingTest {

  private static final String LOGINS =
      """
      event: login-events
      only:
        /type: [signin, signout]
      except:
        /env: [test, staging]
        /user/name: null
      fields:
        event_id: header:message-id
        occurred_at: {from: /ts, time: s}
        account_id: [/user/name, key]
        action: {from: /type, values: {signin: LOGIN, signout: LOGOUT}}
        outcome: {from: /ok, values: {true: SUCCESS, false: FAILURE}, default: SUCCESS}
        failure_reason: {from: /why, values: {bad_pw: BAD_CREDENTIAL}, otherwise: OTHER}
        method: {constant: PASSWORD}
        ip: [/client/ip, /remote]
        mfa: /mfa
        asn: /client/as
        geo.country: /client/cc
        geo.latitude: /client/lat
        geo.longitude: /client/lon
      """;

  private static final Map<String, String> HEADERS = Map.of("message-id", "m-1");

  private static Mapped map(String mapping, String json) {
    try {
      return Mapping.of(mapping)
          .of(JsonTree.read(json.getBytes(StandardCharsets.UTF_8)), new Around());
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
  }

  private static final class Around implements Surroundings {
    @Override
    public String header(String name) {
      return HEADERS.get(name);
    }

    @Override
    public String key() {
      return "by-key";
    }

    @Override
    public String place() {
      return "topic-0-17";
    }

    @Override
    public String content() {
      return "abc";
    }
  }

  private static LoginEvent login(String mapping, String json) {
    Mapped mapped = map(mapping, json);
    assertThat(mapped).isInstanceOf(Mapped.Event.class);
    return (LoginEvent) ((Mapped.Event) mapped).event();
  }

  private static String unreadable(String mapping, String json) {
    Mapped mapped = map(mapping, json);
    assertThat(mapped).isInstanceOf(Mapped.Unreadable.class);
    return ((Mapped.Unreadable) mapped).why();
  }

  @Test
  void fieldsComeFromWhereTheMappingSays() {
    assertThat(
            login(
                LOGINS,
                """
                {"type": "signin", "ts": 1772452800.25, "ok": false, "why": "bad_pw",
                 "user": {"name": 42}, "mfa": "True",
                 "client": {"ip": "192.0.2.1", "as": "64500", "cc": "DE", "lat": "52.5", "lon": 13}}
                """))
        .satisfies(
            login -> {
              assertThat(login.getEventId()).isEqualTo("m-1");
              assertThat(login.getOccurredAt())
                  .isEqualTo(Instant.parse("2026-03-02T12:00:00.250Z"));
              assertThat(login.getAccountId()).isEqualTo("42");
              assertThat(login.getAction()).isEqualTo(LoginAction.LOGIN);
              assertThat(login.getOutcome()).isEqualTo(LoginOutcome.FAILURE);
              assertThat(login.getFailureReason()).isEqualTo(FailureReason.BAD_CREDENTIAL);
              assertThat(login.getMethod()).isEqualTo(LoginMethod.PASSWORD);
              assertThat(login.getIp()).isEqualTo("192.0.2.1");
              assertThat(login.getMfa()).isTrue();
              assertThat(login.getAsn()).isEqualTo(64500);
              assertThat(login.getGeo().getCountry()).isEqualTo("DE");
              assertThat(login.getGeo().getLatitude()).isEqualTo(52.5);
            });
  }

  @Test
  void whatIsNotThereHasItsDefaultOrIsLeftToTheContracts() {
    assertThat(
            login(
                LOGINS,
                """
                {"type": "signout", "ts": "1772452800", "user": {"name": "ada"}, "why": "new",
                 "mfa": null, "remote": "192.0.2.2", "client": {"ip": null, "cc": "DE", "lat": 1}}
                """))
        .satisfies(
            login -> {
              assertThat(login.getOutcome()).isEqualTo(LoginOutcome.SUCCESS);
              assertThat(login.getFailureReason()).isEqualTo(FailureReason.OTHER);
              assertThat(login.getIp()).isEqualTo("192.0.2.2");
              assertThat(login.getMfa()).isFalse();
              assertThat(login.getAsn()).isNull();
              assertThat(login.getGeo()).as("a place without its longitude").isNull();
            });
  }

  @Test
  void whatIsNoEventIsLeftOut() {
    assertThat(map(LOGINS, "{\"type\": \"profile\"}")).isInstanceOf(Mapped.LeftOut.class);
    assertThat(map(LOGINS, "{}")).isInstanceOf(Mapped.LeftOut.class);
    assertThat(map(LOGINS, "{\"type\": [\"signin\"]}")).isInstanceOf(Mapped.LeftOut.class);
    assertThat(map(LOGINS, "{\"type\": \"signin\"}"))
        .as("without a user")
        .isInstanceOf(Mapped.LeftOut.class);
    assertThat(
            map(LOGINS, "{\"type\": \"signin\", \"user\": {\"name\": \"a\"}, \"env\": \"test\"}"))
        .isInstanceOf(Mapped.LeftOut.class);
  }

  @Test
  void whatShouldBeAnEventAndIsNoneSaysWhyAndWhere() {
    String user = "\"type\": \"signin\", \"user\": {\"name\": \"ada\"}";
    assertThat(unreadable(LOGINS, "{%s, \"ok\": \"perhaps\"}".formatted(user)))
        .isEqualTo("outcome: found 'perhaps', which is none of the mapping's values");
    assertThat(
            unreadable(
                LOGINS.replace("/type, values: {signin: LOGIN, signout: LOGOUT}", "/type"),
                "{%s, \"ts\": 1772452800}".formatted(user)))
        .startsWith("action: found 'signin', expected one of LOGIN, LOGOUT, ")
        .endsWith("; give values for it in the mapping");
    assertThat(unreadable(LOGINS, "{%s, \"ok\": true}".formatted(user)))
        .isEqualTo(
            "occurred_at: found nothing, expected epoch milliseconds, or ISO-8601 with a zone such"
                + " as 2026-01-31T12:00:00Z (mapped from /ts)");
    for (String time :
        new String[] {"\"noon\"", "{}", "1e300", "\"1e999999999\"", "true", "\"\""}) {
      assertThat(unreadable(LOGINS, "{%s, \"ts\": %s}".formatted(user, time)))
          .as(time)
          .startsWith("occurred_at: found ")
          .endsWith("expected a time in s since 1970");
    }
    assertThat(
            unreadable(
                LOGINS, "{%s, \"ts\": 1772452800, \"client\": {\"ip\": [1]}}".formatted(user)))
        .isEqualTo("ip: found an array, expected a string (mapped from /client/ip or /remote)");
  }

  private static Instant at(String time, String written) {
    return login(
            """
            event: login-events
            fields:
              event_id: place
              occurred_at: {from: /at, time: %s}
              account_id: key
              action: {constant: LOGIN}
              outcome: {constant: FAILURE}
            """
                .formatted(time),
            "{\"at\": %s}".formatted(written))
        .getOccurredAt();
  }

  @Test
  void timesAreReadAsTheyAreWritten() {
    Instant noon = Instant.parse("2026-03-02T12:00:00Z");
    assertThat(at("s", "1772452800")).isEqualTo(noon);
    assertThat(at("ms", "\"1772452800000\"")).isEqualTo(noon);
    assertThat(at("us", "1772452800000999")).isEqualTo(noon);
    assertThat(at("ns", "1772452800000999999")).isEqualTo(noon);
    assertThat(at("iso", "\"2026-03-02T13:00:00+01:00\"")).isEqualTo(noon);
    assertThat(at("iso", "\"2026-03-02 12:00:00.000Z\"")).isEqualTo(noon);
    assertThat(at("iso, zone: Europe/Berlin", "\"2026-03-02T13:00:00\"")).isEqualTo(noon);
    assertThat(at("iso, zone: Europe/Berlin", "\"2026-03-02T12:00:00Z\""))
        .as("a zone that is written wins")
        .isEqualTo(noon);
    assertThat(at("dd.MM.yyyy HH:mm:ss, zone: Europe/Berlin", "\"02.03.2026 13:00:00\""))
        .isEqualTo(noon);
    assertThat(at("'dd/MMM/yyyy:HH:mm:ss Z'", "\"02/Mar/2026:12:00:00 +0000\"")).isEqualTo(noon);
    assertThat(at("yyyy-MM-dd, zone: UTC", "\"2026-03-02\""))
        .isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
  }

  @Test
  void listsAreMappedValueByValue() {
    String calls =
        """
        event: api-events
        fields:
          event_id: content
          occurred_at: /at
          http_method: {constant: GET}
          endpoint: /route
          operation: {constant: LIST}
          resource: {constant: FOLLOWERS}
          status: /status
          data_classes: {from: /pii, values: {mail: EMAIL, tel: PHONE}}
          scopes_required: {constant: [read]}
          scopes_granted: {from: /scope, split: " "}
        """;
    Mapped mapped =
        map(
            calls,
            """
            {"at": "2026-03-02T12:00:00Z", "route": "/f", "status": "200",
             "pii": ["mail", "tel"], "scope": "read  write"}
            """);

    assertThat(((Mapped.Event) mapped).event())
        .isInstanceOfSatisfying(
            ApiEvent.class,
            call -> {
              assertThat(call.getStatus()).isEqualTo(200);
              assertThat(call.getDataClasses()).containsExactly(DataClass.EMAIL, DataClass.PHONE);
              assertThat(call.getScopesRequired()).containsExactly("read");
              assertThat(call.getScopesGranted()).containsExactly("read", "write");
            });
    assertThat(unreadable(calls, "{\"at\": 1772452800000, \"route\": \"/f\", \"pii\": [\"dna\"]}"))
        .isEqualTo("data_classes: found 'dna', which is none of the mapping's values");
    assertThat(unreadable(calls, "{\"at\": 1772452800000, \"route\": \"/f\", \"status\": \"ok\"}"))
        .isEqualTo(
            "status: found string \"ok\", expected a whole number of 32 bits (mapped from /status)");
  }
}
