package io.leakwatch.detectors.massscraping;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** What is remembered of one reader of people's data. */
final class Reads extends SensorState {

  static final int WINDOWS_IN_SLOW = 6;

  private static final int PANES_IN_WINDOW = 10;
  private static final int FOLLOWED_TARGETS = 512;
  private static final int FOLLOWED_READERS = 64;
  private static final int FOLLOWED_NETWORKS = 64;

  /** Names and events are kept only from here on: most readers never get so far. */
  private static final int WORTH_NAMING = 40;

  final EvidenceTrail trail;
  private final DistinctWithin targets;
  private final DistinctWithin readers;
  private final DistinctWithin networks;
  private final Moment scrapingAt;
  private final Moment reportedAt;
  private final Whole elsewhere;

  Reads(Duration window, Duration slowWindow) {
    targets = new DistinctWithin(slowWindow, PANES_IN_WINDOW * WINDOWS_IN_SLOW, FOLLOWED_TARGETS);
    readers = new DistinctWithin(slowWindow, WINDOWS_IN_SLOW, FOLLOWED_READERS);
    networks = new DistinctWithin(slowWindow, WINDOWS_IN_SLOW, FOLLOWED_NETWORKS);
    trail = new EvidenceTrail(slowWindow, window);
    scrapingAt = new Moment(slowWindow);
    reportedAt = new Moment(window);
    elsewhere = new Whole(slowWindow);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        targets,
        readers,
        networks,
        trail.first(),
        trail.names(),
        trail.events(),
        scrapingAt,
        reportedAt,
        elsewhere);
  }

  void read(SubjectType readerType, ApiCall call) {
    long at = call.at();
    int times = targets.add(Hashes.of(call.target()), at, 0);
    trail.touch(at);
    if (readerType == SubjectType.CLIENT) {
      readers.add(Hashes.of(call.account()), at, 0);
    } else if (readerType == SubjectType.ADDRESS) {
      readers.add(call.userAgentHash(), at, 0);
    }
    if (times == 1 && targets.size() >= WORTH_NAMING) {
      trail.quote(call.target(), call.eventId(), at);
    }
  }

  /** Not more often than once a window. */
  boolean isDue(long at) {
    return targets.size() >= WORTH_NAMING && !reportedAt.isWithin(at);
  }

  void noticed(long at) {
    scrapingAt.set(at);
    reportedAt.set(at);
  }

  /** No window holds more targets. */
  long targetsAtMost() {
    return targets.atMost();
  }

  long targetsInWindow(long at) {
    return targets.distinct(at, PANES_IN_WINDOW);
  }

  long targetsInSlowWindow(long at) {
    return targets.distinct(at);
  }

  /**
   * How many people read through it: accounts of a client, user agents of an address; at least 1.
   */
  long readers(long at) {
    return Math.max(1, readers.distinct(at));
  }

  /**
   * Notes the network of a call.
   *
   * @return how many reads since it was noticed came from networks that were not used before it; 0
   *     for a read from a familiar one
   */
  long readsElsewhere(ApiCall call) {
    long at = call.at();
    long network = call.network() == 0 ? Hashes.of(call.address()) : call.network() * 2L + 1;
    if (!scrapingAt.isWithin(at)) {
      networks.add(network, at, 0);
      return 0;
    }
    if (networks.seen(network, at) != DistinctWithin.Seen.NO) {
      networks.add(network, at, 0);
      return 0;
    }
    long reads = elsewhere.get(at) + 1;
    elsewhere.set(reads, at);
    return reads;
  }
}
