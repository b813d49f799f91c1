package io.leakwatch.pipeline.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;

/** Producers of other versions: their schemas, and what they write. */
final class Writers {

  static final String NEWER_SYMBOL = "FROM_A_NEWER_WRITER";
  static final String NEWER_FIELD = "from_a_newer_writer";

  /** Time in every field that holds one, milliseconds since 1970. */
  static final long TIME = 1_700_000_000_000L;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Writers() {}

  /** The schema of a producer that did not know a field yet. */
  static Schema without(Schema schema, String field) {
    return changed(
        schema,
        root -> {
          ArrayNode fields = (ArrayNode) root.get("fields");
          for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).get("name").asText().equals(field)) {
              fields.remove(i);
            }
          }
        });
  }

  /** The schema of a producer that knows one more field, and one more symbol of every enum. */
  static Schema newer(Schema schema) {
    return changed(
        schema,
        root -> {
          addSymbols(root);
          ObjectNode field = JSON.createObjectNode();
          field.put("name", NEWER_FIELD).put("type", "string");
          ((ArrayNode) root.get("fields")).insert(1, field);
        });
  }

  /** The schema of a producer that writes its times in another unit, and says so. */
  static Schema withTimesIn(String logicalType, Schema schema) {
    return changed(
        schema,
        root ->
            root.findParents("logicalType")
                .forEach(type -> ((ObjectNode) type).put("logicalType", logicalType)));
  }

  private static void addSymbols(JsonNode node) {
    if (node.isObject() && node.path("type").asText().equals("enum")) {
      ((ArrayNode) node.get("symbols")).insert(0, NEWER_SYMBOL);
    }
    node.forEach(Writers::addSymbols);
  }

  private static Schema changed(Schema schema, Consumer<ObjectNode> change) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(schema.toString());
      change.accept(root);
      return new Schema.Parser().parse(root.toString());
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Bytes of a record with some value in every field; of enums their first symbol. */
  static byte[] write(Schema schema) {
    return write(schema, TIME);
  }

  /** Likewise, with this number in every field that holds a time. */
  static byte[] write(Schema schema, long time) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema)
          .encode((GenericRecord) sample(schema, time), out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static Object sample(Schema schema, long time) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.name(), sample(field.schema(), time)));
        yield record;
      }
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
      case ARRAY -> List.of(sample(schema.getElementType(), time));
      case UNION -> sample(schema.getTypes().get(1), time);
      case STRING -> "text";
      case INT -> 7;
      case LONG -> time;
      case DOUBLE -> 1.5;
      case BOOLEAN -> true;
      default -> throw new IllegalArgumentException("no event has a " + schema);
    };
  }
}
