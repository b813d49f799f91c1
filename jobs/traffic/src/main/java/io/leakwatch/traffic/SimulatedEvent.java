package io.leakwatch.traffic;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One event of the simulation.
 *
 * @param kind gives the record's class and topic
 * @param at when it happens, epoch milliseconds; the same as the record's {@code occurred_at}
 * @param record a {@link LoginEvent}, {@link ApiEvent} or {@link DmMetadataEvent}
 */
public record SimulatedEvent(EventKind kind, long at, SpecificRecordBase record) {

  static SimulatedEvent of(long at, SpecificRecordBase record) {
    return new SimulatedEvent(EventKind.of(record), at, record);
  }

  /** The key of its topic: account, client or actor; null for an API call without a client. */
  public String key() {
    return switch (kind) {
      case LOGIN -> ((LoginEvent) record).getAccountId();
      case API -> ((ApiEvent) record).getClientId();
      case DM_METADATA -> ((DmMetadataEvent) record).getActorId();
    };
  }
}
