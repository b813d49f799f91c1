package io.leakwatch.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.AlertsOfCases;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a SIEM reads of an alert keeps the rules of OCSF. */
class OcsfFindingTest {

  private static List<Alert> alerts;

  @BeforeAll
  static void runCases() throws Exception {
    alerts = AlertsOfCases.ofEveryDetector();
  }

  @Test
  void everyDetectorAndEveryActivityIsThere() {
    assertThat(new TreeSet<>(alerts.stream().map(Alert::getDetectorId).toList()))
        .hasSize(Detectors.ALL.size());
    assertThat(new TreeSet<>(alerts.stream().map(Alert::getActivity).toList()))
        .containsExactly(AlertActivity.values());
  }

  @Test
  void alertsOfEveryDetectorKeepTheRules() throws Exception {
    TreeSet<String> faults = new TreeSet<>();
    for (Alert alert : alerts) {
      for (String fault : OcsfRules.faults(OcsfFinding.of(alert))) {
        faults.add(alert.getDetectorId() + ": " + fault);
      }
    }

    assertThat(faults).isEmpty();
  }

  @Test
  void everySeverityHasItsCaption() throws Exception {
    for (Severity severity : Severity.values()) {
      Alert alert = Alert.newBuilder(alerts.get(0)).setSeverity(severity).build();

      assertThat(OcsfRules.faults(OcsfFinding.of(alert))).as(severity.name()).isEmpty();
    }
  }

  @Test
  void subTechniqueStandsBelowItsTechnique() {
    Alert alert = Alert.newBuilder(alerts.get(0)).setAttack(List.of("T1110.004", "T1078")).build();

    assertThat(OcsfFinding.of(alert))
        .contains(
            """
            "attacks":[{"technique":{"uid":"T1110"},"sub_technique":{"uid":"T1110.004"}},\
            {"technique":{"uid":"T1078"}}]""");
  }

  @Test
  void whatWentQuietIsNeitherClosedNorResolved() {
    Alert quiet =
        alerts.stream()
            .filter(each -> each.getActivity() == AlertActivity.CLOSE)
            .findFirst()
            .orElseThrow();

    assertThat(OcsfFinding.of(quiet))
        .contains("\"status_id\":1", "\"activity_id\":2", "\"is_alert\":false", "\"quiet_since\":");
  }

  @Test
  void addressesAndAccountsCanBeSearchedFor() throws Exception {
    Alert alert =
        Alert.newBuilder(alerts.get(0))
            .setAffectedAccounts(List.of("ada"))
            .setSources(
                List.of(
                    source("203.0.113.7", 64500, "Example Net", "DE", "Berlin"),
                    source("2001:db8::/64", null, null, null, null)))
            .build();
    String finding = OcsfFinding.of(alert);

    assertThat(OcsfRules.faults(finding)).isEmpty();
    assertThat(finding)
        .contains(
            """
            "src_endpoint":{"ip":"203.0.113.7","location":{"country":"DE","city":"Berlin"},\
            "autonomous_system":{"number":64500,"name":"Example Net"}}""",
            "\"src_endpoint\":{\"ip\":\"2001:db8::\",\"name\":\"2001:db8::/64\"}",
            "\"type_id\":2,\"type\":\"IP Address\",\"value\":\"203.0.113.7\"",
            "\"type_id\":4,\"type\":\"User Name\",\"value\":\"ada\"");
  }

  private static Source source(
      String address, Integer asn, String operator, String country, String city) {
    return new Source(address, asn, operator, country, city, Instant.EPOCH, Instant.EPOCH, 1L);
  }

  /** The rules can be broken: each change of a good finding is noticed, with its path. */
  @Test
  void brokenFindings() throws Exception {
    Alert alert =
        alerts.stream().filter(each -> !each.getEventIds().isEmpty()).findFirst().orElseThrow();
    String time = "\"time\":" + alert.getUpdatedAt().toEpochMilli();

    assertThat(changed(alert, "\"severity\":\"", "\"severity\":\"VERY "))
        .singleElement()
        .asString()
        .startsWith("/severity is \"VERY ")
        .contains("wanted the caption of severity_id");
    assertThat(changed(alert, time + ",", "")).containsExactly("/time is required");
    assertThat(changed(alert, time, "\"time\":" + alert.getUpdatedAt().getEpochSecond()))
        .containsExactly(
            "/time is " + alert.getUpdatedAt().getEpochSecond() + ", wanted timestamp");
    assertThat(changed(alert, "\"type_uid\":2004", "\"type_uid\":2005"))
        .singleElement()
        .asString()
        .startsWith("/type_uid is 2005");
    assertThat(changed(alert, "\"status_id\":1", "\"status_id\":7"))
        .hasSize(2)
        .anySatisfy(fault -> assertThat(fault).startsWith("/status_id is 7, wanted one of "));
    assertThat(changed(alert, "\"confidence_score\":", "\"confidence_score\":9"))
        .singleElement()
        .asString()
        .startsWith("/confidence_score is 9")
        .endsWith("wanted 0 to 100");
    assertThat(changed(alert, "\"remediation\":{\"desc\"", "\"remediation\":{\"text\""))
        .containsExactly(
            "/remediation/desc is required", "/remediation/text is no attribute of it");
    assertThat(changed(alert, "\"evidences\":[{\"data\"", "\"evidences\":[{\"name\""))
        .hasSize(2)
        .anySatisfy(
            fault ->
                assertThat(fault).startsWith("/evidences/0: wanted one at least of [\"actor\""));
    assertThat(changed(alert, "\"related_events\":[{\"uid\"", "\"related_events\":[{\"id\""))
        .contains("/finding_info/related_events/0/uid is required");
    assertThat(changed(alert, "\"technique\":{\"uid\":\"T", "\"technique\":{\"uid\":\"T1110.00"))
        .singleElement()
        .asString()
        .contains("wanted the form T\\d{4}");
  }

  private static List<String> changed(Alert alert, String from, String to) throws Exception {
    String finding = OcsfFinding.of(alert);
    assertThat(finding).contains(from);
    return OcsfRules.faults(finding.replaceFirst(Pattern.quote(from), to));
  }
}
