package io.leakwatch.detection;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import java.util.List;
import java.util.stream.Stream;

/** A signal in the making: what was noticed, when, how sure, why, and whom it touches. */
public final class SignalBuilder {

  private final String detectorId;
  private final String kind;
  private final Entity subject;
  private long at;
  private long firstSeenAt;
  private int confidence;
  private List<Condition> conditions = List.of();
  private List<String> eventIds = List.of();
  private List<String> accounts = List.of();
  private long accountCount;
  private Extent extent = Extent.NONE;
  private Extent seen = Extent.NONE;
  private boolean report;
  private String note = "";
  private List<String> entered = List.of();
  private boolean fact;
  private Signal.Cause cause;

  SignalBuilder(String detectorId, String kind, Entity subject) {
    this.detectorId = detectorId;
    this.kind = kind;
    this.subject = subject;
  }

  /** Event time of the event that completed it, and of the first one too, until {@link #since}. */
  public SignalBuilder at(long at) {
    this.at = at;
    this.firstSeenAt = at;
    return this;
  }

  /** Event time of the earliest event that counted, after {@link #at}. */
  public SignalBuilder since(long firstSeenAt) {
    this.firstSeenAt = firstSeenAt;
    return this;
  }

  /** How sure the sensor is, 0 to 100. */
  public SignalBuilder confidence(int confidence) {
    this.confidence = confidence;
    return this;
  }

  /** Every condition that held, with its figures, after those that were given before. */
  public SignalBuilder because(Condition... conditions) {
    return because(List.of(conditions));
  }

  /** Every condition that held, with its figures, after those that were given before. */
  public SignalBuilder because(List<Condition> more) {
    this.conditions = Stream.concat(conditions.stream(), more.stream()).toList();
    return this;
  }

  /** The few events that caused it. */
  public SignalBuilder events(String... eventIds) {
    return events(List.of(eventIds));
  }

  /** Some of the causing events, at most {@link Signal#MOST_EVENTS}. */
  public SignalBuilder events(List<String> eventIds) {
    this.eventIds = eventIds;
    return this;
  }

  /**
   * Since when, by which events and with which accounts, as a trail has it, after {@link #at}.
   *
   * @param accountCount how many accounts were touched; may exceed the list
   */
  public SignalBuilder quoting(EvidenceTrail trail, long accountCount) {
    return since(trail.since(at)).events(trail.events(at)).accounts(trail.names(at), accountCount);
  }

  /** The one account touched. */
  public SignalBuilder account(String account) {
    return accounts(List.of(account));
  }

  /** All the accounts touched, at most {@link Signal#MOST_ACCOUNTS}. */
  public SignalBuilder accounts(List<String> all) {
    return accounts(all, all.size());
  }

  /**
   * Some of the accounts touched, at most {@link Signal#MOST_ACCOUNTS}, and how many there were.
   */
  public SignalBuilder accounts(List<String> some, long count) {
    this.accounts = some;
    this.accountCount = count;
    return this;
  }

  /** How far it goes in all: what was counted since it was first noticed. */
  public SignalBuilder amounting(Extent extent) {
    this.extent = extent;
    return this;
  }

  /** It was seen in these activities: their addresses are where it came from. */
  public SignalBuilder seenIn(Activity... activities) {
    for (Activity activity : activities) {
      seen = seen.and(Extent.of(activity));
    }
    return this;
  }

  /** It says nothing new, but how far it went since the last such signal. */
  public SignalBuilder asReport() {
    this.report = true;
    return this;
  }

  /** It only answers signals that ask about its subject, and raises no alert itself. */
  SignalBuilder asFact() {
    this.fact = true;
    return this;
  }

  /** What the words of the alert need beyond the figures. */
  public SignalBuilder note(String note) {
    this.note = note;
    return this;
  }

  /**
   * Somebody else got into these accounts.
   *
   * @param accounts those beyond {@link Signal#MOST_ENTERED} are left out
   */
  public SignalBuilder entering(String... accounts) {
    this.entered = Stream.of(accounts).limit(Signal.MOST_ENTERED).toList();
    return this;
  }

  /** It is a step of an alert. */
  public SignalBuilder causedBy(Signal.Cause cause) {
    this.cause = cause;
    return this;
  }

  public Signal build() {
    return new Signal(
        detectorId,
        kind,
        subject,
        at,
        firstSeenAt,
        confidence,
        conditions,
        eventIds,
        accounts,
        accountCount,
        extent.and(seen),
        report,
        note,
        fact,
        List.of(),
        List.of(),
        entered,
        cause);
  }
}
