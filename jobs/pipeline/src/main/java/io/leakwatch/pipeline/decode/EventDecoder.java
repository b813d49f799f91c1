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
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro single-object bytes to events. Never throws: what cannot be read becomes a dead letter. The
 * writer's schema is found by its fingerprint among this version's own and those that are given,
 * and resolved to this version's.
 */
public final class EventDecoder {

  /** Of a tombstone: what is deleted on a compacted topic. It says nothing that can be judged. */
  public static final String NO_VALUE = "the record has no value";

  private final Map<Long, EventsOfWriter> readers = new HashMap<>();
  private final EventKind kind;
  private final ClaimedTime time;

  /**
   * @param writers schemas of older or newer writers
   * @param maxAheadMillis an event this much ahead of its arrival is refused
   */
  public EventDecoder(EventKind kind, List<Schema> writers, long maxAheadMillis) {
    TrustedSchemas.trust();
    this.kind = kind;
    this.time = new ClaimedTime(maxAheadMillis);
    knows(kind.schema());
    writers.forEach(this::knows);
  }

  private void knows(Schema writer) {
    readers.merge(
        SchemaNormalization.parsingFingerprint64(writer),
        new EventsOfWriter(kind, writer),
        EventsOfWriter::and);
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
      return Arrival.refused(origin, DeadLetterReason.UNDECODABLE, NO_VALUE, key, null);
    }
    if (!SingleObject.isMarked(value)) {
      return Arrival.refused(
          origin, DeadLetterReason.UNDECODABLE, "not Avro single-object encoding", key, value);
    }
    long fingerprint = SingleObject.fingerprint(value);
    EventsOfWriter reader = readers.get(fingerprint);
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
      SpecificRecordBase event = reader.read(value, SingleObject.HEADER_LENGTH);
      return time.checked(new Arrival.Unchecked(origin, event, key, value), received);
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
}
