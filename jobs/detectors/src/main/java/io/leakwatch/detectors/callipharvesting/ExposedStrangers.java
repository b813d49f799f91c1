package io.leakwatch.detectors.callipharvesting;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
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

  final EvidenceTrail trail;
  final Milestone told;
  private final DistinctWithin strangers;

  ExposedStrangers(Duration window, Duration slowWindow) {
    int panes = (int) (PANES_IN_WINDOW * slowWindow.toMillis() / window.toMillis());
    strangers = new DistinctWithin(slowWindow, panes, FOLLOWED_STRANGERS);
    trail = new EvidenceTrail(slowWindow);
    told = new Milestone(slowWindow);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(strangers, trail.first(), trail.names(), trail.events(), told);
  }

  void talked(DmActivity call) {
    strangers.add(Hashes.of(call.peer()), call.at(), TALKED);
  }

  void brief(DmActivity call) {
    strangers.add(Hashes.of(call.peer()), call.at(), BRIEF);
    trail.touch(call.at());
    trail.name(call.peer(), call.at());
    if (strangers.size() >= WORTH_QUOTING) {
      trail.event(call.eventId(), call.at());
    }
  }

  /** A cheap bound: no window holds more strangers. */
  int most() {
    return strangers.size();
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
