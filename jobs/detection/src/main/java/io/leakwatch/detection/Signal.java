package io.leakwatch.detection;

import io.leakwatch.detection.activity.Entity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sensor noticed: rare, small, and complete enough to be put into words. A signal may ask
 * what is known of other entities, such as the addresses it came from: sensors of those entities
 * tell what they know in signals that are facts, and the detector hears the answers before anything
 * is raised.
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
 * @param fact it only answers those who ask about its subject, and raises nothing itself
 * @param asks entities that it asks about, at most {@link #MOST_ASKED}
 * @param told what was known of them at that time
 * @param entered accounts that, by this signal, somebody else got into; at most {@link
 *     #MOST_ENTERED}. Sequences that begin with a suspicious way in hear of them
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
    String note,
    boolean fact,
    List<Entity> asks,
    List<Told> told,
    List<String> entered) {

  /**
   * An answer.
   *
   * @param entity whom it is about
   * @param kind kind of the fact
   * @param at when it was last told, epoch milliseconds
   */
  public record Told(Entity entity, String kind, long at) {}

  public static final int MOST_ASKED = 2;
  public static final int MOST_EVENTS = 20;
  public static final int MOST_ACCOUNTS = 100;
  public static final int MOST_ENTERED = 20;

  /** A signal that asks nothing. */
  public Signal(
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
    this(
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
        note,
        false,
        List.of(),
        List.of(),
        List.of());
  }

  /** A fact about an entity. */
  public static Signal fact(String detectorId, String kind, Entity subject, long at) {
    return new Signal(
        detectorId,
        kind,
        subject,
        at,
        at,
        0,
        List.of(),
        List.of(),
        List.of(),
        0,
        "",
        true,
        List.of(),
        List.of(),
        List.of());
  }

  /** This signal, asking about entities; null ones are left out. */
  public Signal asking(Entity... entities) {
    List<Entity> asked = Stream.of(entities).filter(Objects::nonNull).distinct().toList();
    return with(confidence, conditions, asked, told, entered);
  }

  /** This signal with one more answer. */
  public Signal told(Told answer) {
    return with(
        confidence,
        conditions,
        asks,
        Stream.concat(told.stream(), Stream.of(answer)).toList(),
        entered);
  }

  /** This signal, as sure as it is once the answers are known. */
  public Signal with(int confidence, List<Condition> conditions) {
    return with(confidence, conditions, asks, told, entered);
  }

  /**
   * This signal, saying that somebody else got into these accounts.
   *
   * @param accounts those beyond {@link #MOST_ENTERED} are left out
   */
  public Signal entering(String... accounts) {
    return with(
        confidence, conditions, asks, told, Stream.of(accounts).limit(MOST_ENTERED).toList());
  }

  private Signal with(
      int confidence,
      List<Condition> conditions,
      List<Entity> asks,
      List<Told> told,
      List<String> entered) {
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
        note,
        fact,
        asks,
        told,
        entered);
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
