package io.leakwatch.pipeline.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** All faults of a mapping are found, and found together. */
class MappingFileTest {

  private static final String WHOLE =
      """
      event: login-events
      fields:
        event_id: content
        occurred_at: /at
        account_id: /user
        action: {constant: LOGIN}
        outcome: {from: /ok, values: {true: SUCCESS, false: FAILURE}}
      """;

  private static List<String> faults(String yaml) {
    MappingFault fault = catchThrowableOfType(MappingFault.class, () -> Mapping.of(yaml));
    assertThat(fault).as("refuses").isNotNull();
    return fault.faults();
  }

  @Test
  void aWholeOneHasNone() throws MappingFault {
    assertThat(Mapping.of(WHOLE).kind().topic()).isEqualTo("login-events");
  }

  @Test
  void allFaultsAreListedTogether() {
    assertThat(
            faults(
                """
                event: login-events
                onyl: {}
                only: {type: login}
                except: {/env: [[test]]}
                fields:
                  event_id: id
                  occurred_at: {from: /at, time: yyyy-MM-dd HH:mm, zone: Mars}
                  user_name: /user
                  action: {constant: SIGN_IN}
                  outcome: {from: /ok, values: {true: SUCCESS, false: FAILED}, otherwise: PERHAPS}
                  method: {constant: PASSWORD, from: /m}
                  mfa: {from: /mfa, default: maybe, time: s}
                  ip: {from: [/ip, ip~2], split: ","}
                  asn: {from: /asn, form: x}
                  geo.country: {constant: NO}
                """))
        .containsExactlyInAnyOrder(
            "onyl: unknown key; known are event, except, fields, only",
            "only: " + PlaceWords.none("type"),
            "except./env: a word must be a single value",
            "fields.event_id: " + PlaceWords.none("id"),
            "fields.occurred_at.zone: 'Mars' is no time zone; write one such as Europe/Berlin or"
                + " UTC",
            "fields.user_name: login-events has no such field; it has event_id, occurred_at,"
                + " action, outcome, failure_reason, account_id, ip, user_agent, device_id,"
                + " session_id, method, mfa, geo.country, geo.latitude, geo.longitude,"
                + " geo.accuracy_km, asn",
            "fields.action.constant: found 'SIGN_IN', expected one of LOGIN, LOGOUT,"
                + " TOKEN_REFRESH, MFA_CHALLENGE, MFA_DISABLE, PASSWORD_RESET_REQUEST,"
                + " PASSWORD_CHANGE, EMAIL_CHANGE, PHONE_CHANGE, OTHER",
            "fields.outcome.values.false: found 'FAILED', expected one of SUCCESS, FAILURE, UNKNOWN",
            "fields.outcome.otherwise: found 'PERHAPS', expected one of SUCCESS, FAILURE, UNKNOWN",
            "fields.method: give either from, where it stands, or constant",
            "fields.mfa.default: found string \"maybe\", expected true or false",
            "fields.mfa.time: the field is no time",
            "fields.ip: " + PlaceWords.none("ip~2"),
            "fields.ip.split: the field is no list",
            "fields.asn.form: unknown key; known are constant, default, from, otherwise, split,"
                + " time, values, zone",
            "fields.geo.country.constant: YAML reads it as false; put it in quotes, whatever it is",
            "fields.account_id: missing; login-events cannot do without it",
            "fields.geo.latitude: missing; geo cannot do without it",
            "fields.geo.longitude: missing; geo cannot do without it");
  }

  @Test
  void patternsAreTriedAndNeedAZone() {
    assertThat(faults(WHOLE.replace("/at", "{from: /at, time: yyyy-MM-dd qqq bbb}")))
        .singleElement()
        .asString()
        .startsWith("fields.occurred_at.time: 'yyyy-MM-dd qqq bbb' is none of s, ms, us, ns, iso");
    assertThat(faults(WHOLE.replace("/at", "{from: /at, time: \"yyyy-MM-dd'Z'HH:mm\"}")))
        .containsExactly(
            "fields.occurred_at.time: the pattern 'yyyy-MM-dd'Z'HH:mm' has no zone; add zone: UTC,"
                + " or whichever it is");
    assertThat(faults(WHOLE.replace("/at", "{from: /at, time: s, zone: UTC}")))
        .containsExactly("fields.occurred_at.time: seconds since 1970 have no zone; leave it out");
  }

  @Test
  void whatIsNoMappingIsRefused() {
    assertThat(faults("")).containsExactly("found no keys; it needs event and fields");
    assertThat(faults("- a")).containsExactly("found no keys; it needs event and fields");
    assertThat(faults("event: [")).singleElement().asString().startsWith("not YAML: ");
    assertThat(faults("event: login-events\nevent: login-events"))
        .singleElement()
        .asString()
        .startsWith("not YAML: Duplicate field 'event'");
    assertThat(faults("event: logins"))
        .containsExactly(
            "event: found 'logins'; write what the records become, one of login-events,"
                + " api-events, dm-metadata-events");
    assertThat(faults("event: api-events"))
        .containsExactly("fields: found none; write a field of the contract and where it stands");
  }
}
