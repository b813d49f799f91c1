package io.leakwatch.detectors.unmaskedcall;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Prelude;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
import java.time.Duration;
import java.util.List;

/** The calls of anybody that were not masked though somebody had asked for it. */
final class Wave {

  /** While a wave lasts, the fact that it goes on is emitted at most this often. */
  static final Duration FACT_EVERY = Duration.ofMinutes(5);

  /** While a wave lasts, its alert is renewed at least this often, sooner if it grows. */
  private static final Duration RENEWED_EVERY = Duration.ofMinutes(30);

  private static final int PANES = 12;
  private static final int FOLLOWED_ACCOUNTS = 512;

  final Milestone told;
  final Moment factToldAt;
  final EvidenceTrail trail;
  final Story story;
  final Tally callersInAll;
  final Whole callsInAll;
  private final Prelude prelude;
  private final int waveAccounts;
  private final SlidingCount callsInWindow;
  private final DistinctWithin callers;
  private final DistinctWithin exposed;
  private final FirstMoment wave;
  private final Whole callsInWave;
  private final Moment startOnRecord;

  Wave(Duration window, int waveAccounts, Duration staysOpen) {
    this.waveAccounts = waveAccounts;
    told = new Milestone(RENEWED_EVERY);
    factToldAt = new Moment(FACT_EVERY);
    trail = new EvidenceTrail(window);
    callsInWindow = new SlidingCount(window, PANES);
    callers = new DistinctWithin(window, PANES, FOLLOWED_ACCOUNTS);
    exposed = new DistinctWithin(window, PANES, FOLLOWED_ACCOUNTS);
    wave = new FirstMoment(window);
    callsInWave = new Whole(window);
    prelude = new Prelude(window, PANES);
    story = new Story(staysOpen);
    callersInAll = new Tally(story, 1);
    callsInAll = new Whole(staysOpen);
    startOnRecord = new Moment(AccountCalls.DAY);
  }

  List<StatePart> parts() {
    return List.of(
        told,
        factToldAt,
        trail.names(),
        trail.events(),
        callsInWindow,
        callers,
        exposed,
        trail.first(),
        wave,
        callsInWave,
        prelude,
        story,
        callersInAll,
        callsInAll,
        startOnRecord);
  }

  /** The start of anybody's call was recorded. */
  void started(long at) {
    startOnRecord.set(at);
  }

  /** Whether the platform records calls at their start. */
  boolean hasStarts(long at) {
    return startOnRecord.isWithin(at);
  }

  /** One more call of anybody. */
  void add(DmActivity call) {
    long at = call.at();
    callsInWindow.add(at);
    trail.touch(at);
    callers.add(Hashes.of(call.account()), at, 0);
    exposed.add(Hashes.of(call.account()), at, 0);
    trail.name(call.account(), at);
    if (call.peer() != null) {
      exposed.add(Hashes.of(call.peer()), at, 0);
      trail.name(call.peer(), at);
    }
    trail.event(call.eventId(), at);
    prelude.name(call);
    if (story.isOn(at) && 2 * callersInWindow(at) >= waveAccounts) {
      story.count(call);
      story.touch(call.account(), at);
      story.touch(call.peer(), at);
      callersInAll.addUnnamed(call.account(), at, 0);
      callsInAll.set(callsInAll.get(at) + 1, at);
    }
  }

  /** The wave was noticed by this call, or has grown. */
  void noticed(DmActivity call) {
    long at = call.at();
    if (!story.isOn(at)) {
      prelude.begin(story, call, waveSince(), callsInWindow(at));
      story.touchAll(exposed, at, (times, marks) -> true);
      callersInAll.begin(callers, at, (times, marks) -> true, List.of());
      callsInAll.set(callsInWindow(at), at);
    }
    story.reported(at);
  }

  /** A call in a wave; how many the wave has had, those before it was noticed included. */
  long inWave(long at) {
    wave.touch(at);
    long before = callsInWave.get(at);
    long all = before == 0 ? callsInWindow.total(at) : before + 1;
    callsInWave.set(all, at);
    return all;
  }

  /** Since when the wave's calls count, in epoch milliseconds. */
  long waveSince() {
    return trail.since(wave.at());
  }

  private int callsInWindow(long at) {
    return callsInWindow.total(at);
  }

  long callersInWindow(long at) {
    return callers.distinct(at);
  }
}
