package io.leakwatch.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.detection.activity.ExactText;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * An Avro record as a tree: unions without wrapping, enums as their symbols, bytes as base64, and
 * timestamps in milliseconds, whatever unit their schema states.
 */
final class AvroTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AvroTree() {}

  static JsonNode of(Object value, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record((GenericRecord) value);
      case UNION -> of(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)));
      case ARRAY -> array((Collection<?>) value, schema.getElementType());
      case MAP -> map((Map<?, ?>) value, schema.getValueType());
      case ENUM -> NODES.textNode(value.toString());
      case STRING -> NODES.textNode(text(value));
      case BYTES -> NODES.binaryNode(bytes((ByteBuffer) value));
      case FIXED -> NODES.binaryNode(((GenericFixed) value).bytes());
      case INT -> NODES.numberNode((Integer) value);
      case LONG -> NODES.numberNode(inMillis((Long) value, schema.getLogicalType()));
      case FLOAT -> NODES.numberNode((Float) value);
      case DOUBLE -> NODES.numberNode((Double) value);
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case NULL -> NODES.nullNode();
    };
  }

  private static ObjectNode record(GenericRecord record) {
    ObjectNode node = NODES.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      node.set(field.name(), of(record.get(field.pos()), field.schema()));
    }
    return node;
  }

  private static ArrayNode array(Collection<?> values, Schema element) {
    ArrayNode node = NODES.arrayNode(values.size());
    values.forEach(value -> node.add(of(value, element)));
    return node;
  }

  private static ObjectNode map(Map<?, ?> values, Schema element) {
    ObjectNode node = NODES.objectNode();
    values.forEach((key, value) -> node.set(text(key), of(value, element)));
    return node;
  }

  private static String text(Object value) {
    return value instanceof Utf8 utf8
        ? ExactText.of(utf8.getBytes(), 0, utf8.getByteLength())
        : value.toString();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static long inMillis(long value, LogicalType type) {
    if (type instanceof LogicalTypes.TimestampMicros) {
      return Math.floorDiv(value, TimeUnit.MILLISECONDS.toMicros(1));
    }
    return type instanceof LogicalTypes.TimestampNanos
        ? Math.floorDiv(value, TimeUnit.MILLISECONDS.toNanos(1))
        : value;
  }
}
