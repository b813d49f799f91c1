package io.leakwatch.pipeline.decode;

import io.leakwatch.detection.words.Cut;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.TrustedSchemas;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.util.OutputTag;

/** Makes dead letters. */
public final class DeadLetters {

  static {
    // State may be restored, and records handed on, in a JVM that decodes no events.
    TrustedSchemas.trust();
  }

  /** Where an operator hands them on. */
  public static final OutputTag<DeadLetter> TAG =
      new OutputTag<>("dead-letters", ChosenType.avro(DeadLetter.class));

  /** Partition and offset of what a step of the job refused, which came from no one record. */
  private static final int NOWHERE = -1;

  /**
   * Longest value that is carried on, in bytes. A topic refuses records over 1 MB by default, and a
   * dead letter must never be the one that stops the job.
   */
  private static final int LONGEST_VALUE = 262_144;

  private static final int LONGEST_DETAIL = 1_000;

  private DeadLetters() {}

  /** One whose detail can be shown anywhere: it may quote what an attacker has sent. */
  static DeadLetter of(
      Arrival.Origin origin, DeadLetterReason reason, String detail, byte[] key, byte[] value) {
    return new DeadLetter(
        reason.word(),
        Shown.text(shortened(detail, value)),
        origin.topic(),
        origin.partition(),
        origin.offset(),
        bytes(key),
        bytes(value),
        Instant.ofEpochMilli(origin.timestamp()));
  }

  /**
   * Of what a step of the job could not go on with.
   *
   * @param value as the step saw it
   * @param at event time, epoch milliseconds
   */
  public static DeadLetter ofStep(
      String step, DeadLetterReason reason, String detail, String value, long at) {
    Arrival.Origin origin = new Arrival.Origin(step, NOWHERE, NOWHERE, at);
    return of(origin, reason, detail, null, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String shortened(String detail, byte[] value) {
    String text = detail.length() > LONGEST_DETAIL ? Cut.to(LONGEST_DETAIL, detail) + "…" : detail;
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
