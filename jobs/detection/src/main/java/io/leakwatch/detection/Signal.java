package io.leakwatch.detection;

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
  public static SignalBuilder of(String detectorId, String kind, Entity subject) {
    return new SignalBuilder(detectorId, kind, subject);
  }

  /** A fact about an entity. */
  public static Signal fact(String detectorId, String kind, Entity subject, long at) {
    return of(detectorId, kind, subject).at(at).asFact().build();
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
}
