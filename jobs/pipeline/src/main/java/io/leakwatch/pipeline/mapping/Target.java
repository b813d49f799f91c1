package io.leakwatch.pipeline.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leakwatch.pipeline.json.JsonTree;
import io.leakwatch.schemas.EventKind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A field of the contract, or one of the parts of a field that has parts.
 *
 * @param whole the field that this is a part of; null for a field itself
 * @param name its name, within the whole
 * @param required whether an event without it is none, or a whole without it
 * @param isList whether it holds any number of values
 * @param value the schema of a value that is there
 */
record Target(String whole, String name, boolean required, boolean isList, Schema value) {

  /** Longer texts are no numbers that anything here can hold. */
  private static final int LONGEST_NUMBER = 40;

  /** All of a kind of event, by the names that a mapping gives them, such as geo.country. */
  static Map<String, Target> of(EventKind kind) {
    Map<String, Target> targets = new LinkedHashMap<>();
    for (Schema.Field field : kind.schema().getFields()) {
      Schema schema = thatIsThere(field.schema());
      if (schema.getType() == Schema.Type.RECORD) {
        schema.getFields().forEach(part -> put(targets, field.name(), part));
      } else {
        put(targets, null, field);
      }
    }
    return targets;
  }

  private static void put(Map<String, Target> targets, String whole, Schema.Field field) {
    Schema schema = thatIsThere(field.schema());
    boolean isList = schema.getType() == Schema.Type.ARRAY;
    Target target =
        new Target(
            whole,
            field.name(),
            !field.hasDefaultValue() && !field.schema().isNullable(),
            isList,
            isList ? schema.getElementType() : schema);
    targets.put(target.path(), target);
  }

  private static Schema thatIsThere(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }

  /** As a mapping names it. */
  String path() {
    return whole == null ? name : whole + "." + name;
  }

  boolean isTime() {
    return value.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }

  /** What is wrong with a value that a mapping gives; empty for nothing. */
  Optional<String> fault(JsonNode given) {
    if (given.isBoolean() && value.getType() == Schema.Type.STRING) {
      return Optional.of(
          "YAML reads it as %s; put it in quotes, whatever it is".formatted(given.asText()));
    }
    return isUnknownSymbol(given)
        ? Optional.of("found '%s', expected %s".formatted(given.asText(), symbols()))
        : JsonTree.fault(fitted(given), value);
  }

  /**
   * Whether it is a word for which the contract has none. A reader takes an enum's default for such
   * a word, which a newer version may have written; somebody else's word is another matter.
   */
  boolean isUnknownSymbol(JsonNode given) {
    return value.getType() == Schema.Type.ENUM
        && given.isValueNode()
        && !value.hasEnumSymbol(given.asText());
  }

  /** Those that an enum has, in words. */
  String symbols() {
    return "one of " + String.join(", ", value.getEnumSymbols());
  }

  /** The same value as the contract writes it, where that is only another notation. */
  JsonNode fitted(JsonNode given) {
    if (given.isContainerNode() || given.isNull()) {
      return given;
    }
    return switch (value.getType()) {
      case STRING, ENUM -> given.isTextual() ? given : TextNode.valueOf(given.asText());
      case INT, LONG -> given.isTextual() ? number(given, true) : given;
      case DOUBLE -> given.isTextual() ? number(given, false) : given;
      case BOOLEAN -> given.isTextual() ? truth(given) : given;
      default -> given;
    };
  }

  private static JsonNode number(JsonNode given, boolean isWhole) {
    String text = given.asText().strip();
    if (text.length() > LONGEST_NUMBER) {
      return given;
    }
    try {
      return isWhole
          ? LongNode.valueOf(Long.parseLong(text))
          : DoubleNode.valueOf(new BigDecimal(text).doubleValue());
    } catch (NumberFormatException none) {
      return given;
    }
  }

  private static JsonNode truth(JsonNode given) {
    String text = given.asText().strip();
    if (text.equalsIgnoreCase("true")) {
      return BooleanNode.TRUE;
    }
    return text.equalsIgnoreCase("false") ? BooleanNode.FALSE : given;
  }
}
