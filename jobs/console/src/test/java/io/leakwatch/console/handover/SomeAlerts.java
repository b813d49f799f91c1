package io.leakwatch.console.handover;

import io.leakwatch.console.config.WebhookOptions;
import io.leakwatch.console.config.WebhookRule;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Instant;
import java.util.List;

/** Alerts and rules as the tests of this package need them. */
final class SomeAlerts {

  static final String SECRET = "0123456789abcdef01234567";

  static {
    TrustedSchemas.trust();
  }

  private static final Instant THEN = Instant.parse("2026-03-04T10:00:00Z");

  private SomeAlerts() {}

  /** A revision; the first is raised, the others update it. */
  static Alert alert(String id, int revision, Severity severity) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision(revision)
        .setActivity(revision == 1 ? AlertActivity.CREATE : AlertActivity.UPDATE)
        .setDetectorId("credential-stuffing")
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(severity)
        .setConfidence(80)
        .setRiskScore(60)
        .setSubject(new Subject(SubjectType.ADDRESS, "203.0.113.7"))
        .setRaisedAt(THEN)
        .setFirstSeenAt(THEN)
        .setLastSeenAt(THEN)
        .setTitle("Credential stuffing from 203.0.113.7")
        .setSummary("15 accounts failed")
        .setEvidence(List.of())
        .setEventIds(List.of())
        .setAffectedAccounts(List.of())
        .setAffectedCount(0)
        .setAttack(List.of())
        .setRemediation(List.of())
        .setOccurrences(1)
        .setUpdatedAt(THEN)
        .build();
  }

  static Alert closed(String id, int revision, Severity severity) {
    return Alert.newBuilder(alert(id, revision, severity))
        .setActivity(AlertActivity.CLOSE)
        .setClosedAt(THEN)
        .build();
  }

  /** A rule for alerts of high severity. */
  static WebhookRule rule(String name, String url) {
    return new WebhookRule(
        name,
        Settings.defaults(WebhookOptions.ALL)
            .with(WebhookOptions.URL, url)
            .with(WebhookOptions.SECRET, SECRET));
  }

  static <T> WebhookRule with(
      WebhookRule rule, io.leakwatch.detection.option.Option<T> option, T value) {
    return new WebhookRule(rule.name(), rule.settings().with(option, value));
  }
}
