package io.leakwatch.pipeline.formats;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.ClaimedTime;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.EventsOfWriter;
import io.leakwatch.pipeline.decode.OrdinaryEvents;
import io.leakwatch.pipeline.decode.RawRecord;
import io.leakwatch.pipeline.decode.Received;
import io.leakwatch.pipeline.decode.WriterTimes;
import io.leakwatch.schemas.EventKind;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecordBase;

/** Events in Confluent's framing, resolved from the writer's schema to this version's. */
final class ConfluentFormat implements EventFormat {

  /**
   * What reads the events of one schema.
   *
   * @param isOwn whether it is this version's own
   */
  record Reader(EventsOfWriter events, boolean isOwn) {

    static Reader of(EventKind kind, Schema writer) {
      return new Reader(
          new EventsOfWriter(kind, writer),
          SchemaNormalization.parsingFingerprint64(writer)
                  == SchemaNormalization.parsingFingerprint64(kind.schema())
              // Fingerprints leave units of time out.
              && !WriterTimes.of(writer, kind).areConverted());
    }
  }

  private final EventKind kind;
  private final Confluent<Reader> framing;
  private final OrdinaryEvents ordinary;
  private final ClaimedTime time;

  ConfluentFormat(
      EventKind kind,
      Confluent<Reader> framing,
      long maxAheadMillis,
      boolean looksUp,
      AccountNames names) {
    this.kind = kind;
    this.framing = framing;
    this.ordinary = new OrdinaryEvents(kind, maxAheadMillis, looksUp, names);
    this.time = new ClaimedTime(maxAheadMillis);
  }

  @Override
  public Activity ordinary(byte[] value, long arrivedAt) {
    Reader reader = framing.atHand(value);
    return reader != null && reader.isOwn()
        ? ordinary.readBody(value, Confluent.HEADER_LENGTH, arrivedAt)
        : null;
  }

  @Override
  public Arrival read(RawRecord record, Received received) {
    if (record.value() == null) {
      return record.refused(DeadLetterReason.UNDECODABLE, EventDecoder.NO_VALUE);
    }
    Reader reader;
    try {
      reader = framing.reader(record.value());
    } catch (NoTree fault) {
      return record.refused(fault.reason(), fault.getMessage());
    }
    try {
      SpecificRecordBase event = reader.events().read(record.value(), Confluent.HEADER_LENGTH);
      return time.checked(
          new Arrival.Unchecked(record.origin(), event, record.key(), record.value()), received);
    } catch (IOException | RuntimeException fault) {
      return record.refused(DeadLetterReason.UNDECODABLE, unreadable(fault.getMessage()));
    } catch (StackOverflowError tooDeep) {
      return record.refused(
          DeadLetterReason.UNDECODABLE, unreadable("its parts are nested too deep"));
    }
  }

  private String unreadable(String why) {
    return "not a " + kind.type().getSimpleName() + ": " + why;
  }
}
