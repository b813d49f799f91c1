package io.leakwatch.pipeline.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.SubjectType;

/**
 * An alert as an OCSF 1.8 Detection Finding, class 2004: see <a
 * href="https://schema.ocsf.io/1.8.0/classes/detection_finding">the schema</a>.
 *
 * <p>That an alert went quiet is an update here: OCSF's Close and its status Resolved say that
 * somebody has looked at a finding and dealt with it, which nobody has.
 */
public final class OcsfFinding {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FINDINGS_CATEGORY = 2;
  private static final int DETECTION_FINDING = 2004;

  private static final int RULE = 1;
  private static final int NEW = 1;
  private static final int CREATE = 1;
  private static final int UPDATE = 2;

  // OCSF's types of observables.
  private static final int IP_ADDRESS = 2;
  private static final int USER_NAME = 4;
  private static final int RESOURCE_UID = 10;
  private static final int USER_AGENT = 16;

  /** A SIEM indexes each: so many accounts are named as observables, all of them as resources. */
  private static final int MOST_USERS = 20;

  private final Alert alert;
  private final ObjectNode finding = JSON.createObjectNode();
  private final ArrayNode observables = JSON.createArrayNode();

  private OcsfFinding(Alert alert) {
    this.alert = alert;
  }

  /** The finding, as JSON on one line. */
  public static String of(Alert alert) {
    return new OcsfFinding(alert).write();
  }

  private String write() {
    int activity = alert.getActivity() == AlertActivity.CREATE ? CREATE : UPDATE;
    finding.put("category_uid", FINDINGS_CATEGORY);
    finding.put("category_name", "Findings");
    finding.put("class_uid", DETECTION_FINDING);
    finding.put("class_name", "Detection Finding");
    finding.put("activity_id", activity);
    finding.put("activity_name", activity == CREATE ? "Create" : "Update");
    finding.put("type_uid", DETECTION_FINDING * 100L + activity);
    finding.put("severity_id", severity());
    finding.put("severity", severityCaption());
    finding.put("status_id", NEW);
    finding.put("status", "New");
    finding.put("is_alert", alert.getMode() == AlertMode.ACTIVE && isOpen());
    finding.put("confidence_score", alert.getConfidence());
    finding.put("risk_score", alert.getRiskScore());
    finding.put("count", alert.getOccurrences());
    finding.put("message", alert.getSummary());
    finding.put("time", modified());
    finding.put("start_time", alert.getFirstSeenAt().toEpochMilli());
    finding.put("end_time", alert.getLastSeenAt().toEpochMilli());
    metadata(finding.putObject("metadata"));
    info(finding.putObject("finding_info"));
    evidences(finding.putArray("evidences"));
    resources(finding.putArray("resources"));
    if (!observables.isEmpty()) {
      finding.set("observables", observables);
    }
    finding.putObject("remediation").put("desc", String.join("\n", alert.getRemediation()));
    unmapped(finding.putObject("unmapped"));
    return finding.toString();
  }

  private boolean isOpen() {
    return alert.getActivity() != AlertActivity.CLOSE;
  }

  /** When this revision was made; older alerts do not say, and were last changed when last seen. */
  private long modified() {
    return Math.max(
        alert.getUpdatedAt().toEpochMilli(),
        Math.max(alert.getRaisedAt().toEpochMilli(), alert.getLastSeenAt().toEpochMilli()));
  }

  private void metadata(ObjectNode metadata) {
    metadata.put("version", "1.8.0");
    metadata.put("uid", alert.getAlertId() + "/" + alert.getRevision());
    ObjectNode product = metadata.putObject("product");
    product.put("name", "Leakwatch");
    product.put("vendor_name", "Leakwatch");
  }

  private void info(ObjectNode info) {
    info.put("uid", alert.getAlertId());
    info.put("title", alert.getTitle());
    info.put("desc", alert.getSummary());
    info.put("created_time", alert.getRaisedAt().toEpochMilli());
    info.put("modified_time", modified());
    info.put("first_seen_time", alert.getFirstSeenAt().toEpochMilli());
    info.put("last_seen_time", alert.getLastSeenAt().toEpochMilli());
    ObjectNode analytic = info.putObject("analytic");
    analytic.put("uid", alert.getDetectorId());
    analytic.put("name", alert.getDetectorId());
    analytic.put("version", Integer.toString(alert.getDetectorVersion()));
    analytic.put("type_id", RULE);
    analytic.put("type", "Rule");
    ArrayNode attacks = info.putArray("attacks");
    alert.getAttack().forEach(id -> attack(attacks.addObject(), id));
    ArrayNode events = info.putArray("related_events");
    alert.getEventIds().forEach(id -> events.addObject().put("uid", id));
    for (RelatedAlert related : alert.getRelated()) {
      ObjectNode event = events.addObject();
      event.put("uid", related.getAlertId());
      event.put("type", "Detection Finding");
      event.put("title", related.getDetectorId() + " " + related.getRelation());
    }
    info.put("related_events_count", events.size());
  }

  /** OCSF names a sub-technique, such as T1110.004, beside its technique. */
  private static void attack(ObjectNode attack, String id) {
    int dot = id.indexOf('.');
    attack.putObject("technique").put("uid", dot < 0 ? id : id.substring(0, dot));
    if (dot >= 0) {
      attack.putObject("sub_technique").put("uid", id);
    }
  }

