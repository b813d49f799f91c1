package io.leakwatch.pipeline.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** One record class to and from a JSON object, by a table of its fields that is made once. */
final class RecordCodec implements ValueCodec {

  private record Slot(
      int position,
      String name,
      SerializedString written,
      ValueCodec value,
      boolean hasDefault,
      Object defaultValue) {}

  private final Constructor<? extends SpecificRecordBase> blank;
  private final Slot[] slots;
  private final Map<String, Slot> byName;

  private RecordCodec(Constructor<? extends SpecificRecordBase> blank, Slot[] slots) {
    this.blank = blank;
    this.slots = slots;
    this.byName = new HashMap<>(slots.length * 2);
    for (Slot slot : slots) {
      byName.put(slot.name(), slot);
    }
  }

  /**
   * The codec of a class that Avro's compiler made.
   *
   * @throws IllegalArgumentException when the class is not made from a schema, or the schema uses a
   *     type that no schema of ours uses
   */
  static RecordCodec of(Class<? extends SpecificRecordBase> type) {
    TrustedSchemas.trust();
    Schema schema = SpecificData.get().getSchema(type);
    try {
      return new RecordCodec(
          type.getConstructor(),
          schema.getFields().stream().map(RecordCodec::slot).toArray(Slot[]::new));
    } catch (NoSuchMethodException fault) {
      throw new IllegalArgumentException(
          type.getName() + " was not made from a schema by Avro's compiler", fault);
    }
  }

  private static Slot slot(Schema.Field field) {
    return new Slot(
        field.pos(),
        field.name(),
        new SerializedString(field.name()),
        ValueCodec.of(field.schema()),
        field.hasDefaultValue(),
        field.hasDefaultValue() ? defaultOf(field) : null);
  }

  /** Shared by all records that leave the field out, so a list must not be one that can change. */
  private static Object defaultOf(Schema.Field field) {
    Object value = SpecificData.get().getDefaultValue(field);
    return value instanceof List<?> list ? List.copyOf(list) : value;
  }

  @Override
  public Object read(JsonParser parser) throws IOException, JsonFault {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Found.fault(parser, "an object");
    }
    SpecificRecordBase record = newRecord();
    BitSet given = new BitSet(slots.length);
    // Writers mostly keep the schema's order: try the next field before looking the name up.
    int expected = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Slot slot =
          expected < slots.length && slots[expected].name().equals(name)
              ? slots[expected]
              : byName.get(name);
      parser.nextToken();
      if (slot == null) {
        parser.skipChildren();
      } else {
        record.put(slot.position(), readField(slot, parser));
        given.set(slot.position());
        expected = slot.position() + 1;
      }
    }
    fillIn(record, given);
    return record;
  }

  private static Object readField(Slot slot, JsonParser parser) throws IOException, JsonFault {
    try {
      return slot.value().read(parser);
    } catch (JsonFault fault) {
      throw fault.within(slot.name());
    }
  }

  private void fillIn(SpecificRecordBase record, BitSet given) throws JsonFault {
    for (int i = given.nextClearBit(0); i < slots.length; i = given.nextClearBit(i + 1)) {
      Slot slot = slots[i];
      if (!slot.hasDefault()) {
        throw new JsonFault(slot.name() + ": found nothing, expected " + slot.value().wanted());
      }
      record.put(slot.position(), slot.defaultValue());
    }
  }

  private SpecificRecordBase newRecord() {
    try {
      return blank.newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("no instance of " + blank.getDeclaringClass(), impossible);
    }
  }

  @Override
  public void write(Object value, JsonGenerator generator) throws IOException {
    SpecificRecordBase record = (SpecificRecordBase) value;
    generator.writeStartObject();
    for (Slot slot : slots) {
      generator.writeFieldName(slot.written());
      slot.value().write(record.get(slot.position()), generator);
    }
    generator.writeEndObject();
  }

  @Override
  public String wanted() {
    return "an object";
  }
}
