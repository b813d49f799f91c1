package io.leakwatch.detectors.spamcalls;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.List;

/** What is remembered of one account's calls to people who do not know it. */
final class StrangersCalled extends SensorState {

  /** What became of a call; what a stranger has listened to once outweighs all else. */
  enum Outcome {
    UNANSWERED(1),
    HUNG_UP(2),
    LISTENED(4);

    private final int mark;

    Outcome(int mark) {
      this.mark = mark;
    }
  }

  private static final int PANES_IN_WINDOW = 4;
  private static final int FOLLOWED_STRANGERS = 256;

  /** Names and events are kept only from here on: most accounts never get so far. */
  private static final int WORTH_NAMING = 8;

  final EvidenceTrail trail;
  final Milestone told;
  private final DistinctWithin strangers;

  StrangersCalled(Duration window, Duration slowWindow) {
    int panes = (int) (PANES_IN_WINDOW * slowWindow.toMillis() / window.toMillis());
    strangers = new DistinctWithin(slowWindow, panes, FOLLOWED_STRANGERS);
    trail = new EvidenceTrail(slowWindow);
    told = new Milestone(slowWindow);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(strangers, trail.first(), trail.names(), trail.events(), told);
  }

  void called(DmActivity call, Outcome outcome) {
    strangers.add(Hashes.of(call.peer()), call.at(), outcome.mark);
    trail.touch(call.at());
    if (outcome != Outcome.LISTENED && strangers.size() >= WORTH_NAMING) {
      trail.quote(call.peer(), call.eventId(), call.at());
    }
  }

  /** A cheap bound: no window holds more strangers. */
  int most() {
    return strangers.size();
  }

  /** Strangers who never listened. */
  long unwelcomeInWindow(long at) {
    return strangers.distinct(at, PANES_IN_WINDOW, (times, marks) -> marks < Outcome.LISTENED.mark);
  }

  /** Strangers of the slow window for whom this was the best outcome. */
  long count(long at, Outcome best) {
    return strangers.distinct(at, (times, marks) -> Integer.highestOneBit(marks) == best.mark);
  }
}
