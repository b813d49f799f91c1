package io.leakwatch.pipeline.decisions;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Alerts and commands as the tests of this package need them, in minutes of one day. */
final class Given {

  static {
    TrustedSchemas.trust();
  }

  private static final Instant DAY = Instant.parse("2026-03-04T00:00:00Z");

  private Given() {}

  static Instant at(long minute) {
    return DAY.plus(Duration.ofMinutes(minute));
  }

  /** A revision, by the minute of its update, of an alert that was raised in minute 0. */
  static Alert alert(String id, long minute) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setRevision((int) minute + 1)
        .setActivity(minute == 0 ? AlertActivity.CREATE : AlertActivity.UPDATE)
        .setDetectorId("credential-stuffing")
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(Severity.MEDIUM)
        .setConfidence(80)
        .setRiskScore(60)
        .setSubject(new Subject(SubjectType.ADDRESS, "203.0.113.7"))
        .setRaisedAt(at(0))
        .setFirstSeenAt(at(0))
        .setLastSeenAt(at(minute))
        .setTitle("title")
        .setSummary("summary")
        .setEvidence(List.of())
        .setEventIds(List.of())
        .setAffectedAccounts(List.of())
        .setAffectedCount(0)
        .setAttack(List.of())
        .setRemediation(List.of())
        .setOccurrences(1)
        .setUpdatedAt(at(minute))
        .build();
  }

  static Alert closed(String id, long minute) {
    return Alert.newBuilder(alert(id, minute))
        .setActivity(AlertActivity.CLOSE)
        .setClosedAt(at(minute))
        .build();
  }

  static Alert comingFrom(Alert alert, long count, String... addresses) {
    return Alert.newBuilder(alert)
        .setSources(
            Stream.of(addresses)
                .map(
                    address ->
                        Source.newBuilder()
                            .setAddress(address)
                            .setFirstSeenAt(at(0))
                            .setLastSeenAt(at(0))
                            .setEvents(1)
                            .build())
                .toList())
        .setSourcesCount(count)
        .build();
  }

  /** A suppression of one detector's alerts. */
  static Suppression.Builder suppression(String id, long from, long to) {
    return Suppression.newBuilder()
        .setSuppressionId(id)
        .setRevision(1)
        .setDetectorId("credential-stuffing")
        .setAuthor("ann")
        .setReason("our own scanner")
        .setMadeAt(at(from))
        .setHoldsFrom(at(from))
        .setExpiresAt(at(to));
  }

  /** A control that holds for good. */
  static Control.Builder control(String id, long from) {
    return Control.newBuilder()
        .setControlId(id)
        .setRevision(1)
        .setAuthor("ann")
        .setReason("on holiday")
        .setMadeAt(at(from))
        .setHoldsFrom(at(from));
  }
}
