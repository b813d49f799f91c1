package io.leakwatch.workbench.alerts;

import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Alerts as a replay writes them, made here. */
public final class AlertsRun {

  /** What an attacker may call himself. */
  public static final String HOSTILE = "\u001b[2Jroot\r\n\u202egnp.exe\0|<b>*x*";

  /** The same as a person may see it. */
  public static final String HARMLESS = "\\u001b[2Jroot\\u000d\\u000a\\u202egnp.exe\\u0000|<b>*x*";

  public static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  static {
    TrustedSchemas.trust(); // a builder takes defaults, which Avro copies
  }

  private AlertsRun() {}

  /** An open alert about an account, raised at noon, that says no more than it must. */
  public static Alert.Builder alert(String id, Severity severity, int risk) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision(2)
        .setActivity(AlertActivity.UPDATE)
        .setDetectorId("brute-force")
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(severity)
        .setConfidence(80)
        .setRiskScore(risk)
        .setSubject(new Subject(SubjectType.ACCOUNT, "mara.ito"))
        .setRaisedAt(NOON)
        .setFirstSeenAt(NOON.minusSeconds(90))
        .setLastSeenAt(NOON.plusSeconds(600))
        .setTitle("Title of " + id)
        .setSummary("Summary of " + id + ".")
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setCondition("failed logins within 1 h")
                    .setObserved("30")
                    .setThreshold(">= 20")
                    .setUnit("logins")
                    .build()))
        .setEventIds(List.of("e1", "e2"))
        .setAffectedAccounts(List.of("mara.ito"))
        .setAffectedCount(1)
        .setAttack(List.of("T1110.001"))
        .setRemediation(List.of("Lock the account.", "Tell the owner."))
        .setOccurrences(30);
  }

  /** Something of a type. */
  public static Subject subject(SubjectType type, String id) {
    return new Subject(type, id);
  }

  /** That another alert led to it. */
  public static List<RelatedAlert> causedBy(String id) {
    return List.of(new RelatedAlert(id, "credential-stuffing", Relation.CAUSED_BY));
  }

  /** Five alerts: of four detectors, about four things, two of them closed. */
  public static Path five(Path folder) throws IOException {
    return write(
        folder.resolve("run"),
        alert("aaaaaaaa-1", Severity.LOW, 10).setRaisedAt(NOON.plusSeconds(60)),
        alert("bbbbbbbb-1", Severity.HIGH, 70)
            .setDetectorId("credential-stuffing")
            .setSubject(subject(SubjectType.ADDRESS, "203.0.113.7"))
            .setAffectedAccounts(List.of("kim", "lee"))
            .setAffectedCount(2)
            .setActivity(AlertActivity.CLOSE),
        alert("cccccccc-1", Severity.HIGH, 70)
            .setDetectorId("impossible-travel")
            .setRaisedAt(NOON.plusSeconds(60)),
        alert("dddddddd-1", Severity.CRITICAL, 90)
            .setDetectorId("account-takeover")
            .setSubject(subject(SubjectType.ACCOUNT, "kim"))
            .setAffectedAccounts(List.of("kim"))
            .setRelated(causedBy("bbbbbbbb-1"))
            .setMode(AlertMode.SHADOW),
        alert("eeeeeeee-1", Severity.MEDIUM, 40)
            .setSubject(subject(SubjectType.ADDRESS, "203.0.113.99"))
            .setAffectedAccounts(List.of("lee"))
            .setFirstSeenAt(NOON.minus(Duration.ofDays(1)))
            .setLastSeenAt(NOON.minusSeconds(3600))
            .setSuppressedBy("s-1")
            .setActivity(AlertActivity.CLOSE));
  }

  /** A run's folder with these alerts. */
  public static Path write(Path folder, Alert.Builder... alerts) throws IOException {
    List<String> lines = Stream.of(alerts).map(alert -> JsonRecords.write(alert.build())).toList();
    Files.write(Files.createDirectories(folder).resolve("alerts.jsonl"), lines);
    return folder;
  }
}
