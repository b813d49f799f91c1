package io.leakwatch.workbench.evaluation;

import java.time.Duration;
import java.time.Instant;

/**
 * Something in the traffic that a detector ought to find.
 *
 * @param note which variant of it this is; empty for none
 */
public record Label(String labelId, About about, Instant firstAt, Instant lastAt, String note) {

  /** The clocks of what labels and what alerts may differ. */
  private static final Duration BEFORE = Duration.ofMinutes(5);

  /**
   * What follows from an attack, such as a login that succeeds, is seen within so long after it.
   */
  private static final Duration AFTER = Duration.ofHours(3);

  /**
   * Who says what of whom: what an alert and a label have in common when they mean the same.
   *
   * @param subjectType as in the alert's schema, such as {@code ADDRESS}
   */
  public record About(String detectorId, String subjectType, String subjectId) {}

  boolean isMeantBy(RaisedAlert alert) {
    return about.equals(alert.about())
        && !alert.lastSeenAt().isBefore(firstAt.minus(BEFORE))
        && !alert.firstSeenAt().isAfter(lastAt.plus(AFTER));
  }
}
