package io.leakwatch.pipeline;

import io.leakwatch.schemas.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** Makes dead letters. */
final class DeadLetters {

  /**
   * Longest value that is carried on, in bytes. A topic refuses records over 1 MB by default, and a
   * dead letter must never be the one that stops the job.
   */
  private static final int LONGEST_VALUE = 262_144;

  private static final int LONGEST_DETAIL = 1_000;

  private DeadLetters() {}

  static DeadLetter of(
      Arrival.Origin origin, DeadLetterReason reason, String detail, byte[] key, byte[] value) {
    return new DeadLetter(
        reason.word(),
        shortened(detail, value),
        origin.topic(),
        origin.partition(),
        origin.offset(),
        bytes(key),
        bytes(value),
        Instant.ofEpochMilli(origin.timestamp()));
  }

  private static String shortened(String detail, byte[] value) {
    String text =
        detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
    return value != null && value.length > LONGEST_VALUE
        ? text + " (value cut from " + value.length + " bytes)"
        : text;
  }

  private static ByteBuffer bytes(byte[] all) {
    if (all == null) {
      return null;
    }
    return ByteBuffer.wrap(all.length > LONGEST_VALUE ? Arrays.copyOf(all, LONGEST_VALUE) : all);
  }
}
