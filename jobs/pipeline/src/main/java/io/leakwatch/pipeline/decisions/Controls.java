package io.leakwatch.pipeline.decisions;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.DetectorMode;
import io.leakwatch.schemas.Severity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/** The controls that hold at some time, by id. */
final class Controls {

  /** Of those that begin at the same time the one that was made last, then by id. */
  private static final Comparator<Control> LATEST =
      Comparator.comparing(Control::getHoldsFrom)
          .thenComparing(Control::getMadeAt)
          .thenComparing(Control::getControlId);

  private final Map<String, Control> known = new HashMap<>();

  void put(Control control) {
    known.put(control.getControlId(), control);
  }

  static Period period(Control control) {
    return Period.of(control.getHoldsFrom(), control.getExpiresAt(), control.getWithdrawnAt());
  }

  void remove(String id) {
    known.remove(id);
  }

  int size() {
    return known.size();
  }

  long overlapping(Period period, String except) {
    return known.values().stream()
        .filter(each -> !each.getControlId().equals(except))
        .filter(each -> period(each).overlaps(period))
        .count();
  }

  /** How an alert's detector alerts at a time; what no control says is as the alert says. */
  DetectorMode mode(Alert alert, long at) {
    return said(alert, at, Control::getMode)
        .orElseGet(
            () -> alert.getMode() == AlertMode.ACTIVE ? DetectorMode.ACTIVE : DetectorMode.SHADOW);
  }

  /** Whether an alert's severity is below the floor at a time. */
  boolean isBelowFloor(Alert alert, long at) {
    Optional<Severity> floor = said(alert, at, Control::getSeverityFloor);
    return floor.isPresent() && alert.getSeverity().compareTo(floor.get()) < 0;
  }

  private <T> Optional<T> said(Alert alert, long at, Function<Control, T> aspect) {
    Control latest = null;
    for (Control each : known.values()) {
      if (aspect.apply(each) != null
          && isAbout(each, alert)
          && period(each).holds(at)
          && (latest == null || LATEST.compare(each, latest) > 0)) {
        latest = each;
      }
    }
    return Optional.ofNullable(latest).map(aspect);
  }

  private static boolean isAbout(Control control, Alert alert) {
    return control.getDetectorId() == null || control.getDetectorId().equals(alert.getDetectorId());
  }

  /**
   * The last time before an alert's close at which its detector was not switched off; empty if it
   * was all the time, so that no revision can have been written, and for what is no close.
   */
  Optional<Long> lastSeenOn(Alert alert) {
    if (alert.getActivity() != AlertActivity.CLOSE || known.isEmpty()) {
      return Optional.empty();
    }
    long raised = alert.getRaisedAt().toEpochMilli();
    long closed = alert.getUpdatedAt().toEpochMilli();
    return LongStream.concat(
            LongStream.of(raised),
            known.values().stream()
                .filter(each -> isAbout(each, alert))
                .map(Controls::period)
                .flatMapToLong(each -> LongStream.of(each.from(), each.to())))
        .filter(time -> raised <= time && time < closed)
        .boxed()
        .sorted(Comparator.reverseOrder())
        .filter(time -> mode(alert, time) != DetectorMode.OFF)
        .findFirst();
  }
}
