package io.leakwatch.detectors.dmmetadatasiphon;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.schemas.DataClass;
import java.time.Duration;
import java.util.List;

/** The conversations, not known to be its own, whose metadata one reader has read. */
final class ReadConversations extends SensorState {

  static final int LOCATION = 1;
  static final int IP_ADDRESS = 2;

  private static final int PANES_IN_BURST = 2;
  private static final int COARSE_PANES = 12;
  private static final int FOLLOWED_CONVERSATIONS = 512;
  private static final int FOLLOWED_ACCOUNTS = 64;

  /** Names and events are kept only from here on: most readers never get so far. */
  private static final int WORTH_NAMING = 10;

  final EvidenceTrail trail;
  final Milestone exposedTold;
  final Milestone readTold;
  private final DistinctWithin conversations;
  private final DistinctWithin accounts;

  ReadConversations(Duration burst, Duration window) {
    int panes = (int) Math.max(PANES_IN_BURST, PANES_IN_BURST * window.dividedBy(burst));
    conversations = new DistinctWithin(window, panes, FOLLOWED_CONVERSATIONS);
    accounts = new DistinctWithin(window, COARSE_PANES, FOLLOWED_ACCOUNTS);
    trail = new EvidenceTrail(window);
    exposedTold = new Milestone(window);
    readTold = new Milestone(window);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        conversations,
        accounts,
        trail.first(),
        trail.names(),
        trail.events(),
        exposedTold,
        readTold);
  }

  /**
   * Notes a read.
   *
   * @param peer the other party, where known; null otherwise
   */
  void read(String conversation, Activity read, DataClasses exposed, String peer) {
    long at = read.at();
    int marks =
        (exposed.has(DataClass.LOCATION) ? LOCATION : 0)
            | (exposed.has(DataClass.IP_ADDRESS) ? IP_ADDRESS : 0);
    int times = conversations.add(Hashes.of(conversation), at, marks);
    trail.touch(at);
    if (times == 1 && conversations.size() >= WORTH_NAMING) {
      trail.quote(peer, read.eventId(), at);
    }
  }

  /** Notes on whose behalf an app reads. */
  void behalfOf(String account, long at) {
    accounts.add(Hashes.of(account), at, 0);
  }

  /** How many conversations it read at most: cheap to ask at every read. */
  boolean hasRead(long conversationsAtLeast) {
    return conversations.size() >= Math.min(conversationsAtLeast, FOLLOWED_CONVERSATIONS / 2);
  }

  long readInBurst(long at) {
    return conversations.distinct(at, PANES_IN_BURST);
  }

  long read(long at) {
    return conversations.distinct(at);
  }

  long exposedInBurst(long at) {
    return conversations.distinct(at, PANES_IN_BURST, (times, marks) -> marks != 0);
  }

  long exposed(long at) {
    return conversations.distinct(at, (times, marks) -> marks != 0);
  }

  /** Conversations that were read with this mark. */
  long marked(int mark, long at) {
    return conversations.distinct(at, (times, marks) -> (marks & mark) != 0);
  }

  /** On behalf of how many accounts an app read; at least 1. */
  long accounts(long at) {
    return Math.max(1, accounts.distinct(at));
  }
}
