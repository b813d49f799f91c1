package io.leakwatch.detectors.scheduledexport;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import java.time.Duration;
import java.util.List;

/** What is remembered of one exporting client. */
final class Exports extends SensorState {

  final Runs runs;
  final RecentTexts events;

  /** Classes of data exported, as bits. */
  final Whole classes;

  Exports(Duration gap, Duration life, int bulk) {
    runs = new Runs(gap, life, bulk);
    events = new RecentTexts(Signal.MOST_EVENTS, life);
    classes = new Whole(life);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(runs, events, classes);
  }
}
