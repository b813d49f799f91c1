package io.leakwatch.pipeline.formats;

import com.google.common.base.Ticker;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonTree;
import io.leakwatch.pipeline.mapping.Mapping;
import io.leakwatch.pipeline.mapping.MappingFault;
import io.leakwatch.pipeline.registry.RegistryAccess;
import io.leakwatch.pipeline.registry.RegistryClient;
import io.leakwatch.pipeline.registry.SchemaIds;
import io.leakwatch.schemas.EventKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * How the events of one topic are written, as it travels to the tasks that read them.
 *
 * @param writers schemas of older or newer writers, as texts
 * @param mapping YAML that makes events of records of somebody else; empty for none
 * @param registry where the schemas are
 */
public record SourceFormat(
    EventKind kind,
    Encoding encoding,
    ArrayList<String> writers,
    String mapping,
    RegistryAccess registry)
    implements Serializable {

  /** What the bytes of a value are. */
  public enum Encoding {
    /** Avro single-object encoding. */
    AVRO,
    /** One JSON object. */
    JSON,
    /** Confluent's framing of Avro: a zero, the id of a schema in a registry, the record. */
    CONFLUENT
  }

  /** One without a mapping. */
  public static SourceFormat of(EventKind kind, Encoding encoding, List<Schema> writers) {
    return new SourceFormat(
        kind,
        encoding,
        new ArrayList<>(writers.stream().map(Schema::toString).toList()),
        "",
        RegistryAccess.NONE);
  }

  /** The same, of records of which a mapping makes events. */
  public SourceFormat mappedBy(String yaml) {
    return new SourceFormat(kind, encoding, writers, yaml, registry);
  }

  /** The same, with the schemas of a registry. */
  public SourceFormat withSchemasOf(RegistryAccess access) {
    return new SourceFormat(kind, encoding, writers, mapping, access);
  }

  /**
   * What reads them.
   *
   * @param maxAheadMillis an event this much ahead of its arrival is refused
   * @param looksUp whether positions and operators are added to events that have none
   * @param names whose a name is
   * @param patience with a registry that does not answer
   */
  public EventFormat open(
      long maxAheadMillis, boolean looksUp, AccountNames names, SchemaIds.Patience patience) {
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
      case CONFLUENT ->
          mapping.isEmpty()
              ? new ConfluentFormat(
                  kind,
                  framing(
                      patience,
                      writer -> ConfluentFormat.Reader.of(kind, writer),
                      writer -> Compatibility.fault(kind.schema(), writer)),
                  maxAheadMillis,
                  looksUp,
                  names)
              : new MappedFormat(
                  new ConfluentTrees(
                      framing(
                          patience, ConfluentTrees.Reader::of, ConfluentTrees::incompatibility)),
                  rules(),
                  maxAheadMillis);
    };
  }

  private <R> Confluent<R> framing(
      SchemaIds.Patience patience,
      Function<Schema, R> readers,
      Confluent.Incompatibility incompatibility) {
    return new Confluent<>(
        new SchemaIds(new RegistryClient(registry), patience),
        registry.url(),
        readers,
        incompatibility,
        Ticker.systemTicker());
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
