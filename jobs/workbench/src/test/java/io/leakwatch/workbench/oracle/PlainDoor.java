package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.admit.Faults;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.schemas.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Which events enter, and in which order they are seen: those with impossible values are refused,
 * of those with the same id the first enters, and all are seen by time, then by id. All are there
 * from the beginning, so that none is late.
 *
 * @param activities those that entered, in order
 * @param refused how many were refused
 * @param duplicates how many had the id of one before
 * @param lastMark the time that had certainly passed when the events ended, epoch milliseconds: by
 *     then what is due is done, and what is due later is left undone
 */
record PlainDoor(List<Activity> activities, int refused, int duplicates, long lastMark) {

  /** Files are in the order of time, kind, id and content before they are read. */
  private static final Comparator<SpecificRecordBase> AS_READ =
      Comparator.<SpecificRecordBase>comparingLong(Arrival::timeOf)
          .thenComparing(EventKind::of)
          .thenComparing(PlainDoor::idOf)
          .thenComparing(Comparator.naturalOrder());

  private static final Comparator<Activity> AS_SEEN =
      Comparator.comparingLong(Activity::at).thenComparing(Activity::eventId);

  /**
   * Lets them in.
   *
   * @param lateness how far behind the newest event time is taken to have passed
   * @param step how far time goes on at once
   */
  static PlainDoor of(List<SpecificRecordBase> events, Duration lateness, Duration step) {
    List<SpecificRecordBase> inOrder = events.stream().sorted(AS_READ).toList();
    Activities activities = new Activities(null);
    Set<String> known = new HashSet<>();
    List<Activity> entered = new ArrayList<>();
    int refused = 0;
    int duplicates = 0;
    for (SpecificRecordBase event : inOrder) {
      if (Faults.of(event) != null) {
        refused++;
      } else if (known.add(idOf(event))) {
        entered.add(activities.of(event));
      } else {
        duplicates++;
      }
    }
    entered.sort(AS_SEEN);
    return new PlainDoor(entered, refused, duplicates, lastMark(inOrder, lateness, step));
  }

  /** The first event that is newer by a step than the one that moved time last moves it again. */
  private static long lastMark(List<SpecificRecordBase> inOrder, Duration lateness, Duration step) {
    long moved = Long.MIN_VALUE;
    for (SpecificRecordBase event : inOrder) {
      long at = Arrival.timeOf(event);
      if (moved == Long.MIN_VALUE || at >= moved + step.toMillis()) {
        moved = at;
      }
    }
    return moved - lateness.toMillis() - 1;
  }

  private static String idOf(SpecificRecordBase event) {
    return event.get("event_id").toString();
  }
}
