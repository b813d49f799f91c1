package io.leakwatch.pipeline.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leakwatch.detection.words.Cut;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where one field's value comes from, and what becomes of it.
 *
 * @param from places; what stands at the first that has something counts. None for a constant
 * @param constant null for none
 * @param values words of the record to values of the contract; null to take them as they are
 * @param otherwise for words that are not among them; null if there must be none
 * @param absent where no place has anything; null for nothing
 * @param time how a time is written; null for as the contract does, and where it is none
 * @param split what parts a text into a list; null for nothing
 */
record FieldRule(
    Target target,
    List<Place> from,
    JsonNode constant,
    Map<String, JsonNode> values,
    JsonNode otherwise,
    JsonNode absent,
    TimeFormat time,
    String split) {

  private static final int LONGEST_SHOWN = 60;

  /** A value that this rule does not know. */
  static final class Unknown extends Exception {
    Unknown(String message) {
      super(message, null, false, false);
    }
  }

  /** The value; null for none. */
  JsonNode value(JsonNode record, Surroundings around) throws Unknown {
    if (constant != null) {
      return constant;
    }
    JsonNode found = null;
    for (int i = 0; i < from.size() && found == null; i++) {
      found = from.get(i).find(record, around);
    }
    if (found == null) {
      return absent;
    }
    return target.isList() ? list(found) : single(found);
  }

  private JsonNode list(JsonNode found) throws Unknown {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (found.isArray()) {
      for (JsonNode each : found) {
        list.add(single(each));
      }
    } else if (split != null && found.isTextual()) {
      for (String part : found.asText().split(Pattern.quote(split))) {
        if (!part.isBlank()) {
          list.add(single(TextNode.valueOf(part.strip())));
        }
      }
    } else {
      list.add(single(found));
    }
    return list;
  }

  private JsonNode single(JsonNode found) throws Unknown {
    if (values != null) {
      JsonNode value = found.isContainerNode() ? null : values.get(found.asText());
      if (value == null && otherwise == null) {
        throw new Unknown(
            "%s: found %s, which is none of the mapping's values"
                .formatted(target.path(), shown(found)));
      }
      return value == null ? otherwise : value;
    }
    if (target.isUnknownSymbol(found)) {
      throw new Unknown(
          "%s: found %s, expected %s; give values for it in the mapping"
              .formatted(target.path(), shown(found), target.symbols()));
    }
    if (time == null) {
      return target.fitted(found);
    }
    try {
      return LongNode.valueOf(time.millis(found));
    } catch (IllegalArgumentException | ArithmeticException notATime) {
      throw new Unknown(
          "%s: found %s, expected %s".formatted(target.path(), shown(found), time.wanted()));
    }
  }

  private static String shown(JsonNode found) {
    if (found.isContainerNode()) {
      return found.isArray() ? "an array" : "an object";
    }
    return "'" + Cut.to(LONGEST_SHOWN, found.asText()) + "'";
  }

  /** Where it comes from, for whoever looks for a fault. */
  String source() {
    return from.isEmpty()
        ? "a constant"
        : String.join(" or ", from.stream().map(Place::toString).toList());
  }
}
