package io.leakwatch.pipeline.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Utf8;
import io.leakwatch.detection.activity.ExactText;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The schemas' records as plain JSON: one object a record, the schema's field names, unions without
 * wrapping ({@code "ip": null}), bytes as base64.
 *
 * <p>Written, every field is there and a timestamp is epoch milliseconds. Read, a timestamp may
 * also be ISO-8601 with a zone, a field with a default may be left out, a field the schema does not
 * know is ignored, and an enum symbol it does not know becomes the enum's own default where it has
 * one. A name given twice counts as given last.
 *
 * <p>All methods may be called from any number of threads.
 */
public final class JsonRecords {

  // Field names are looked up by value; interning names that an attacker chose would keep them.
  static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final ClassValue<RecordCodec> CODECS =
      new ClassValue<>() {
        @Override
        protected RecordCodec computeValue(Class<?> type) {
          return RecordCodec.of(type.asSubclass(SpecificRecordBase.class));
        }
      };

  private static final UnknownSymbols NOBODY = (field, symbol) -> {};

  private JsonRecords() {}

  /**
   * Reads one record.
   *
   * @param json one JSON object and nothing behind it but white space, in UTF-8; what is no UTF-8
   *     in its texts is read as {@link ExactText} says, and so is half a surrogate pair
   * @throws JsonFault when it is no JSON, or not a record of this type
   */
  public static <T extends SpecificRecordBase> T read(byte[] json, Class<T> type) throws JsonFault {
    return read(json, type, NOBODY);
  }

  /** Hears of enum symbols that the schema does not know. */
  @FunctionalInterface
  public interface UnknownSymbols {

    /**
     * A symbol was taken for the enum's default.
     *
     * @param symbol as it was written, by whoever sent it
     */
    void took(String field, String symbol);
  }

  /**
   * Reads one record, as {@link #read(byte[], Class)} does.
   *
   * @param unknown hears of enum symbols that became the enum's default
   * @throws JsonFault when it is no JSON, or not a record of this type
   */
  public static <T extends SpecificRecordBase> T read(
      byte[] json, Class<T> type, UnknownSymbols unknown) throws JsonFault {
    boolean isUtf8 = Utf8.isWellFormed(json);
    try (JsonParser parser = JSON.createParser(isUtf8 ? json : ExactTexts.inUtf8(json))) {
      parser.assignCurrentValue(unknown); // the outermost context's: see EnumCodec
      return read(parser, type, isUtf8);
    } catch (IOException fault) {
      throw notJson(fault);
    }
  }

  static <T extends SpecificRecordBase> T read(JsonParser parser, Class<T> type, boolean isUtf8)
      throws IOException, JsonFault {
    T record = type.cast(readWhole(parser, CODECS.get(type)));
    ExactTexts.in(record, isUtf8 && isEvent(type));
    return record;
  }

  /**
   * Reads one record, as {@link #read(byte[], Class)} does.
   *
   * @throws JsonFault when it is no JSON, or not a record of this type
   */
  public static <T extends SpecificRecordBase> T read(String json, Class<T> type) throws JsonFault {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /** The record as one line of JSON, without a line end. */
  public static String write(SpecificRecordBase record) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(record, generator);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return text.toString();
  }

  /** Writes the record as one JSON object; the generator stays open. */
  public static void write(SpecificRecordBase record, JsonGenerator generator) throws IOException {
    CODECS.get(record.getClass()).write(record, generator);
  }

  /** Whoever writes events chooses their texts; ours have exact ones already. */
  private static boolean isEvent(Class<?> type) {
    return type == LoginEvent.class || type == ApiEvent.class || type == DmMetadataEvent.class;
  }

  /**
   * The kind of event that a line holds, recognized by the names of its fields. Empty where the
   * line is no JSON object, or has not all the required fields of exactly one kind.
   */
  public static Optional<EventKind> kindOf(byte[] json) {
    return EventKind.ofFieldNames(fieldNames(json));
  }

  /** The names of the fields of a JSON object; none where it is none. */
  public static Set<String> fieldNames(byte[] json) {
    try (JsonParser parser =
        JSON.createParser(Utf8.isWellFormed(json) ? json : ExactTexts.inUtf8(json))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Set.of();
      }
      Set<String> names = new HashSet<>();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        names.add(name);
        parser.nextToken();
        parser.skipChildren();
      }
      return names;
    } catch (IOException | JsonFault notJson) {
      return Set.of();
    }
  }

  private static Object readWhole(JsonParser parser, RecordCodec codec)
      throws IOException, JsonFault {
    if (parser.nextToken() == null) {
      throw new JsonFault("found nothing, expected a JSON object");
    }
    Object record;
    try {
      record = codec.read(parser);
    } catch (JsonFault fault) {
      String message = fault.getMessage();
      throw message.startsWith(": ") ? new JsonFault(message.substring(2)) : fault;
    }
    if (parser.nextToken() != null) {
      throw more();
    }
    return record;
  }

  static JsonFault more() {
    return new JsonFault("found more after the JSON object; write one object on each line");
  }

  static JsonFault notJson(IOException fault) {
    if (fault instanceof JsonProcessingException syntax && syntax.getLocation() != null) {
      String what = Found.printable(syntax.getOriginalMessage(), 160);
      return new JsonFault(
          "not JSON at column " + syntax.getLocation().getColumnNr() + ": " + what);
    }
    return new JsonFault("not JSON: " + Found.printable(String.valueOf(fault.getMessage()), 160));
  }
}
