package io.leakwatch.detectors.callipharvesting;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.List;

/** What is remembered of one account's peer-to-peer calls to people who do not know it. */
final class ExposedStrangers extends SensorState {

  private static final int PANES_IN_WINDOW = 4;
  private static final int FOLLOWED_STRANGERS = 256;

  /** Events are kept only from here on: most accounts never get so far. */
  private static final int WORTH_QUOTING = 3;

  private static final int BRIEF = 1;
  private static final int TALKED = 2;

  final RecentTexts names;
  final RecentTexts events;
  final Milestone told;
  private final DistinctWithin strangers;
  private final FirstMoment firstCall;

  ExposedStrangers(Duration window, Duration slowWindow) {
    int panes = (int) (PANES_IN_WINDOW * slowWindow.toMillis() / window.toMillis());
    strangers = new DistinctWithin(slowWindow, panes, FOLLOWED_STRANGERS);
    firstCall = new FirstMoment(slowWindow);
    names = new RecentTexts(Signal.MOST_ACCOUNTS, slowWindow);
    events = new RecentTexts(Signal.MOST_EVENTS, slowWindow);
    told = new Milestone(slowWindow);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(strangers, firstCall, names, events, told);
  }

  void talked(DmActivity call) {
    strangers.add(Hashes.of(call.peer()), call.at(), TALKED);
  }

  void brief(DmActivity call) {
    strangers.add(Hashes.of(call.peer()), call.at(), BRIEF);
    firstCall.touch(call.at());
    names.add(call.peer(), call.at());
    if (strangers.size() >= WORTH_QUOTING) {
      events.add(call.eventId(), call.at());
    }
  }

  /** A cheap bound: no window holds more strangers. */
  int most() {
    return strangers.size();
  }

  long since() {
    return firstCall.at();
  }

  /** Strangers whose every call was brief. */
  long briefInWindow(long at) {
    return strangers.distinct(at, PANES_IN_WINDOW, (times, marks) -> marks == BRIEF);
  }

  long briefInSlowWindow(long at) {
    return strangers.distinct(at, (times, marks) -> marks == BRIEF);
  }

  /** Strangers who talked at least once. */
  long talkedInSlowWindow(long at) {
    return strangers.distinct(at, (times, marks) -> (marks & TALKED) != 0);
  }
}
