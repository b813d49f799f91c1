package io.leakwatch.pipeline.formats;

import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.ClaimedTime;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.RawRecord;
import io.leakwatch.pipeline.decode.Received;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;

/** One JSON object a record, with the contract's field names, as in files. */
final class JsonFormat implements EventFormat {

  private final EventKind kind;
  private final ClaimedTime time;

  JsonFormat(EventKind kind, long maxAheadMillis) {
    this.kind = kind;
    this.time = new ClaimedTime(maxAheadMillis);
  }

  @Override
  public Arrival read(RawRecord record, Received received) {
    if (record.value() == null) {
      return record.refused(DeadLetterReason.UNDECODABLE, EventDecoder.NO_VALUE);
    }
    try {
      return time.checked(
          new Arrival.Unchecked(
              record.origin(),
              JsonRecords.read(record.value(), kind.type()),
              record.key(),
              record.value()),
          received);
    } catch (JsonFault fault) {
      return record.refused(DeadLetterReason.UNDECODABLE, fault.getMessage());
    }
  }
}
