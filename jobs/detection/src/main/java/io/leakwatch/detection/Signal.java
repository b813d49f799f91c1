package io.leakwatch.detection;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Extent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sensor noticed: rare, small, and complete enough to be put into words. A signal may ask
 * what is known about other entities, such as the addresses it came from. Sensors of those entities
 * answer with signals that are facts. The detector receives the answers before an alert is raised.
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
 * @param extent how far it goes, in all and not only in a window
 * @param report it says nothing new, but how far it went since the last such signal
 * @param note what the words of the alert need beyond the figures; may be empty
 * @param fact it only answers signals that ask about its subject, and raises no alert itself
 * @param asks entities that it asks about, at most {@link #MOST_ASKED}
 * @param told the answers: what was known about them at that time
 * @param entered accounts that, by this signal, somebody else got into; at most {@link
 *     #MOST_ENTERED}. Sequences that begin with a suspicious way in receive them
 * @param cause the alert that it is a step of; null for none
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
    Extent extent,
    boolean report,
    String note,
    boolean fact,
    List<Entity> asks,
    List<Told> told,
    List<String> entered,
    Cause cause) {

  /**
   * An alert that something rests on.
   *
   * @param subject whom or what it is about
   */
  public record Cause(String alertId, String detectorId, Entity subject) {}

  /**
   * An answer.
   *
   * @param entity whom it is about
   * @param kind kind of the fact
   * @param at when the fact was last emitted, epoch milliseconds
   */
  public record Told(Entity entity, String kind, long at) {}

  public static final int MOST_ASKED = 2;
  public static final int MOST_EVENTS = 20;
  public static final int MOST_ACCOUNTS = 100;
  public static final int MOST_ENTERED = 20;

  /**
   * Begins a signal; what is not set is 0 or empty.
   *
   * @param detectorId the detector whose sensor noticed it
   * @param kind which of the detector's signals it is
   * @param subject whom or what it is about
   */
  public static Builder of(String detectorId, String kind, Entity subject) {
    return new Builder(detectorId, kind, subject);
  }

  /** A fact about an entity. */
  public static Signal fact(String detectorId, String kind, Entity subject, long at) {
    Builder fact = of(detectorId, kind, subject).at(at);
    fact.fact = true;
    return fact.build();
  }

  /** This signal, asking about entities; null ones are left out. */
  public Signal asking(Entity... entities) {
    List<Entity> asked = Stream.of(entities).filter(Objects::nonNull).distinct().toList();
    return with(confidence, conditions, asked, told);
  }

  /** This signal with one more answer. */
  public Signal told(Told answer) {
    return with(
        confidence, conditions, asks, Stream.concat(told.stream(), Stream.of(answer)).toList());
  }

  /** This signal with another confidence and other conditions, once the answers are known. */
  public Signal with(int confidence, List<Condition> conditions) {
    return with(confidence, conditions, asks, told);
  }

  private Signal with(
      int confidence, List<Condition> conditions, List<Entity> asks, List<Told> told) {
    return with(confidence, conditions, extent, asks, told);
  }

  /** This signal, once it is known that it goes so far at least. */
  public Signal reaching(Extent known) {
    return with(confidence, conditions, extent.and(known), asks, told);
  }

  private Signal with(
      int confidence,
      List<Condition> conditions,
      Extent extent,
      List<Entity> asks,
      List<Told> told) {
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
        extent,
        report,
        note,
        fact,
        asks,
        told,
        entered,
        cause);
  }

  /** When it last happened, in epoch milliseconds: a report comes later than what it reports. */
  public long lastSeenAt() {
    return report && extent.last() != StatePart.NEVER ? extent.last() : at;
  }

  /** What was observed of a condition that held; empty where it is not among them. */
  public Optional<String> observed(String condition) {
    return conditions.stream()
        .filter(each -> each.condition().equals(condition))
        .map(Condition::observed)
        .findFirst();
  }

  public boolean is(String kind) {
    return this.kind.equals(kind);
  }

  /** A signal in the making: what was noticed, when, how sure, why, and whom it touches. */
  public static final class Builder {

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
    private Cause cause;

    private Builder(String detectorId, String kind, Entity subject) {
      this.detectorId = detectorId;
      this.kind = kind;
      this.subject = subject;
    }

    /**
     * Event time of the event that completed it, and of the first one too, until {@link #since}.
     */
    public Builder at(long at) {
      this.at = at;
      this.firstSeenAt = at;
      return this;
    }

    /** Event time of the earliest event that counted, after {@link #at}. */
    public Builder since(long firstSeenAt) {
      this.firstSeenAt = firstSeenAt;
      return this;
    }

    /** How sure the sensor is, 0 to 100. */
    public Builder confidence(int confidence) {
      this.confidence = confidence;
      return this;
    }

    /** Every condition that held, with its figures, after those that were given before. */
    public Builder because(Condition... conditions) {
      return because(List.of(conditions));
    }

    /** Every condition that held, with its figures, after those that were given before. */
    public Builder because(List<Condition> more) {
      this.conditions = Stream.concat(conditions.stream(), more.stream()).toList();
      return this;
    }

    /** The few events that caused it. */
    public Builder events(String... eventIds) {
      return events(List.of(eventIds));
    }

    /** Some of the causing events, at most {@link #MOST_EVENTS}. */
    public Builder events(List<String> eventIds) {
      this.eventIds = eventIds;
      return this;
    }

    /**
     * Since when, by which events and with which accounts, as a trail has it, after {@link #at}.
     *
     * @param accountCount how many accounts were touched; may exceed the list
     */
    public Builder quoting(EvidenceTrail trail, long accountCount) {
      return since(trail.since(at))
          .events(trail.events(at))
          .accounts(trail.names(at), accountCount);
    }

    /** The one account touched. */
    public Builder account(String account) {
      return accounts(List.of(account));
    }

    /** All the accounts touched, at most {@link #MOST_ACCOUNTS}. */
    public Builder accounts(List<String> all) {
      return accounts(all, all.size());
    }

    /** Some of the accounts touched, at most {@link #MOST_ACCOUNTS}, and how many there were. */
    public Builder accounts(List<String> some, long count) {
      this.accounts = some;
      this.accountCount = count;
      return this;
    }

    /** How far it goes in all: what was counted since it was first noticed. */
    public Builder amounting(Extent extent) {
      this.extent = extent;
      return this;
    }

    /** It was seen in these activities: their addresses are where it came from. */
    public Builder seenIn(Activity... activities) {
      for (Activity activity : activities) {
        seen = seen.and(Extent.of(activity));
      }
      return this;
    }

    /** It says nothing new, but how far it went since the last such signal. */
    public Builder asReport() {
      this.report = true;
      return this;
    }

    /** What the words of the alert need beyond the figures. */
    public Builder note(String note) {
      this.note = note;
      return this;
    }

    /**
     * Somebody else got into these accounts.
     *
     * @param accounts those beyond {@link #MOST_ENTERED} are left out
     */
    public Builder entering(String... accounts) {
      this.entered = Stream.of(accounts).limit(MOST_ENTERED).toList();
      return this;
    }

    /** It is a step of an alert. */
    public Builder causedBy(Cause cause) {
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
}