  private void evidences(ArrayNode evidences) {
    alert.getEvidence().forEach(each -> condition(evidences.addObject().putObject("data"), each));
    for (Source source : alert.getSources()) {
      String path = "evidences[" + evidences.size() + "].src_endpoint.ip";
      ObjectNode endpoint = evidences.addObject().putObject("src_endpoint");
      endpoint(endpoint, source);
      observable(path, IP_ADDRESS, "IP Address", endpoint.get("ip").asText());
    }
    alert.getAffectedAccounts().stream()
        .limit(MOST_USERS)
        .forEach(
            account -> {
              String path = "evidences[" + evidences.size() + "].user.name";
              evidences.addObject().putObject("user").put("name", account);
              observable(path, USER_NAME, "User Name", account);
            });
    String agent = userAgent();
    if (agent != null) {
      String path = "evidences[" + evidences.size() + "].http_request.user_agent";
      ObjectNode evidence = evidences.addObject();
      evidence.putObject("data").put("fingerprint", alert.getSubject().getId());
      evidence.putObject("http_request").put("user_agent", agent);
      observable(path, USER_AGENT, "HTTP User-Agent", agent);
    }
  }

  private static void condition(ObjectNode data, Evidence evidence) {
    data.put("condition", evidence.getCondition());
    data.put("observed", evidence.getObserved());
    data.put("threshold", evidence.getThreshold());
    data.put("unit", evidence.getUnit());
    data.put("operator", evidence.getOperator());
    if (evidence.getObservedValue() != null) {
      data.put("observed_value", evidence.getObservedValue());
    }
    if (evidence.getThresholdValue() != null) {
      data.put("threshold_value", evidence.getThresholdValue());
    }
    if (evidence.getOption() != null) {
      data.put("option", evidence.getOption());
    }
  }

  /** A /64 network is no address for OCSF: its first address is, and the network is its name. */
  private static void endpoint(ObjectNode endpoint, Source source) {
    String address = source.getAddress();
    int slash = address.indexOf('/');
    endpoint.put("ip", slash < 0 ? address : address.substring(0, slash));
    if (slash >= 0) {
      endpoint.put("name", address);
    }
    if (source.getCountry() != null || source.getCity() != null) {
      ObjectNode location = endpoint.putObject("location");
      putIfKnown(location, "country", source.getCountry());
      putIfKnown(location, "city", source.getCity());
    }
    if (source.getAsn() != null) {
      ObjectNode operator = endpoint.putObject("autonomous_system").put("number", source.getAsn());
      putIfKnown(operator, "name", source.getOperator());
    }
  }

  private static void putIfKnown(ObjectNode node, String name, String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  /** The user agent of a fingerprint; null where the alert is about something else. */
  private String userAgent() {
    String id = alert.getSubject().getId();
    int comma = id.indexOf(", ");
    boolean known = alert.getSubject().getType() == SubjectType.FINGERPRINT && comma >= 0;
    return known ? id.substring(comma + 2) : null;
  }

  private void resources(ArrayNode resources) {
    resource(resources, alert.getSubject().getType(), alert.getSubject().getId());
    for (String account : alert.getAffectedAccounts()) {
      if (!isSubject(SubjectType.ACCOUNT, account)) {
        resource(resources, SubjectType.ACCOUNT, account);
      }
    }
    AffectedOther other = alert.getAffectedOther();
    if (other != null) {
      for (String id : other.getIds()) {
        if (!isSubject(other.getType(), id)) {
          resource(resources, other.getType(), id);
        }
      }
    }
  }

  private boolean isSubject(SubjectType type, String id) {
    return alert.getSubject().getType() == type && alert.getSubject().getId().equals(id);
  }

  private void resource(ArrayNode resources, SubjectType type, String id) {
    if (resources.isEmpty()) {
      observable("resources[0].uid", RESOURCE_UID, "Resource UID", id);
    }
    resources.addObject().put("type", type.name()).put("uid", id);
  }

  private void observable(String name, int typeId, String type, String value) {
    observables
        .addObject()
        .put("name", name)
        .put("type_id", typeId)
        .put("type", type)
        .put("value", value);
  }

  private void unmapped(ObjectNode unmapped) {
    unmapped.put("mode", alert.getMode().name());
    unmapped.put("revision", alert.getRevision());
    unmapped.put("activity", alert.getActivity().name());
    if (alert.getClosedAt() != null) {
      unmapped.put("quiet_since", alert.getClosedAt().toEpochMilli());
    }
    unmapped.put("affected_count", alert.getAffectedCount());
    unmapped.put("affected_complete", alert.getAffectedComplete());
    unmapped.put("sources_count", alert.getSourcesCount());
    unmapped.put("records", alert.getRecords());
    ArrayNode classes = unmapped.putArray("data_classes");
    alert.getDataClasses().forEach(each -> classes.add(each.name()));
    ArrayNode clients = unmapped.putArray("clients");
    alert.getClients().forEach(clients::add);
    ArrayNode sessions = unmapped.putArray("sessions");
    alert.getSessions().forEach(sessions::add);
    unmapped.put("rules_version", alert.getRulesVersion());
  }

  /** OCSF: 1 informational, 2 low, 3 medium, 4 high, 5 critical. */
  private int severity() {
    return switch (alert.getSeverity()) {
      case INFORMATIONAL -> 1;
      case LOW -> 2;
      case MEDIUM -> 3;
      case HIGH -> 4;
      case CRITICAL -> 5;
    };
  }

  /** OCSF wants the caption of the id, letter by letter. */
  private String severityCaption() {
    return switch (alert.getSeverity()) {
      case INFORMATIONAL -> "Informational";
      case LOW -> "Low";
      case MEDIUM -> "Medium";
      case HIGH -> "High";
      case CRITICAL -> "Critical";
    };
  }
}
