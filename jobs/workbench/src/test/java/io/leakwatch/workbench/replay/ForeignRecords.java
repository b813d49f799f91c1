package io.leakwatch.workbench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.chaos.EndedTraffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;

/** Events as other programs would write them, and what makes events of that again. */
final class ForeignRecords {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATTERN = "dd.MM.yyyy HH:mm:ss.SSS";
  private static final String ZONE = "Asia/Tokyo";

  private ForeignRecords() {}

  /** Other names, enums in lower case, times in another notation for each kind, no id. */
  static byte[] json(EndedTraffic.Keyed event) throws IOException {
    JsonNode ours = JSON.readTree(JsonRecords.write(event.event()));
    ObjectNode data = JSON.createObjectNode();
    for (Schema.Field field : event.kind().schema().getFields()) {
      JsonNode value = ours.get(field.name());
      if (!value.isNull() && !field.name().equals("event_id")) {
        data.set("x~" + field.name(), foreign(value, thatIsThere(field.schema()), event.kind()));
      }
    }
    return JSON.createObjectNode()
        .put("type", "activity")
        .set("data/v1", data)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What is no event. */
  static byte[] noise() {
    return "{\"type\": \"heartbeat\"}".getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode foreign(JsonNode value, Schema schema, EventKind kind) {
    if (schema.getType() == Schema.Type.ENUM) {
      return JSON.getNodeFactory().textNode(value.asText().toLowerCase(Locale.ROOT));
    }
    if (schema.getType() == Schema.Type.ARRAY) {
      var list = JSON.createArrayNode();
      value.forEach(each -> list.add(foreign(each, schema.getElementType(), kind)));
      return list;
    }
    if (!isTime(schema)) {
      return value;
    }
    Instant at = Instant.ofEpochMilli(value.asLong());
    return switch (kind) {
      case LOGIN -> JSON.getNodeFactory().numberNode(value.asLong() * 1000);
      case API -> JSON.getNodeFactory().textNode(at.toString());
      case DM_METADATA ->
          JSON.getNodeFactory()
              .textNode(
                  DateTimeFormatter.ofPattern(PATTERN, Locale.ROOT)
                      .withZone(ZoneId.of(ZONE))
                      .format(at));
    };
  }

  private static boolean isTime(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }

  private static Schema thatIsThere(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().filter(each -> !each.isNullable()).findFirst().orElseThrow()
        : schema;
  }

  /** The mapping of {@link #json}; ids are in a header. */
  static String mapping(EventKind kind) {
    StringBuilder yaml =
        new StringBuilder(
            """
            event: %s
            only: {/type: activity}
            fields:
              event_id: header:message-id
            """
                .formatted(kind.topic()));
    for (Schema.Field field : kind.schema().getFields()) {
      Schema schema = thatIsThere(field.schema());
      String from = "/data~1v1/x~0" + field.name();
      if (schema.getType() == Schema.Type.RECORD) {
        schema
            .getFields()
            .forEach(
                part -> line(yaml, field.name() + "." + part.name(), from + "/" + part.name()));
      } else if (isTime(schema)) {
        line(yaml, field.name(), "{from: %s, %s}".formatted(from, time(kind)));
      } else if (isEnum(schema)) {
        line(yaml, field.name(), "{from: %s, values: %s}".formatted(from, values(schema)));
      } else if (!field.name().equals("event_id")) {
        line(yaml, field.name(), from);
      }
    }
    return yaml.toString();
  }

  /** A mapping of records whose fields have the contract's names, and are read by them. */
  static String sameNames(EventKind kind) {
    StringBuilder yaml = new StringBuilder("event: %s\nfields:\n".formatted(kind.topic()));
    for (Schema.Field field : kind.schema().getFields()) {
      line(yaml, field.name(), "/" + field.name());
    }
    return yaml.toString();
  }

  private static void line(StringBuilder yaml, String field, String rule) {
    yaml.append("  ").append(field).append(": ").append(rule).append('\n');
  }

  private static boolean isEnum(Schema schema) {
    return schema.getType() == Schema.Type.ENUM
        || (schema.getType() == Schema.Type.ARRAY && isEnum(schema.getElementType()));
  }

  private static String values(Schema schema) {
    Schema symbols = schema.getType() == Schema.Type.ARRAY ? schema.getElementType() : schema;
    List<String> values = new ArrayList<>();
    symbols
        .getEnumSymbols()
        .forEach(
            each -> values.add("\"%s\": \"%s\"".formatted(each.toLowerCase(Locale.ROOT), each)));
    return "{" + String.join(", ", values) + "}";
  }

  private static String time(EventKind kind) {
    return switch (kind) {
      case LOGIN -> "time: us";
      case API -> "time: iso";
      case DM_METADATA -> "time: \"%s\", zone: %s".formatted(PATTERN, ZONE);
    };
  }

  /** Another program's schema of the same events: another name, another order, a field more. */
  static Schema schema(EventKind kind) {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("more", Schema.create(Schema.Type.STRING), null, "nothing"));
    kind.schema().getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    Collections.reverse(fields);
    return Schema.createRecord(
        "Activity", null, "com.acme." + kind.topic().replace('-', '_'), false, fields);
  }

  /** An event in Confluent's framing. */
  static byte[] framed(int id, Schema schema, EndedTraffic.Keyed event) throws IOException {
    IndexedRecord record = event.event();
    if (!schema.equals(event.kind().schema())) {
      GenericData.Record theirs = new GenericData.Record(schema);
      event
          .kind()
          .schema()
          .getFields()
          .forEach(field -> theirs.put(field.name(), event.event().get(field.pos())));
      theirs.put("more", "words");
      record = theirs;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<IndexedRecord>(schema, SpecificData.getForClass(event.kind().type()))
        .write(record, encoder);
    return out.toByteArray();
  }
}
