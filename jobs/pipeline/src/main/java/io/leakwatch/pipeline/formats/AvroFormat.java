package io.leakwatch.pipeline.formats;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.OrdinaryEvents;
import io.leakwatch.pipeline.decode.RawRecord;
import io.leakwatch.pipeline.decode.Received;
import io.leakwatch.schemas.EventKind;
import java.util.List;
import org.apache.avro.Schema;

/** Avro single-object encoding. */
public final class AvroFormat implements EventFormat {

  private final OrdinaryEvents ordinary;
  private final EventDecoder decoder;

  /**
   * @param writers schemas of older or newer writers
   * @param maxAheadMillis an event this much ahead of its arrival is refused
   * @param looksUp whether positions and operators are added to events that have none
   * @param names whose a name is
   */
  public AvroFormat(
      EventKind kind,
      List<Schema> writers,
      long maxAheadMillis,
      boolean looksUp,
      AccountNames names) {
    this.ordinary = new OrdinaryEvents(kind, maxAheadMillis, looksUp, names);
    this.decoder = new EventDecoder(kind, writers, maxAheadMillis);
  }

  @Override
  public Activity ordinary(byte[] value, long arrivedAt) {
    return ordinary.read(value, arrivedAt);
  }

  @Override
  public Arrival read(RawRecord record, Received received) {
    return decoder.decode(record.origin(), record.key(), record.value(), received);
  }
}
