package io.leakwatch.console.api;

import static io.leakwatch.console.api.SampleAlerts.alert;
import static io.leakwatch.console.api.SampleAlerts.next;
import static io.leakwatch.console.api.SampleAlerts.related;
import static io.leakwatch.console.api.SampleAlerts.source;
import static io.leakwatch.console.api.SampleAlerts.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What happens at night, and what people then ask a console to do. */
final class BusyNight {

  private BusyNight() {}

  /** A takeover and its cause, an alert on trial, an id that is hostile and one that is long. */
  static void raiseOn(Topics topics) {
    Alert stuffing =
        topics.raise(
            alert("stuffing")
                .setDetectorId("credential-stuffing")
                .setSeverity(Severity.HIGH)
                .setRiskScore(70)
                .setSubject(subject(SubjectType.ADDRESS, "203.0.113.7"))
                .setAffectedAccounts(List.of("kim", "lee", "mara.ito"))
                .setAffectedCount(3)
                .setAttack(List.of("T1110.004")));
    topics.raise(next(stuffing).setAffectedCount(7).setConfidence(90));
    topics.raise(
        alert("takeover")
            .setDetectorId("account-takeover")
            .setSeverity(Severity.CRITICAL)
            .setRiskScore(95)
            .setSubject(subject(SubjectType.ACCOUNT, "kim"))
            .setAffectedAccounts(List.of("kim"))
            .setRelated(related("stuffing", Relation.CAUSED_BY)));
    topics.raise(alert("force").setRelated(related("takeover", Relation.PART_OF)));
    topics.raise(
        alert("trial")
            .setDetectorId("mass-scraping")
            .setMode(AlertMode.SHADOW)
            .setSubject(subject(SubjectType.CLIENT, "app-1"))
            .setSources(List.of(source("198.51.100.9", "VN", 64501))));
    topics.raise(
        alert("hostile")
            .setSubject(subject(SubjectType.ACCOUNT, SampleAlerts.HOSTILE))
            .setAffectedAccounts(List.of("x".repeat(100_000))));
  }

  /** The body of a request. */
  static String triage(String action, String more, Object... idsAndSequences) {
    String items =
        IntStream.range(0, idsAndSequences.length / 2)
            .mapToObj(
                i ->
                    "{\"alert_id\":\"%s\",\"sequence\":%s}"
                        .formatted(idsAndSequences[2 * i], idsAndSequences[2 * i + 1]))
            .collect(Collectors.joining(","));
    return "{\"items\":[" + items + "],\"action\":\"" + action + "\"" + more + "}";
  }

  static void awaitTotal(DeskGround ground, int alerts) {
    DeskGround.await()
        .until(() -> ground.json("/api/alerts?view=all&size=1").path("total").asInt() == alerts);
  }

  static JsonNode row(DeskGround ground, String id) {
    return ground.json("/api/alerts/" + id).path("row");
  }
}
