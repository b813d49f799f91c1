package io.leakwatch.pipeline.decode;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Why a record was not evaluated. */
public enum DeadLetterReason {
  /** The bytes or the line are no event. */
  UNDECODABLE,
  /** The bytes were written with a schema that is not known here. */
  UNKNOWN_SCHEMA,
  /** The bytes were written with a schema of which no such event can be made. */
  INCOMPATIBLE_SCHEMA,
  /** A value is missing, impossible or too long. */
  INVALID_VALUE,
  /** The event claims to have happened after it arrived. */
  AHEAD_OF_TIME,
  /** A detector failed on it; the other detectors have seen it. */
  DETECTOR_FAULT,
  /** Detectors saw it, but there is no room to remember the entity that it is about. */
  MEMORY_FULL;

  /** Those of records that were refused before any detector saw them. */
  public static Stream<DeadLetterReason> onArrival() {
    return Arrays.stream(values())
        .filter(reason -> reason != DETECTOR_FAULT && reason != MEMORY_FULL);
  }

  /** The word that stands in the dead letter: {@code unknown-schema}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
