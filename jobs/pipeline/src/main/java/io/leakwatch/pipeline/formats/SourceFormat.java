package io.leakwatch.pipeline.formats;

import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonTree;
import io.leakwatch.pipeline.mapping.Mapping;
import io.leakwatch.pipeline.mapping.MappingFault;
import io.leakwatch.schemas.EventKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * How the events of one topic are written, as it travels to the tasks that read them.
 *
 * @param writers schemas of older or newer writers, as texts
 * @param mapping YAML that makes events of records of somebody else; empty for none
 */
public record SourceFormat(
    EventKind kind, Encoding encoding, ArrayList<String> writers, String mapping)
    implements Serializable {

  /** What the bytes of a value are. */
  public enum Encoding {
    /** Avro single-object encoding. */
    AVRO,
    /** One JSON object. */
    JSON
  }

  /** One without a mapping. */
  public static SourceFormat of(EventKind kind, Encoding encoding, List<Schema> writers) {
    return new SourceFormat(
        kind, encoding, new ArrayList<>(writers.stream().map(Schema::toString).toList()),
        "");
  }

  /** The same, of records of which a mapping makes events. */
  public SourceFormat mappedBy(String yaml) {
    return new SourceFormat(kind, encoding, writers, yaml);
  }

  /**
   * What reads them.
   *
   * @param maxAheadMillis an event this much ahead of its arrival is refused
   * @param looksUp whether positions and operators are added to events that have none
   * @param names whose a name is
   */
  public EventFormat open(long maxAheadMillis, boolean looksUp, AccountNames names) {
    return switch (encoding) {
      case AVRO ->
          new AvroFormat(
              kind,
              writers.stream().map(text -> new Schema.Parser().parse(text)).toList(),
              maxAheadMillis,
              looksUp,
              names);
      case JSON ->
          mapping.isEmpty()
              ? new JsonFormat(kind, maxAheadMillis)
              : new MappedFormat(SourceFormat::json, rules(), maxAheadMillis);
    };
  }

  private Mapping rules() {
    try {
      return Mapping.of(mapping);
    } catch (MappingFault fault) {
      throw new IllegalStateException("a mapping that was checked: " + fault.getMessage(), fault);
    }
  }

  private static JsonTree json(byte[] value) throws NoTree {
    try {
      return JsonTree.read(value);
    } catch (JsonFault fault) {
      throw new NoTree(DeadLetterReason.UNDECODABLE, fault.getMessage());
    }
  }
}
