package io.leakwatch.benchmarks.ceilings;

import io.leakwatch.pipeline.decode.SingleObject;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Records of the topics to event objects, as Avro's documentation teaches it: one reader a schema,
 * one decoder that is used again. Not for use by several threads at once.
 */
public final class AvroEvents {

  private final Map<String, DatumReader<SpecificRecordBase>> readers = new HashMap<>();
  private BinaryDecoder decoder;

  /**
   * @param topics the topic of each kind of event
   */
  public AvroEvents(Map<EventKind, String> topics) {
    TrustedSchemas.trust();
    topics.forEach((kind, topic) -> readers.put(topic, reader(kind)));
  }

  @SuppressWarnings("unchecked") // Avro makes readers of whatever the data holds
  private static DatumReader<SpecificRecordBase> reader(EventKind kind) {
    return SpecificData.getForClass(kind.type()).createDatumReader(kind.schema());
  }

  /** The event in a record's value; its header is passed over, since all have the same. */
  public SpecificRecordBase decode(String topic, byte[] value) {
    decoder =
        DecoderFactory.get()
            .binaryDecoder(
                value,
                SingleObject.HEADER_LENGTH,
                value.length - SingleObject.HEADER_LENGTH,
                decoder);
    try {
      return readers.get(topic).read(null, decoder);
    } catch (IOException fault) {
      throw new UncheckedIOException("a record of " + topic + " is no event", fault);
    }
  }
}
