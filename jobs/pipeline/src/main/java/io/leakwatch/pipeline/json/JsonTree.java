package io.leakwatch.pipeline.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Utf8;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * JSON of somebody else, as a tree.
 *
 * @param root an object
 * @param isUtf8 whether it was read from UTF-8; see {@link JsonRecords#read(byte[], Class)}
 */
public record JsonTree(JsonNode root, boolean isUtf8) {

  private static final ObjectMapper TREES = new ObjectMapper(JsonRecords.JSON);

  /**
   * Reads one object and nothing behind it but white space. A name given twice counts as given
   * last.
   *
   * @throws JsonFault when it is no JSON, or no object
   */
  public static JsonTree read(byte[] json) throws JsonFault {
    boolean isUtf8 = Utf8.isWellFormed(json);
    try (JsonParser parser =
        JsonRecords.JSON.createParser(isUtf8 ? json : ExactTexts.inUtf8(json))) {
      if (parser.nextToken() == null) {
        throw new JsonFault("found nothing, expected a JSON object");
      }
      if (!parser.isExpectedStartObjectToken()) {
        throw new JsonFault(Found.fault(parser, "an object").getMessage().substring(2));
      }
      JsonNode root = TREES.readTree(parser);
      if (parser.nextToken() != null) {
        throw JsonRecords.more();
      }
      return new JsonTree(root, isUtf8);
    } catch (IOException fault) {
      throw JsonRecords.notJson(fault);
    }
  }

  /**
   * The record that this is, by the rules of {@link JsonRecords}.
   *
   * @throws JsonFault when it is not a record of this type
   */
  public <T extends SpecificRecordBase> T as(Class<T> type) throws JsonFault {
    try (JsonParser parser = TREES.treeAsTokens(root)) {
      return JsonRecords.read(parser, type, isUtf8);
    } catch (IOException fault) {
      throw JsonRecords.notJson(fault);
    }
  }

  /** What is wrong with a value where a schema wants one of its own; empty for nothing. */
  public static Optional<String> fault(JsonNode value, Schema schema) {
    TrustedSchemas.trust();
    try (JsonParser parser = TREES.treeAsTokens(value)) {
      parser.nextToken();
      ValueCodec.of(schema).read(parser);
      return Optional.empty();
    } catch (JsonFault fault) {
      String words = fault.getMessage();
      return Optional.of(words.startsWith(": ") ? words.substring(2) : words);
    } catch (IOException fault) {
      return Optional.of(JsonRecords.notJson(fault).getMessage());
    }
  }
}
