package io.leakwatch.pipeline.decode;

/**
 * Refuses an event that claims to have happened at an impossible time, or too long after it
 * arrived, before it can move any watermark.
 *
 * @param maxAheadMillis an event this much ahead of its arrival is refused
 */
public record ClaimedTime(long maxAheadMillis) {

  /** The same event, or a dead letter. */
  public Arrival checked(Arrival.Unchecked arrival, Received received) {
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
