package io.leakwatch.detectors.spamcalls;

import io.leakwatch.detection.DmActivity;
import io.leakwatch.detection.Hashes;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
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

  final RecentTexts names;
  final RecentTexts events;
  final Milestone told;
  private final DistinctWithin strangers;
  private final FirstMoment firstCall;
  private final int panes;

  StrangersCalled(Duration window, Duration slowWindow) {
    panes = (int) (PANES_IN_WINDOW * slowWindow.toMillis() / window.toMillis());
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

  void called(DmActivity call, Outcome outcome) {
    strangers.add(Hashes.of(call.peer()), call.at(), outcome.mark);
    firstCall.touch(call.at());
    if (outcome != Outcome.LISTENED && strangers.size() >= WORTH_NAMING) {
      names.add(call.peer(), call.at());
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

  Tally inWindow(long at) {
    return tally(at, PANES_IN_WINDOW);
  }

  Tally inSlowWindow(long at) {
    return tally(at, panes);
  }

  private Tally tally(long at, int lastPanes) {
    return new Tally(
        count(at, lastPanes, Outcome.LISTENED),
        count(at, lastPanes, Outcome.HUNG_UP),
        count(at, lastPanes, Outcome.UNANSWERED));
  }

  /** Strangers for whom this was the best outcome. */
  private long count(long at, int lastPanes, Outcome best) {
    return strangers.distinct(
        at, lastPanes, (times, marks) -> Integer.highestOneBit(marks) == best.mark);
  }

  /**
   * Strangers called, by the best that became of their calls.
   *
   * @param listened answered and stayed
   * @param hungUp answered, and it was over at once
   * @param unanswered refused or did not answer
   */
  record Tally(long listened, long hungUp, long unanswered) {

    long called() {
      return listened + hungUp + unanswered;
    }

    /** How many did not want the call. */
    long unwelcome() {
      return hungUp + unanswered;
    }

    /** Share of those who did not want it, 0 to 1. */
    double share() {
      return called() == 0 ? 0 : (double) unwelcome() / called();
    }
  }
}
