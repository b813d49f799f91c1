package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.List;

/** Which accounts were seen at one address. */
final class Crowd {

  /** How far back accounts count that share an address. */
  static final Duration WINDOW = Duration.ofHours(24);

  private static final int HOURS = 24;
  private static final int FOLLOWED_ACCOUNTS = 16;

  final DistinctWithin accounts = new DistinctWithin(WINDOW, HOURS, FOLLOWED_ACCOUNTS);
  final Moment toldAt = new Moment(Duration.ofHours(1));

  List<StatePart> parts() {
    return List.of(accounts, toldAt);
  }
}
