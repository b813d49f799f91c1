package io.leakwatch.detectors.accounttakeover;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Source;
import io.leakwatch.detection.story.Story;
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
  final Story story;
  private final DistinctWithin whereabouts;
  private final Whole reads;
  private final Whole records;
  private final Milestone told;
  private final Whole dataClasses;
  private final Origins origins;

  Aftermath(Duration within, Duration staysOpen) {
    whereabouts = new DistinctWithin(within, PANES, FOLLOWED_WHEREABOUTS);
    reads = new Whole(within);
    records = new Whole(within);
    events = new RecentTexts(Signal.MOST_EVENTS, within);
    told = new Milestone(within);
    dataClasses = new Whole(within);
    origins = new Origins(within);
    story = new Story(staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(whereabouts, reads, records, events, told, dataClasses, origins, story);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
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

  /**
   * Data was read from there.
   *
   * @param more how many records
   */
  void read(Activity activity, int more, DataClasses classes) {
    long at = activity.at();
    reads.set(reads.get(at) + 1, at);
    records.set(records.get(at) + more, at);
    dataClasses.set(dataClasses.get(at) | classes.bits(), at);
    events.add(activity.eventId(), at);
    origins.add(activity);
    if (story.isOn(at)) {
      story.count(activity);
      if (!(activity instanceof ApiCall)) {
        story.left(more, classes); // of a call it counts them itself
      }
    }
  }

  /** It is worth an alert, or has grown. */
  void noticed(Activity by) {
    long at = by.at();
    if (!story.isOn(at)) {
      List<Source> from = origins.list(at);
      long since = from.stream().mapToLong(Source::firstSeenAt).min().orElse(at);
      story.begin(at, since, reads.get(at), from);
      story.touch(by.account(), at);
      story.left(records.get(at), DataClasses.ofBits((int) dataClasses.get(at)));
    }
    story.reported(at);
  }

  long reads(long at) {
    return reads.get(at);
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
