package io.leakwatch.console.api;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Instant;
import java.util.List;

/** Alerts as the job writes them, made here. */
public final class SampleAlerts {

  public static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  /** What an attacker may call himself. */
  public static final String HOSTILE =
      "<script>alert(1)</script>\u202e'; DROP TABLE alert; --\0 *[?";

  static {
    TrustedSchemas.trust(); // a builder takes defaults, which Avro copies
  }

  private SampleAlerts() {}

  /** An open alert about an account, raised at noon. */
  public static Alert.Builder alert(String id) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision(1)
        .setActivity(AlertActivity.CREATE)
        .setDetectorId("brute-force")
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(Severity.MEDIUM)
        .setConfidence(80)
        .setRiskScore(40)
        .setSubject(new Subject(SubjectType.ACCOUNT, "mara.ito"))
        .setRaisedAt(NOON)
        .setUpdatedAt(NOON)
        .setFirstSeenAt(NOON.minusSeconds(90))
        .setLastSeenAt(NOON)
        .setTitle("Title of " + id)
        .setSummary("Summary of " + id + ".")
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setCondition("failed logins within 1 h")
                    .setObserved("30")
                    .setObservedValue(30d)
                    .setThreshold(">= 20")
                    .setThresholdValue(20d)
                    .setUnit("logins")
                    .build()))
        .setEventIds(List.of("e1", "e2"))
        .setAffectedAccounts(List.of("mara.ito"))
        .setAffectedCount(1)
        .setSources(List.of(source("203.0.113.7", "DE", 64500)))
        .setSourcesCount(1)
        .setAttack(List.of("T1110.001"))
        .setRemediation(List.of("Lock the account.", "Ask the owner."))
        .setOccurrences(30);
  }

  /** The next revision of an alert, a minute later. */
  public static Alert.Builder next(Alert before) {
    return Alert.newBuilder(before)
        .setRevision(before.getRevision() + 1)
        .setActivity(AlertActivity.UPDATE)
        .setUpdatedAt(before.getUpdatedAt().plusSeconds(60))
        .setLastSeenAt(before.getLastSeenAt().plusSeconds(60));
  }

  public static Source source(String address, String country, int asn) {
    return Source.newBuilder()
        .setAddress(address)
        .setCountry(country)
        .setAsn(asn)
        .setOperator("Example Networks")
        .setFirstSeenAt(NOON)
        .setLastSeenAt(NOON)
        .setEvents(3)
        .build();
  }

  public static Subject subject(SubjectType type, String id) {
    return new Subject(type, id);
  }

  public static List<RelatedAlert> related(String id, Relation relation) {
    return List.of(new RelatedAlert(id, "credential-stuffing", relation));
  }
}
