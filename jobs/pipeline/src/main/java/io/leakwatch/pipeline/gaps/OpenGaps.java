package io.leakwatch.pipeline.gaps;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The gaps that are open: each is one alert, from the moment at which it is found to its end. */
final class OpenGaps {

  /** Less than that between two of the same is one that goes on. */
  private static final long CLOSES_MILLIS = Duration.ofMinutes(10).toMillis();

  /** Faults are seldom: what fails once an hour is one fault. */
  private static final long FAULTS_CLOSE_MILLIS = Duration.ofHours(1).toMillis();

  private final Map<String, Gap.Open> open = new TreeMap<>();
  private final GapAlerts alerts;

  OpenGaps(GapAlerts alerts) {
    this.alerts = alerts;
  }

  /** Whether the gap has been found before, and is not over. */
  boolean has(Gap gap) {
    return open.containsKey(gap.key());
  }

  /**
   * A gap is there. It is said when it is new, when it has grown graver, when other detectors are
   * blind, and when it has lasted twice as long as at the last revision.
   *
   * @param at when it is found, epoch milliseconds
   */
  void hold(Gap found, long at, Consumer<Alert> out) {
    Gap.Open before = open.get(found.key());
    if (before == null) {
      Gap.Open created = new Gap.Open(found, at, found.until() - found.since(), 1);
      open.put(found.key(), created);
      out.accept(alerts.of(created, AlertActivity.CREATE, at));
      return;
    }
    Gap now = found.after(before.gap());
    long lasted = now.until() - now.since();
    boolean isNews =
        now.severity() != before.gap().severity()
            || !now.blind().equals(before.gap().blind())
            || !now.halfBlind().equals(before.gap().halfBlind())
            || lasted >= 2 * Math.max(CLOSES_MILLIS, before.saidFor());
    Gap.Open after =
        new Gap.Open(
            now,
            before.raisedAt(),
            isNews ? lasted : before.saidFor(),
            before.revision() + (isNews ? 1 : 0));
    open.put(found.key(), after);
    if (isNews) {
      out.accept(alerts.of(after, AlertActivity.UPDATE, at));
    }
  }

  /**
   * Closes those that are over.
   *
   * @param isLive whether those that are timed by the wall clock, or all others
   * @param now epoch milliseconds, of that clock
   */
  void closeEnded(boolean isLive, long now, Consumer<Alert> out) {
    Iterator<Gap.Open> all = open.values().iterator();
    List<Alert> closed = new ArrayList<>();
    while (all.hasNext()) {
      Gap.Open each = all.next();
      Gap gap = each.gap();
      if (gap.reason().isLive() == isLive && gap.until() + closesAfter(gap.reason()) <= now) {
        all.remove();
        Gap.Open last = new Gap.Open(gap, each.raisedAt(), each.saidFor(), each.revision() + 1);
        closed.add(alerts.of(last, AlertActivity.CLOSE, now));
      }
    }
    closed.forEach(out);
  }

  private static long closesAfter(Reason reason) {
    return switch (reason) {
      case DETECTOR_FAULT, MEMORY_FULL -> FAULTS_CLOSE_MILLIS;
      // A checkpoint is completed, or an event comes: then it is over at once.
      case NO_CHECKPOINT, ALL_SILENT -> Pulse.MINUTE_MILLIS;
      default -> CLOSES_MILLIS;
    };
  }

  int count(Reason reason) {
    return (int) open.values().stream().filter(each -> each.gap().reason() == reason).count();
  }

  /** Ids of the detectors that some gap makes blind. */
  int blindDetectors() {
    return open.values().stream()
        .flatMap(each -> each.gap().blind().stream())
        .collect(Collectors.toSet())
        .size();
  }

  List<Gap.Open> all() {
    return List.copyOf(open.values());
  }

  void restore(Iterable<Gap.Open> known) {
    known.forEach(each -> open.put(each.gap().key(), each));
  }
}
