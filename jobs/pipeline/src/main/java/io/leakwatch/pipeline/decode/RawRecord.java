package io.leakwatch.pipeline.decode;

import java.util.function.Function;

/**
 * A record as it lies on its topic.
 *
 * @param origin where it lies
 * @param key null where it has none
 * @param value null where it has none
 * @param headers a header's name to its last value; null where it has none of that name
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RawRecord(
    Arrival.Origin origin, byte[] key, byte[] value, Function<String, byte[]> headers) {

  /** The same record refused. */
  public Arrival.Refused refused(DeadLetterReason reason, String detail) {
    return Arrival.refused(origin, reason, detail, key, value);
  }
}
