package io.leakwatch.traffic;

import io.leakwatch.schemas.SubjectType;

/**
 * The truth about one attack.
 *
 * @param labelId unique in the run, such as {@code mass-scraping-003}
 * @param detectorId the detector that ought to find it
 * @param subjectType what kind of thing the alert ought to name
 * @param subjectId its id; an IPv6 address stands for its /64 network
 * @param firstAt time of the attack's first event, epoch milliseconds
 * @param lastAt time of its last event, epoch milliseconds
 * @param note the variant, {@code loud} or {@code evasive}, and its shape in a few words
 */
public record Label(
    String labelId,
    String detectorId,
    SubjectType subjectType,
    String subjectId,
    long firstAt,
    long lastAt,
    String note) {

  /** The same about something that is named differently. */
  public Label about(String otherId) {
    return new Label(labelId, detectorId, subjectType, otherId, firstAt, lastAt, note);
  }
}
