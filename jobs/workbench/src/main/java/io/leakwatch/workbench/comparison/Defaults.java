package io.leakwatch.workbench.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Alerts of an earlier version lack the fields that came later. They say the same as alerts that
 * have these fields with their defaults.
 */
final class Defaults {

  private static final Map<String, JsonNode> OF_ALERTS = read(Alert.getClassSchema().toString());
  private static final Map<String, JsonNode> OF_EVIDENCE =
      read(Evidence.getClassSchema().toString());

  private Defaults() {}

  private static Map<String, JsonNode> read(String schema) {
    try {
      Map<String, JsonNode> defaults = new LinkedHashMap<>();
      for (JsonNode field : new ObjectMapper().readTree(schema).path("fields")) {
        if (field.has("default")) {
          defaults.put(field.path("name").asText(), field.path("default"));
        }
      }
      return defaults;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a schema is no JSON", impossible);
    }
  }

  /** A copy of the alert in which no field is missing that has a default. */
  static JsonNode filled(JsonNode alert) {
    JsonNode filled = filled(alert, OF_ALERTS);
    if (filled.path("evidence") instanceof ArrayNode evidence) {
      for (int i = 0; i < evidence.size(); i++) {
        evidence.set(i, filled(evidence.get(i), OF_EVIDENCE));
      }
    }
    return filled;
  }

  private static JsonNode filled(JsonNode record, Map<String, JsonNode> defaults) {
    JsonNode copy = record.deepCopy();
    if (copy instanceof ObjectNode object) {
      defaults.forEach(
          (name, value) -> {
            if (!object.has(name)) {
              object.set(name, value);
            }
          });
    }
    return copy;
  }
}
