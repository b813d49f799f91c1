package io.leakwatch.pipeline.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** One schema's values to and from JSON. Knows no state, so that any thread may use it. */
sealed interface ValueCodec
    permits RecordCodec, EnumCodec, ScalarCodec, ValueCodec.Nullable, ValueCodec.Listed {

  /**
   * Reads the value that starts at the parser's current token and leaves the parser on its last.
   *
   * @throws JsonFault when it is not what the schema wants; its place begins here
   */
  Object read(JsonParser parser) throws IOException, JsonFault;

  void write(Object value, JsonGenerator generator) throws IOException;

  /** What the schema wants, in words that end a sentence. */
  String wanted();

  /**
   * The codec of a schema's values.
   *
   * @throws IllegalArgumentException for a schema that none of ours uses
   */
  static ValueCodec of(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          RecordCodec.of(
              ((Class<?>) SpecificData.get().getClass(schema))
                  .asSubclass(SpecificRecordBase.class));
      case ENUM -> EnumCodec.of(schema);
      case ARRAY -> new Listed(of(schema.getElementType()));
      case UNION -> new Nullable(of(onlyBranch(schema)));
      default -> ScalarCodec.of(schema);
    };
  }

  private static Schema onlyBranch(Schema union) {
    List<Schema> branches =
        union.getTypes().stream().filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    if (branches.size() != 1 || union.getTypes().size() != 2) {
      throw new IllegalArgumentException(
          "plain JSON has only unions of null and one type: " + union);
    }
    return branches.get(0);
  }

  /** A value that may be null. */
  record Nullable(ValueCodec value) implements ValueCodec {

    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      return parser.currentToken() == JsonToken.VALUE_NULL ? null : value.read(parser);
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      if (value == null) {
        generator.writeNull();
      } else {
        this.value.write(value, generator);
      }
    }

    @Override
    public String wanted() {
      return value.wanted() + " or null";
    }
  }

  /** An array. */
  record Listed(ValueCodec element) implements ValueCodec {

    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw Found.fault(parser, wanted());
      }
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        return List.of();
      }
      List<Object> values = new ArrayList<>(4);
      do {
        try {
          values.add(element.read(parser));
        } catch (JsonFault fault) {
          throw fault.within("[" + values.size() + "]");
        }
      } while (parser.nextToken() != JsonToken.END_ARRAY);
      return values;
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      generator.writeStartArray();
      for (Object one : (Collection<?>) Objects.requireNonNull(value)) {
        element.write(one, generator);
      }
      generator.writeEndArray();
    }

    @Override
    public String wanted() {
      return "an array";
    }
  }
}
