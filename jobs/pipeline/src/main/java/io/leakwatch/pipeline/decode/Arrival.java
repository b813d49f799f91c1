package io.leakwatch.pipeline.decode;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.LoginEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** A record as it came in. */
public sealed interface Arrival {

  /** Where it came from. */
  Origin origin();

  /** Event time in epoch milliseconds; for a refused one the record's own timestamp. */
  long at();

  /**
   * Where a record came from.
   *
   * @param topic topic, or name of the file
   * @param partition partition; 0 for a file
   * @param offset offset; number of the record or line for a file, from 0
   * @param timestamp the record's own timestamp, epoch milliseconds
   * @param time how far time has come in its partition; null where records are in order, as those
   *     of files are
   */
  record Origin(String topic, int partition, long offset, long timestamp, PartitionTime time) {

    /** Of a record whose order is not in doubt. */
    public Origin(String topic, int partition, long offset, long timestamp) {
      this(topic, partition, offset, timestamp, null);
    }
  }

  /** An event that was checked, slimmed to an activity. */
  record Checked(Origin origin, Activity activity) implements Arrival {

    @Override
    public long at() {
      return activity.at();
    }
  }

  /**
   * An event that has yet to be checked and slimmed.
   *
   * @param event a {@link LoginEvent}, {@link ApiEvent} or {@link DmMetadataEvent}
   * @param key the record's key; null where it had none
   * @param value the record's value; null where it is not at hand
   */
  @SuppressWarnings("ArrayRecordComponent") // arrivals are handed on, never compared
  record Unchecked(Origin origin, SpecificRecord event, byte[] key, byte[] value)
      implements Arrival {

    @Override
    public long at() {
      return timeOf(event);
    }

    /** Refuses it after all; shows the event as JSON where its bytes are not at hand. */
    public Refused refused(DeadLetterReason reason, String detail) {
      byte[] shown =
          value == null && event instanceof SpecificRecordBase record
              ? JsonRecords.write(record).getBytes(StandardCharsets.UTF_8)
              : value;
      return Arrival.refused(origin, reason, detail, key, shown);
    }
  }

  /**
   * An event that jumps ahead of its partition. Whether its time is believed turns out when more
   * was read.
   *
   * @param arrival checked or unchecked
   * @param key the record's key; null where it had none
   * @param value the record's value
   * @param isOfNow whether our own clock bears it out
   */
  @SuppressWarnings("ArrayRecordComponent") // arrivals are handed on, never compared
  record Suspected(
      Arrival arrival, byte[] key, byte[] value, PartitionTime.Suspect suspect, boolean isOfNow)
      implements Arrival {

    @Override
    public Origin origin() {
      return arrival.origin();
    }

    @Override
    public long at() {
      return arrival.at();
    }

    /** Refuses it, once it is refuted. */
    public Refused refused() {
      return refused(
          DeadLetterReason.AHEAD_OF_TIME,
          ("occurred_at is %d s ahead of %s, where most records around it in its partition are; at"
                  + " most %d s are allowed (time.max-ahead); check the clock of whoever wrote it")
              .formatted(
                  (at() - suspect.measuredAgainst()) / 1000,
                  Instant.ofEpochMilli(suspect.measuredAgainst()),
                  origin().time().maxAheadMillis() / 1000));
    }

    /** Refuses it for another reason. */
    public Refused refused(DeadLetterReason reason, String detail) {
      return Arrival.refused(origin(), reason, detail, key, value);
    }
  }

  /** A record that was no event, or an impossible one. */
  record Refused(Origin origin, DeadLetter letter) implements Arrival {

    @Override
    public long at() {
      return origin.timestamp();
    }
  }

  /**
   * A record that is refused.
   *
   * @param key the record's key; null where it had none
   * @param value the record's value; null where it is not at hand
   */
  static Refused refused(
      Origin origin, DeadLetterReason reason, String detail, byte[] key, byte[] value) {
    return new Refused(origin, DeadLetters.of(origin, reason, detail, key, value));
  }

  /**
   * When an event happened, in epoch milliseconds.
   *
   * @throws IllegalArgumentException if the record is none of the three events
   */
  static long timeOf(SpecificRecord event) {
    if (event instanceof LoginEvent login) {
      return login.getOccurredAt().toEpochMilli();
    }
    if (event instanceof ApiEvent call) {
      return call.getOccurredAt().toEpochMilli();
    }
    if (event instanceof DmMetadataEvent dm) {
      return dm.getOccurredAt().toEpochMilli();
    }
    throw new IllegalArgumentException("not an event: " + event.getClass().getName());
  }
}
