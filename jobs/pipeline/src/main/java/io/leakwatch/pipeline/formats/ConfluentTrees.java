package io.leakwatch.pipeline.formats;

import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.RecordsOfWriter;
import io.leakwatch.pipeline.json.JsonTree;
import java.io.IOException;
import org.apache.avro.Schema;

/** Records in Confluent's framing, as trees. */
final class ConfluentTrees implements TreeFormat {

  /** What reads the records of one schema. */
  record Reader(RecordsOfWriter records, Schema schema) {

    static Reader of(Schema writer) {
      return new Reader(new RecordsOfWriter(writer), writer);
    }
  }

  private final Confluent<Reader> framing;

  ConfluentTrees(Confluent<Reader> framing) {
    this.framing = framing;
  }

  /** Any record will do: the mapping knows its fields. */
  static String incompatibility(Schema writer) {
    return writer.getType() == Schema.Type.RECORD ? null : "it is not the schema of a record";
  }

  @Override
  public JsonTree read(byte[] value) throws NoTree {
    Reader reader = framing.reader(value);
    try {
      Object record = reader.records().read(value, Confluent.HEADER_LENGTH);
      // Its texts are exact already: see JsonTree.
      return new JsonTree(AvroTree.of(record, reader.schema()), false);
    } catch (IOException | RuntimeException fault) {
      throw unreadable(reader.schema(), fault.getMessage());
    } catch (StackOverflowError tooDeep) {
      throw unreadable(reader.schema(), "its parts are nested too deep");
    }
  }

  private static NoTree unreadable(Schema schema, String why) {
    return new NoTree(
        DeadLetterReason.UNDECODABLE,
        "not a record of %s: %s".formatted(schema.getFullName(), why));
  }
}
