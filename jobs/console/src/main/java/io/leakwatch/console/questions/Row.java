package io.leakwatch.console.questions;

/**
 * An alert as a line of the queue shows it: its latest revision, and how far analysts are with it.
 * Times are epoch milliseconds. What is very long is cut.
 *
 * @param closedAt when it went quiet; null while it has not
 * @param suppressedBy the suppression that holds; null for none
 * @param status OPEN, IN_PROGRESS or CLOSED; OPEN again where it got worse than what was judged
 * @param assignee null for nobody
 * @param verdict null for none
 * @param sequence that of the latest action that counts; 0 where nobody did anything
 * @param cameBack whether it got worse than what was judged
 * @param note what was said last about it; empty for nothing
 * @param relatedCount how many alerts it names
 */
public record Row(
    String alertId,
    int revision,
    String activity,
    String detectorId,
    String mode,
    String severity,
    int confidence,
    int riskScore,
    Name subject,
    long raisedAt,
    long updatedAt,
    long firstSeenAt,
    long lastSeenAt,
    Long closedAt,
    String title,
    String summary,
    long affectedCount,
    long sourcesCount,
    long occurrences,
    String suppressedBy,
    String status,
    String assignee,
    String verdict,
    long sequence,
    boolean cameBack,
    String note,
    int relatedCount) {

  /** Whom or what something is about, as {@code ShortText} shows ids. */
  public record Name(String type, String id) {}
}
