package io.leakwatch.pipeline.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a JSON text is a Detection Finding as <a
 * href="https://schema.ocsf.io/1.8.0/classes/detection_finding">OCSF 1.8</a> defines it. The facts
 * stand in {@code ocsf-1.8-detection-finding.yaml}, with their sources.
 */
public final class OcsfRules {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** 2000 and 2100: a time in seconds or in microseconds lies outside. */
  private static final long EARLIEST = 946_684_800_000L;

  private static final long LATEST = 4_102_444_800_000L;
  private static final List<String> SCORES = List.of("confidence_score", "risk_score");

  private final JsonNode facts;
  private final List<String> faults = new ArrayList<>();

  private OcsfRules(JsonNode facts) {
    this.facts = facts;
  }

  /** Every rule that it breaks, each with the path of the attribute. */
  public static List<String> faults(String finding) throws IOException {
    try (InputStream in = OcsfRules.class.getResourceAsStream("ocsf-1.8-detection-finding.yaml")) {
      OcsfRules rules = new OcsfRules(new ObjectMapper(new YAMLFactory()).readTree(in));
      JsonNode json = JSON.readTree(finding);
      rules.object("", "detection_finding", json);
      rules.arithmetic(json);
      return rules.faults;
    }
  }

  private void object(String path, String type, JsonNode object) {
    JsonNode rules = facts.path(type);
    rules.path("required").fieldNames().forEachRemaining(name -> required(path, name, object));
    JsonNode choice = rules.path("at-least-one");
    if (!choice.isMissingNode() && !hasOneOf(choice, object)) {
      faults.add(path + ": wanted one at least of " + choice);
    }
    object
        .properties()
        .forEach(
            each -> {
              String name = each.getKey();
              JsonNode wanted = rules.path("required").path(name);
              attribute(
                  path + "/" + name,
                  wanted.isMissingNode() ? rules.path("optional").path(name) : wanted,
                  each.getValue());
              enumeration(path + "/" + name, rules.path("enumerations").path(name), each);
              pattern(path + "/" + name, rules.path("patterns").path(name), each.getValue());
            });
    rules
        .path("captions")
        .properties()
        .forEach(each -> caption(path, each.getKey(), each.getValue().asText(), rules, object));
  }

  private void required(String path, String name, JsonNode object) {
    if (!object.has(name)) {
      faults.add(path + "/" + name + " is required");
    }
  }

  private static boolean hasOneOf(JsonNode names, JsonNode object) {
    for (JsonNode name : names) {
      if (object.has(name.asText())) {
        return true;
      }
    }
    return false;
  }

  private void attribute(String path, JsonNode wanted, JsonNode value) {
    if (wanted.isMissingNode()) {
      faults.add(path + " is no attribute of it");
    } else if (wanted.isArray()) {
      if (!value.isArray()) {
        faults.add(path + " is no array");
      }
      for (int i = 0; i < value.size(); i++) {
        attribute(path + "/" + i, wanted.get(0), value.get(i));
      }
    } else if (!isOf(wanted.asText(), value)) {
      faults.add(path + " is " + value + ", wanted " + wanted.asText());
    } else if (facts.has(wanted.asText())) {
      object(path, wanted.asText(), value);
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "integer" -> value.isIntegralNumber();
      case "string" -> value.isTextual() && !value.asText().isEmpty();
      case "boolean" -> value.isBoolean();
      case "timestamp" ->
          value.isIntegralNumber() && value.asLong() >= EARLIEST && value.asLong() <= LATEST;
      case "json" -> true;
      default -> value.isObject();
    };
  }

  private void enumeration(String path, JsonNode allowed, Map.Entry<String, JsonNode> attribute) {
    if (!allowed.isMissingNode() && !allowed.has(attribute.getValue().asText())) {
      faults.add(path + " is " + attribute.getValue() + ", wanted one of " + allowed);
    }
  }

  private void pattern(String path, JsonNode pattern, JsonNode value) {
    if (!pattern.isMissingNode() && !value.asText().matches(pattern.asText())) {
      faults.add(path + " is " + value + ", wanted the form " + pattern.asText());
    }
  }

  private void caption(String path, String name, String of, JsonNode rules, JsonNode object) {
    String wanted = rules.path("enumerations").path(of).path(object.path(of).asText()).asText();
    if (object.has(name) && !object.path(name).asText().equals(wanted)) {
      faults.add(
          "%s/%s is %s, wanted the caption of %s, '%s'"
              .formatted(path, name, object.path(name), of, wanted));
    }
  }

  /** What attributes must be, given others. */
  private void arithmetic(JsonNode finding) {
    long type = finding.path("class_uid").asLong() * 100 + finding.path("activity_id").asLong();
    if (finding.path("type_uid").asLong() != type) {
      faults.add("/type_uid is " + finding.path("type_uid") + ", wanted " + type);
    }
    for (String score : SCORES) {
      if (finding.path(score).asInt() < 0 || finding.path(score).asInt() > 100) {
        faults.add("/" + score + " is " + finding.path(score) + ", wanted 0 to 100");
      }
    }
    if (finding.path("start_time").asLong() > finding.path("end_time").asLong()) {
      faults.add("/start_time is after end_time");
    }
  }
}
