package io.leakwatch.local.order;

import io.leakwatch.local.files.EventTimes;
import io.leakwatch.local.files.FileRecord;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.PossibleTimes;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record of a file, with what decides on its place among all others. That is its time first, then
 * its kind, its id, and all else that is in it, but never where it was found: records that are
 * equal here say the same.
 *
 * @param file the name of its file
 * @param time epoch milliseconds; {@link EventTimes#NONE}, which is before all others, where it has
 *     none that is possible
 * @param unknown values in it that are none of an enum's
 */
public record Timed(
    String file, EventKind kind, long time, FileRecord record, List<UnknownValue> unknown)
    implements Comparable<Timed> {

  /** A value of a field that is an enum, and knows no such value. */
  public record UnknownValue(String field, String value) {}

  static Timed of(String file, EventKind kind, FileRecord record, List<UnknownValue> unknown) {
    return new Timed(file, kind, timeOf(record), record, unknown);
  }

  /** When a record says that it happened; {@link EventTimes#NONE} where that is impossible. */
  static long timeOf(FileRecord record) {
    if (record.event() == null) {
      return EventTimes.NONE;
    }
    long time = Arrival.timeOf(record.event());
    return PossibleTimes.has(time) ? time : EventTimes.NONE;
  }

  static String idOf(SpecificRecordBase event) {
    if (event instanceof LoginEvent login) {
      return login.getEventId();
    }
    return event instanceof ApiEvent call
        ? call.getEventId()
        : ((DmMetadataEvent) event).getEventId();
  }

  /** Whether the record says when it happened, and that is possible. */
  public boolean hasTime() {
    return time != EventTimes.NONE;
  }

  @Override
  public int compareTo(Timed other) {
    if (time != other.time || !hasTime()) {
      return Long.compare(time, other.time);
    }
    if (kind != other.kind) {
      return kind.compareTo(other.kind);
    }
    int byId = idOf(record.event()).compareTo(idOf(other.record.event()));
    return byId != 0 ? byId : byContent(record.event(), other.record.event());
  }

  static int byContent(SpecificRecordBase one, SpecificRecordBase other) {
    return one.compareTo(other);
  }
}
