package io.leakwatch.pipeline.gaps;

import java.util.Locale;

/** Why detectors do not see what they should. */
public enum Reason {
  /** A source that had events has none, while others go on. */
  SOURCE_SILENT,
  /** No source has any event. Live only. */
  ALL_SILENT,
  /** A partition has more to read, and does not move. Live only. */
  PARTITION_STALLED,
  /** What is read was written long ago. Live only. */
  READING_BEHIND,
  /** Many events come too late to be evaluated. */
  LATE,
  /** Many records cannot be read, or hold impossible values. */
  REFUSED,
  /** Events claim to have happened after they arrived: a clock is wrong. */
  AHEAD_OF_TIME,
  /** There is no room to remember more entities. */
  MEMORY_FULL,
  /** A detector's own code failed. */
  DETECTOR_FAULT,
  /** No checkpoint is completed, so alerts wait. Live only. */
  NO_CHECKPOINT,
  /** A field that detectors need has stopped coming. */
  FIELD_GONE,
  /** A detector raises so many alerts that nobody can look at each of them. */
  ALERT_STORM;

  /** The word that stands in metrics and evidence: {@code source_silent}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is timed by the wall clock, and never found in a replay. */
  boolean isLive() {
    return switch (this) {
      case ALL_SILENT, READING_BEHIND, NO_CHECKPOINT -> true;
      default -> false;
    };
  }
}
