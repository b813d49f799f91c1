package io.leakwatch.pipeline.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** An enum, by its symbols' names. */
final class EnumCodec implements ValueCodec {

  private final Map<String, Object> bySymbol;
  private final Object unknown;
  private final String wanted;

  private EnumCodec(Map<String, Object> bySymbol, Object unknown, String wanted) {
    this.bySymbol = bySymbol;
    this.unknown = unknown;
    this.wanted = wanted;
  }

  static EnumCodec of(Schema schema) {
    Map<String, Object> bySymbol = new HashMap<>();
    for (String symbol : schema.getEnumSymbols()) {
      bySymbol.put(symbol, SpecificData.get().createEnum(symbol, schema));
    }
    Object unknown = schema.getEnumDefault() == null ? null : bySymbol.get(schema.getEnumDefault());
    return new EnumCodec(bySymbol, unknown, "one of " + String.join(", ", schema.getEnumSymbols()));
  }

  @Override
  public Object read(JsonParser parser) throws IOException, JsonFault {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw Found.fault(parser, wanted);
    }
    Object value = bySymbol.get(parser.getText());
    if (value != null) {
      return value;
    }
    if (unknown == null) {
      throw Found.fault(parser, wanted);
    }
    report(parser);
    return unknown;
  }

  /** To whoever was left in the outermost context, if anybody was. */
  private static void report(JsonParser parser) throws IOException {
    JsonStreamContext context = parser.getParsingContext();
    String field = null;
    while (context.getParent() != null) {
      field = field == null ? context.getCurrentName() : field;
      context = context.getParent();
    }
    if (context.getCurrentValue() instanceof JsonRecords.UnknownSymbols symbols) {
      symbols.took(field, parser.getText());
    }
  }

  @Override
  public void write(Object value, JsonGenerator generator) throws IOException {
    generator.writeString(value.toString());
  }

  @Override
  public String wanted() {
    return wanted;
  }
}
