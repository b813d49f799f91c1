package io.leakwatch.pipeline.decode;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads the events of one writer: Avro's bytes, by the writer's schema, resolved to this version's.
 * Not for use by several threads at once.
 */
public final class EventsOfWriter {

  private final DatumReader<SpecificRecordBase> records;
  private final WriterTimes times;
  private final BoundedDecoder decoder = new BoundedDecoder();

  /** Those of a kind. */
  @SuppressWarnings("unchecked") // Avro makes readers of whatever the data holds
  public EventsOfWriter(EventKind kind, Schema writer) {
    TrustedSchemas.trust();
    records = SpecificData.getForClass(kind.type()).createDatumReader(writer, kind.schema());
    times = WriterTimes.of(writer, kind);
  }

  /** Fingerprints leave units of time out, so one reader may serve writers that differ in them. */
  EventsOfWriter and(EventsOfWriter other) {
    return other.times.areConverted() ? other : this;
  }

  /**
   * Reads one.
   *
   * @param offset where its bytes begin
   * @throws IOException if they are none; a {@link RuntimeException} may say the same, because
   *     foreign bytes make the reader trip over lengths and indices, too
   */
  public SpecificRecordBase read(byte[] bytes, int offset) throws IOException {
    return times.convert(records.read(null, decoder.of(bytes, offset)));
  }
}
