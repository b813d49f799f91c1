package io.leakwatch.detection;

import java.util.List;

/**
 * What a sensor noticed: rare, small, and complete enough to be put into words.
 *
 * @param detectorId the detector whose sensor noticed it
 * @param kind which of the detector's signals it is
 * @param subject whom or what it is about
 * @param at event time of the event that completed it, epoch milliseconds
 * @param firstSeenAt event time of the earliest event that counted, epoch milliseconds
 * @param confidence how sure the sensor is, 0 to 100
 * @param conditions every condition that held, with its figures
 * @param eventIds some of the causing events, at most {@link #MOST_EVENTS}
 * @param accounts some of the accounts touched, at most {@link #MOST_ACCOUNTS}
 * @param accountCount how many accounts were touched; may exceed the list
 * @param note what the words of the alert need beyond the figures; may be empty
 */
public record Signal(
    String detectorId,
    String kind,
    Entity subject,
    long at,
    long firstSeenAt,
    int confidence,
    List<Condition> conditions,
    List<String> eventIds,
    List<String> accounts,
    long accountCount,
    String note) {

  public static final int MOST_EVENTS = 20;
  public static final int MOST_ACCOUNTS = 100;

  public boolean is(String kind) {
    return this.kind.equals(kind);
  }
}
