package io.leakwatch.local.replay;

import io.leakwatch.local.order.Timed;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.Arrival.Origin;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.PossibleTimes;
import java.time.Instant;

/**
 * Records of files as arrivals. A file does not say when a record arrived, and its order says
 * nothing, so each is taken to have arrived when it happened, but no later than all but a few: a
 * record that is more than a year behind all others claims a time that had not come, and is refused
 * as it would be on a topic. What says no possible time is taken to have arrived at the end.
 */
final class Arrivals {

  private final long end;

  /**
   * @param end the latest time that is no stray's, epoch milliseconds
   */
  Arrivals(long end) {
    this.end = end;
  }

  Arrival of(Timed timed) {
    var record = timed.record();
    long arrived = timed.hasTime() ? Math.min(timed.time(), end) : end;
    Origin origin = new Origin(timed.file(), 0, record.number(), arrived);
    if (record.event() == null) {
      return Arrival.refused(
          origin, DeadLetterReason.UNDECODABLE, record.fault(), null, record.raw());
    }
    Arrival.Unchecked arrival = new Arrival.Unchecked(origin, record.event(), null, record.raw());
    if (!timed.hasTime()) {
      return arrival.refused(
          DeadLetterReason.INVALID_VALUE, PossibleTimes.fault("occurred_at", arrival.at()));
    }
    return timed.time() <= end ? arrival : arrival.refused(AHEAD, ahead(timed.time()));
  }

  private static final DeadLetterReason AHEAD = DeadLetterReason.AHEAD_OF_TIME;

  private String ahead(long time) {
    return ("occurred_at is %s, more than a year after all but a few records of the files, which end"
            + " at %s; check the clock of whoever wrote it")
        .formatted(Instant.ofEpochMilli(time), Instant.ofEpochMilli(end));
  }
}
