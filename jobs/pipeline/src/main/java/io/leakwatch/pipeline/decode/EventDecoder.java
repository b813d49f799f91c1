package io.leakwatch.pipeline.decode;

import io.leakwatch.pipeline.decode.Arrival.Origin;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro single-object bytes to events. Never throws: what cannot be read becomes a dead letter. The
 * writer's schema is found by its fingerprint among this version's own and those that are given,
 * and resolved to this version's.
 */
public final class EventDecoder {

  /** What reads the events of one writer. */
  private record Reader(DatumReader<SpecificRecordBase> records, WriterTimes times) {

    /**
     * Fingerprints leave units of time out, so one reader may serve writers that differ in them.
     */
    Reader and(Reader other) {
      return other.times.areConverted() ? other : this;
    }
  }

  private final Map<Long, Reader> readers = new HashMap<>();
  private final BoundedDecoder decoder = new BoundedDecoder();
  private final EventKind kind;
  private final long maxAheadMillis;

  /**
   * @param writers schemas of older or newer writers
   * @param maxAheadMillis an event this much ahead of its arrival is refused
   */
  public EventDecoder(EventKind kind, List<Schema> writers, long maxAheadMillis) {
    TrustedSchemas.trust();
    this.kind = kind;
    this.maxAheadMillis = maxAheadMillis;
    knows(kind.schema());
    writers.forEach(this::knows);
  }

  @SuppressWarnings("unchecked") // Avro makes readers of whatever the data holds
  private void knows(Schema writer) {
    Reader reader =
        new Reader(
            SpecificData.getForClass(kind.type()).createDatumReader(writer, kind.schema()),
            WriterTimes.of(writer, kind));
    readers.merge(SchemaNormalization.parsingFingerprint64(writer), reader, Reader::and);
  }

  /**
   * Reads one record, which is taken to have arrived at its own timestamp.
   *
   * @param value null is refused
   */
  public Arrival decode(Origin origin, byte[] key, byte[] value) {
    return decode(origin, key, value, Received.asStated(origin.timestamp()));
  }

  /**
   * Reads one record.
   *
   * @param value null is refused
   * @param received when it arrived
   */
  public Arrival decode(Origin origin, byte[] key, byte[] value, Received received) {
    if (value == null) {
      return Arrival.refused(
          origin, DeadLetterReason.UNDECODABLE, "the record has no value", key, null);
    }
    if (!SingleObject.isMarked(value)) {
      return Arrival.refused(
          origin, DeadLetterReason.UNDECODABLE, "not Avro single-object encoding", key, value);
    }
    long fingerprint = SingleObject.fingerprint(value);
    Reader reader = readers.get(fingerprint);
    if (reader == null) {
      return Arrival.refused(
          origin,
          DeadLetterReason.UNKNOWN_SCHEMA,
          ("no known schema has the fingerprint %016x;"
                  + " add the writer's .avsc to kafka.writer-schemas")
              .formatted(fingerprint),
          key,
          value);
    }
    try {
      SpecificRecordBase event =
          reader.times.convert(
              reader.records.read(null, decoder.of(value, SingleObject.HEADER_LENGTH)));
      return checked(new Arrival.Unchecked(origin, event, key, value), received);
    } catch (IOException | RuntimeException fault) {
      // Foreign bytes behind a right header make the reader trip over lengths and indices too.
      return Arrival.refused(
          origin,
          DeadLetterReason.UNDECODABLE,
          "not a " + kind.type().getSimpleName() + ": " + fault.getMessage(),
          key,
          value);
    }
  }

  /**
   * Refuses an event that claims to have happened at an impossible time, or too long after it
   * arrived, before it can move any watermark.
   */
  private Arrival checked(Arrival.Unchecked arrival, Received received) {
    if (!PossibleTimes.has(arrival.at())) {
      return arrival.refused(
          DeadLetterReason.INVALID_VALUE, PossibleTimes.fault("occurred_at", arrival.at()));
    }
    long ahead = arrival.at() - received.at();
    if (ahead <= maxAheadMillis) {
      return arrival;
    }
    return arrival.refused(
        DeadLetterReason.AHEAD_OF_TIME,
        "occurred_at is %d s ahead of %s; at most %d s are allowed (time.max-ahead)"
            .formatted(ahead / 1000, received.clock(), maxAheadMillis / 1000));
  }
}
