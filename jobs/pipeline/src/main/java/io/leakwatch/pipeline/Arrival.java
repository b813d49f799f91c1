package io.leakwatch.pipeline;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.LoginEvent;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record as it came in: an activity, an event that has yet to be checked and slimmed to one, or a
 * dead letter.
 *
 * @param origin where it came from
 * @param activity what it tells of, checked; null if it has yet to be checked, or was refused
 * @param event a {@link LoginEvent}, {@link ApiEvent} or {@link DmMetadataEvent} that has yet to be
 *     checked; null otherwise
 * @param refused why it could not be read; null if it could
 * @param key the record's key; null where it had none
 * @param value the record's value; null where it is not at hand
 */
@SuppressWarnings("ArrayRecordComponent") // arrivals are handed on, never compared
public record Arrival(
    Origin origin,
    Activity activity,
    SpecificRecord event,
    DeadLetter refused,
    byte[] key,
    byte[] value) {

  /**
   * Where a record came from.
   *
   * @param topic topic, or name of the file
   * @param partition partition; 0 for a file
   * @param offset offset; number of the record or line for a file, from 0
   * @param timestamp the record's own timestamp, epoch milliseconds: when it is known to have
   *     arrived
   */
  public record Origin(String topic, int partition, long offset, long timestamp) {}

  /** An activity of an event that was checked. */
  public static Arrival of(Origin origin, Activity activity) {
    return new Arrival(origin, activity, null, null, null, null);
  }

  /** An event that has yet to be checked. */
  public static Arrival of(Origin origin, SpecificRecord event, byte[] key, byte[] value) {
    return new Arrival(origin, null, event, null, key, value);
  }

  public static Arrival refused(
      Origin origin, DeadLetterReason reason, String detail, byte[] key, byte[] value) {
    return new Arrival(
        origin, null, null, DeadLetters.of(origin, reason, detail, key, value), key, value);
  }

  /**
   * This record, refused after all; its value is the event as JSON where the bytes are not at hand.
   */
  public Arrival refused(DeadLetterReason reason, String detail) {
    byte[] shown =
        value == null && event instanceof SpecificRecordBase record
            ? JsonRecords.write(record).getBytes(StandardCharsets.UTF_8)
            : value;
    return refused(origin, reason, detail, key, shown);
  }

  /** Event time in epoch milliseconds; for a refused one the record's own timestamp. */
  public long at() {
    if (activity != null) {
      return activity.at();
    }
    return event == null ? origin.timestamp() : timeOf(event);
  }

  /** Whether it could not be read. */
  public boolean isRefused() {
    return refused != null;
  }

  /**
   * When an event happened, in epoch milliseconds.
   *
   * @throws IllegalArgumentException if the record is none of the three events
   */
  public static long timeOf(SpecificRecord event) {
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
