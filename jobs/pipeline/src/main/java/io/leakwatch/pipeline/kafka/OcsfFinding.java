package io.leakwatch.pipeline.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Evidence;

/**
 * An alert as an OCSF 1.8 Detection Finding, class 2004: see <a
 * href="https://schema.ocsf.io/1.8.0/classes/detection_finding">the schema</a>.
 */
final class OcsfFinding {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FINDINGS_CATEGORY = 2;
  private static final int DETECTION_FINDING = 2004;

  private static final int RULE = 1;
  private static final int NEW = 1;
  private static final int RESOLVED = 4;

  private OcsfFinding() {}

  static String of(Alert alert) {
    ObjectNode finding = JSON.createObjectNode();
    finding.put("category_uid", FINDINGS_CATEGORY);
    finding.put("class_uid", DETECTION_FINDING);
    finding.put("activity_id", activity(alert));
    finding.put("type_uid", DETECTION_FINDING * 100L + activity(alert));
    finding.put("severity_id", severity(alert));
    finding.put("severity", severityCaption(alert));
    finding.put("status_id", alert.getActivity() == AlertActivity.CLOSE ? RESOLVED : NEW);
    finding.put("confidence_score", alert.getConfidence());
    finding.put("risk_score", alert.getRiskScore());
    finding.put("count", alert.getOccurrences());
    finding.put("message", alert.getSummary());
    finding.put("time", alert.getLastSeenAt().toEpochMilli());
    finding.put("start_time", alert.getFirstSeenAt().toEpochMilli());
    finding.put("end_time", alert.getLastSeenAt().toEpochMilli());
    metadata(finding.putObject("metadata"), alert);
    info(finding.putObject("finding_info"), alert);
    alert.getEvidence().forEach(evidence -> evidence(finding.withArray("evidences"), evidence));
    ObjectNode resource = finding.putArray("resources").addObject();
    resource.put("type", alert.getSubject().getType().name());
    resource.put("uid", alert.getSubject().getId());
    finding.putObject("remediation").put("desc", String.join("\n", alert.getRemediation()));
    affected(finding.putObject("unmapped"), alert);
    return finding.toString();
  }

  private static void metadata(ObjectNode metadata, Alert alert) {
    metadata.put("version", "1.8.0");
    metadata.put("uid", alert.getAlertId() + "/" + alert.getRevision());
    ObjectNode product = metadata.putObject("product");
    product.put("name", "Leakwatch");
    product.put("vendor_name", "Leakwatch");
  }

  private static void info(ObjectNode info, Alert alert) {
    info.put("uid", alert.getAlertId());
    info.put("title", alert.getTitle());
    info.put("desc", alert.getSummary());
    info.put("created_time", alert.getRaisedAt().toEpochMilli());
    info.put("first_seen_time", alert.getFirstSeenAt().toEpochMilli());
    info.put("last_seen_time", alert.getLastSeenAt().toEpochMilli());
    ObjectNode analytic = info.putObject("analytic");
    analytic.put("uid", alert.getDetectorId());
    analytic.put("name", alert.getDetectorId());
    analytic.put("version", Integer.toString(alert.getDetectorVersion()));
    analytic.put("type_id", RULE);
    ArrayNode attacks = info.putArray("attacks");
    alert.getAttack().forEach(id -> attack(attacks.addObject(), id));
    ArrayNode events = info.putArray("related_events");
    alert.getEventIds().forEach(id -> events.addObject().put("uid", id));
  }

  /** OCSF names a sub-technique, such as T1110.004, beside its technique. */
  private static void attack(ObjectNode attack, String id) {
    int dot = id.indexOf('.');
    attack.putObject("technique").put("uid", dot < 0 ? id : id.substring(0, dot));
    if (dot >= 0) {
      attack.putObject("sub_technique").put("uid", id);
    }
  }

  private static void evidence(ArrayNode evidences, Evidence evidence) {
    ObjectNode data = evidences.addObject().putObject("data");
    data.put("condition", evidence.getCondition());
    data.put("observed", evidence.getObserved());
    data.put("threshold", evidence.getThreshold());
    data.put("unit", evidence.getUnit());
  }

  private static void affected(ObjectNode unmapped, Alert alert) {
    unmapped.put("mode", alert.getMode().name());
    unmapped.put("revision", alert.getRevision());
    unmapped.put("affected_count", alert.getAffectedCount());
    ArrayNode accounts = unmapped.putArray("affected_accounts");
    alert.getAffectedAccounts().forEach(accounts::add);
  }

  /** OCSF: 1 informational, 2 low, 3 medium, 4 high, 5 critical. */
  private static int severity(Alert alert) {
    return switch (alert.getSeverity()) {
      case INFORMATIONAL -> 1;
      case LOW -> 2;
      case MEDIUM -> 3;
      case HIGH -> 4;
      case CRITICAL -> 5;
    };
  }

  /** OCSF wants the caption of the id, letter by letter. */
  private static String severityCaption(Alert alert) {
    return switch (alert.getSeverity()) {
      case INFORMATIONAL -> "Informational";
      case LOW -> "Low";
      case MEDIUM -> "Medium";
      case HIGH -> "High";
      case CRITICAL -> "Critical";
    };
  }

  /** OCSF: 1 create, 2 update, 3 close. */
  private static int activity(Alert alert) {
    return switch (alert.getActivity()) {
      case CREATE -> 1;
      case UPDATE -> 2;
      case CLOSE -> 3;
    };
  }
}
