package io.leakwatch.detectors.scheduledexport;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Source;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.List;

/** What is remembered of one exporting client. */
final class Exports extends SensorState {

  final Runs runs;
  final RecentTexts events;

  /** Classes of data exported, as bits. */
  final Whole classes;

  final Story story;
  private final Origins origins;

  Exports(Duration gap, Duration life, int bulk, Duration staysOpen) {
    runs = new Runs(gap, life, bulk);
    events = new RecentTexts(Signal.MOST_EVENTS, life);
    classes = new Whole(life);
    origins = new Origins(life);
    story = new Story(staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(runs, events, classes, origins, story);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * One call of an export.
   *
   * @return whether it made the present run a bulk export
   */
  boolean add(ApiCall call) {
    long at = call.at();
    classes.set(held(at).and(call.dataClasses()).bits(), at);
    origins.add(call);
    story.count(call);
    return runs.add(at, call.records());
  }

  DataClasses held(long at) {
    return DataClasses.ofBits((int) classes.get(at));
  }

  /**
   * They come at a regular time, or go on to.
   *
   * @param since when the first of these began, epoch milliseconds; bulk exports at other times
   *     since then count too
   */
  void noticed(ApiCall by, long since) {
    long at = by.at();
    if (!story.isOn(at)) {
      List<Source> from =
          origins.list(at).stream().filter(each -> each.lastSeenAt() >= since).toList();
      story.begin(at, since, from.stream().mapToLong(Source::events).sum(), from);
      story.left(
          runs.list(at).stream().filter(run -> run.at() >= since).mapToLong(Run::records).sum(),
          held(at));
    }
    story.reported(at);
  }
}
