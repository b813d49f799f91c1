package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.Condition;
import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.schemas.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * That detectors are blind, as far as it is known at a moment.
 *
 * @param part what it is about: a source, a partition, a field, a detector, or the job
 * @param since event time, epoch milliseconds; by the wall clock where only that knows
 * @param until up to when it has been so
 * @param what what is the matter, in a few words, without a time
 * @param detail the same in a sentence or two, with figures
 * @param blind ids of detectors that see nothing
 * @param halfBlind ids of detectors that see less, later, or are less sure
 * @param conditions what had to hold; the first has the figure that says how bad it is
 */
public record Gap(
    Reason reason,
    String part,
    long since,
    long until,
    Severity severity,
    String what,
    String detail,
    List<String> blind,
    List<String> halfBlind,
    List<Condition> conditions) {

  /** The subject of what concerns the whole job. */
  static final String JOB = "leakwatch";

  public Gap {
    blind = new ArrayList<>(blind);
    halfBlind = new ArrayList<>(halfBlind);
    conditions = new ArrayList<>(conditions);
  }

  String key() {
    return reason + " " + part;
  }

  /** The id of the alert's subject: the part, or the topic of a field. */
  String subject() {
    return reason == Reason.FIELD_GONE ? part.substring(0, part.indexOf('.')) : part;
  }

  /**
   * The same, known for longer: it began when it was first found, gets no less grave, and has the
   * words and figures of when it was worst.
   */
  Gap after(Gap before) {
    Gap worst = figure() >= before.figure() ? this : before;
    return new Gap(
        reason,
        part,
        Math.min(since, before.since),
        Math.max(until, before.until),
        severity.compareTo(before.severity) >= 0 ? severity : before.severity,
        worst.what,
        worst.detail,
        blind,
        halfBlind,
        worst.conditions);
  }

  private double figure() {
    return conditions.get(0).observedValue();
  }

  /**
   * One that is open.
   *
   * @param raisedAt when it was found, epoch milliseconds
   * @param saidFor how long it had lasted at its last revision, milliseconds
   */
  public record Open(Gap gap, long raisedAt, long saidFor, int revision) {

    static final ChosenType<Open> TYPE = ChosenType.derived(Open.class);
  }
}
