package io.leakwatch.pipeline.formats;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.RawRecord;
import io.leakwatch.pipeline.decode.Received;

/**
 * How the events of one topic are written. Whatever a record holds, nothing is thrown: it becomes a
 * dead letter. Not for use by several threads at once.
 */
public interface EventFormat {

  /**
   * The short way, for events in which nothing is out of the ordinary.
   *
   * @param value may be null, or anything else
   * @param arrivedAt epoch milliseconds
   * @return null if the record is to be read the long way
   */
  default Activity ordinary(byte[] value, long arrivedAt) {
    return null;
  }

  /**
   * The long way.
   *
   * @param received when it arrived
   * @return null if the record is none of the events, because a mapping leaves it out
   */
  Arrival read(RawRecord record, Received received);
}
