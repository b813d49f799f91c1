package io.leakwatch.workbench.show;

import static io.leakwatch.workbench.alerts.AlertsRun.NOON;

import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.workbench.alerts.AlertsRun;
import java.util.List;

/** An alert that says something in every field. */
final class FullAlert {

  private FullAlert() {}

  /** An address, with what is known of it. */
  static Source source(String address, Integer asn, String operator) {
    return new Source(address, asn, operator, "FR", null, NOON, NOON.plusSeconds(60), 12L);
  }

  /** Closed, on trial, suppressed, and with all that was added over time. */
  static Alert.Builder alert() {
    return AlertsRun.alert("aaaaaaaa-1", Severity.HIGH, 70)
        .setActivity(AlertActivity.CLOSE)
        .setMode(AlertMode.SHADOW)
        .setSuppressedBy("s-1")
        .setRulesVersion("r-1")
        .setUpdatedAt(NOON.plusSeconds(4200))
        .setClosedAt(NOON.plusSeconds(4200))
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setCondition("failed logins within 1 h")
                    .setObserved("30")
                    .setThreshold(">= 20")
                    .setUnit("logins")
                    .setObservedValue(30.0)
                    .setThresholdValue(20.0)
                    .setOperator(">=")
                    .setOption("detectors.brute-force.min-failures")
                    .build()))
        .setSources(
            List.of(
                source("203.0.113.7", 64500, "Example Net"), source("2001:db8::/64", null, null)))
        .setSourcesCount(53)
        .setAffectedAccounts(List.of("mara.ito", "kim, lee", ""))
        .setAffectedCount(253)
        .setAffectedComplete(false)
        .setAffectedOther(new AffectedOther(SubjectType.RESOURCE, List.of("bucket-1"), 1L))
        .setClients(List.of("client-1"))
        .setSessions(List.of("s1", "s2"))
        .setDataClasses(List.of(DataClass.EMAIL, DataClass.PHONE))
        .setRecords(1200)
        .setRelated(
            List.of(
                new RelatedAlert("bbbbbbbb-1", "credential-stuffing", Relation.CAUSED_BY),
                new RelatedAlert("gone", "spam-calls", Relation.PART_OF)));
  }
}
