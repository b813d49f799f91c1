package io.leakwatch.pipeline.codec;

import io.leakwatch.pipeline.Arrival;
import io.leakwatch.pipeline.Arrival.Origin;
import io.leakwatch.pipeline.DeadLetterReason;
import java.io.IOException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro single-object bytes to events. Never throws: what cannot be read becomes a dead letter. The
 * writer's schema is found by its fingerprint among this version's own and those that are given,
 * and resolved to this version's.
 */
public final class EventDecoder {

  private final BinaryMessageDecoder<SpecificRecordBase> decoder;
  private final EventKind kind;
  private final long maxAheadMillis;

  /**
   * @param writers schemas of older or newer writers
   * @param maxAheadMillis an event this much ahead of its record's timestamp is refused
   */
  public EventDecoder(EventKind kind, List<Schema> writers, long maxAheadMillis) {
    TrustedSchemas.trust();
    this.kind = kind;
    this.maxAheadMillis = maxAheadMillis;
    this.decoder =
        new BinaryMessageDecoder<>(
            SpecificData.getForClass(kind.type()), SpecificData.get().getSchema(kind.type()));
    writers.forEach(decoder::addSchema);
  }

  /**
   * Reads one record.
   *
   * @param value null is refused
   */
  public Arrival decode(Origin origin, byte[] key, byte[] value) {
    if (value == null) {
      return Arrival.refused(
          origin, DeadLetterReason.UNDECODABLE, "the record has no value", key, null);
    }
    try {
      return checked(Arrival.of(origin, decoder.decode(value), key, value), maxAheadMillis);
    } catch (MissingSchemaException fault) {
      return Arrival.refused(
          origin,
          DeadLetterReason.UNKNOWN_SCHEMA,
          fault.getMessage() + "; add the writer's .avsc to kafka.writer-schemas",
          key,
          value);
    } catch (BadHeaderException fault) {
      return undecodable(origin, "not Avro single-object encoding", fault, key, value);
    } catch (IOException | AvroRuntimeException fault) {
      return undecodable(origin, "not a " + kind.type().getSimpleName(), fault, key, value);
    } catch (RuntimeException fault) {
      // Foreign bytes behind a right header make the decoder trip over lengths and indices.
      return undecodable(origin, "not a " + kind.type().getSimpleName(), fault, key, value);
    }
  }

  private static Arrival undecodable(
      Origin origin, String what, Exception fault, byte[] key, byte[] value) {
    return Arrival.refused(
        origin, DeadLetterReason.UNDECODABLE, what + ": " + fault.getMessage(), key, value);
  }

  /**
   * Refuses an event that claims to have happened too long after it arrived, before it can move any
   * watermark.
   */
  public static Arrival checked(Arrival arrival, long maxAheadMillis) {
    long ahead = arrival.at() - arrival.origin().timestamp();
    if (ahead <= maxAheadMillis) {
      return arrival;
    }
    return arrival.refused(
        DeadLetterReason.AHEAD_OF_TIME,
        "occurred_at is %d s ahead of the record's own timestamp; allowed are %d s (time.max-ahead)"
            .formatted(ahead / 1000, maxAheadMillis / 1000));
  }
}
