package io.leakwatch.detectors.unmaskedcall;

import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import java.time.Duration;
import java.util.List;

/** One account's calls that were not masked though somebody had asked for it. */
final class AccountCalls {

  /** They count together for so long. */
  private static final Duration DAY = Duration.ofDays(1);

  final Milestone told = new Milestone(DAY);
  private final Whole calls = new Whole(DAY);

  List<StatePart> parts() {
    return List.of(told, calls);
  }

  /** One more call; how many it makes, until there is none for a day. */
  long add(DmActivity call) {
    long made = calls.get(call.at()) + 1;
    calls.set(made, call.at());
    return made;
  }
}
