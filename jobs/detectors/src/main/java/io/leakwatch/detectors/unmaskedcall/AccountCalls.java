package io.leakwatch.detectors.unmaskedcall;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One account's calls that were not masked though somebody had asked for it. */
final class AccountCalls {

  /** They count together for so long. */
  static final Duration DAY = Duration.ofDays(1);

  final Milestone told = new Milestone(DAY);
  final Story story;
  private final Whole calls = new Whole(DAY);
  private final Whole toStranger = new Whole(DAY);
  private final Moment startOnRecord = new Moment(DAY);
  private final RecentTexts called = new RecentTexts(Signal.MOST_ACCOUNTS - 1, DAY);

  AccountCalls(Duration staysOpen) {
    story = new Story(staysOpen);
  }

  List<StatePart> parts() {
    return List.of(told, calls, toStranger, called, story, startOnRecord);
  }

  /** The start of a call of the account was recorded, masked as asked for or not. */
  void started(long at) {
    startOnRecord.set(at);
  }

  /**
   * Whether starts of the account's calls are on record. Then what their ends say does not count:
   * what was not asked for at the start came too late.
   */
  boolean hasStarts(long at) {
    return startOnRecord.isWithin(at);
  }

  /** One more call; how many it makes, until there is none for a day. */
  long add(DmActivity call) {
    long at = call.at();
    long made = calls.get(at) + 1;
    calls.set(made, at);
    toStranger.set(call.knownContact() ? 0 : 1, at);
    called.add(call.peer(), at);
    if (story.isOn(at)) {
      story.count(call);
    } else {
      story.begin(call, at, 1);
    }
    story.touch(call.account(), at);
    story.touch(call.peer(), at);
    return made;
  }

  /** Whether the last call was to somebody who does not know the account. */
  boolean isToStranger(long at) {
    return toStranger.get(at) == 1;
  }

  /** The accounts called, the last one first. */
  List<String> called(long at) {
    List<String> lastFirst = new ArrayList<>(called.list(at));
    Collections.reverse(lastFirst);
    return lastFirst;
  }
}
