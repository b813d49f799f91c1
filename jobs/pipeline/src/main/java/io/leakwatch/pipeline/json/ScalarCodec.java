package io.leakwatch.pipeline.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Values without parts. */
enum ScalarCodec implements ValueCodec {
  TEXT("a string") {
    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw Found.fault(parser, wanted());
      }
      return parser.getText();
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      generator.writeString(value.toString());
    }
  },

  BOOLEAN("true or false") {
    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      return switch (parser.currentToken()) {
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        default -> throw Found.fault(parser, wanted());
      };
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      generator.writeBoolean((Boolean) value);
    }
  },

  INT("a whole number of 32 bits") {
    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      long number = wholeNumber(parser, wanted());
      if (number != (int) number) {
        throw Found.fault(parser, wanted());
      }
      return (int) number;
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      generator.writeNumber((Integer) value);
    }
  },

  LONG("a whole number of 64 bits") {
    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      return wholeNumber(parser, wanted());
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      generator.writeNumber((Long) value);
    }
  },

  DOUBLE("a number") {
    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      if (!parser.currentToken().isNumeric()) {
        throw Found.fault(parser, wanted());
      }
      double number = parser.getDoubleValue();
      if (!Double.isFinite(number)) {
        throw Found.fault(parser, wanted());
      }
      return number;
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      generator.writeNumber((Double) value);
    }
  },

  BYTES("a base64 string") {
    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw Found.fault(parser, wanted());
      }
      try {
        return ByteBuffer.wrap(Base64.getDecoder().decode(parser.getText()));
      } catch (IllegalArgumentException notBase64) {
        throw Found.fault(parser, wanted());
      }
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      ByteBuffer bytes = ((ByteBuffer) value).duplicate();
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      generator.writeString(Base64.getEncoder().encodeToString(copy));
    }
  },

  TIMESTAMP("epoch milliseconds, or ISO-8601 with a zone such as 2026-01-31T12:00:00Z") {
    @Override
    public Object read(JsonParser parser) throws IOException, JsonFault {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return Instant.ofEpochMilli(wholeNumber(parser, wanted()));
      }
      try {
        return IsoTime.parse(parser.getText());
      } catch (IllegalArgumentException notIso) {
        throw Found.fault(parser, wanted());
      }
    }

    @Override
    public void write(Object value, JsonGenerator generator) throws IOException {
      generator.writeNumber(((Instant) value).toEpochMilli());
    }
  };

  /**
   * Beyond this, a floating-point number no longer distinguishes one whole number from the next.
   */
  private static final double EXACT = 1L << 53;

  private final String wanted;

  ScalarCodec(String wanted) {
    this.wanted = wanted;
  }

  static ScalarCodec of(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return TIMESTAMP;
    }
    return switch (schema.getType()) {
      case STRING -> TEXT;
      case BOOLEAN -> BOOLEAN;
      case INT -> INT;
      case LONG -> LONG;
      case DOUBLE -> DOUBLE;
      case BYTES -> BYTES;
      default -> throw new IllegalArgumentException("no plain JSON for schema " + schema);
    };
  }

  @Override
  public String wanted() {
    return wanted;
  }

  /** Also {@code 64500.0}: what data frames make of a column of numbers with gaps. */
  private static long wholeNumber(JsonParser parser, String wanted) throws IOException, JsonFault {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      JsonParser.NumberType type = parser.getNumberType();
      if (type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG) {
        return parser.getLongValue();
      }
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double number = parser.getDoubleValue();
      if (Math.rint(number) == number && Math.abs(number) <= EXACT) {
        return (long) number;
      }
    }
    throw Found.fault(parser, wanted);
  }
}
