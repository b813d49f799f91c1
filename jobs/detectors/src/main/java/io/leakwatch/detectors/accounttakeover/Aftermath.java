package io.leakwatch.detectors.accounttakeover;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import java.time.Duration;
import java.util.List;

/**
 * What is remembered of an account whose recovery was changed: from where, and what was read there
 * since. Nothing of any other account.
 */
final class Aftermath extends SensorState {

  private static final int PANES = 4;
  private static final int FOLLOWED_WHEREABOUTS = 16;

  final RecentTexts events;
  private final DistinctWithin whereabouts;
  private final Whole reads;
  private final Whole records;
  private final Milestone told;

  Aftermath(Duration within) {
    whereabouts = new DistinctWithin(within, PANES, FOLLOWED_WHEREABOUTS);
    reads = new Whole(within);
    records = new Whole(within);
    events = new RecentTexts(Signal.MOST_EVENTS, within);
    told = new Milestone(within);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(whereabouts, reads, records, events, told);
  }

  void changed(Login change) {
    whereabouts.add(Hashes.of(change.address()), change.at(), 0);
    whereabouts.add(Hashes.of(change.session()), change.at(), 0);
  }

  /** Whether it comes from the session or the address that changed the recovery. */
  boolean isFromThere(Activity activity) {
    return isKnown(activity.session(), activity.at()) || isKnown(activity.address(), activity.at());
  }

  private boolean isKnown(String text, long at) {
    return text != null && whereabouts.seen(Hashes.of(text), at) == DistinctWithin.Seen.YES;
  }

  void read(Activity activity, int more) {
    long at = activity.at();
    reads.set(reads.get(at) + 1, at);
    records.set(records.get(at) + more, at);
    events.add(activity.eventId(), at);
  }

  long reads(long at) {
    return reads.get(at);
  }

  long records(long at) {
    return records.get(at);
  }

  /** Once there is enough of it, and again as it grows. */
  boolean isWorthTelling(long least, long at) {
    if (!told.isReached(reads.get(at), least, at)) {
      return false;
    }
    told.set(reads.get(at), at);
    return true;
  }
}
