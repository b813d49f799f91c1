package io.leakwatch.detectors.dmmetadatasiphon;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Prelude;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.SubjectType;
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
  final Story story;
  final Tally inAll;
  final Tally behalfInAll;
  final Prelude prelude;
  private final DistinctWithin conversations;
  private final DistinctWithin accounts;
  private final DistinctWithin peers;
  private final RecentTexts names;
  private final Whole gravest;
  private final int fewest;

  /**
   * @param fewest so many conversations are noticed; while there are half as many, it goes on
   */
  ReadConversations(Duration burst, Duration window, Duration staysOpen, int fewest) {
    this.fewest = fewest;
    int panes = (int) Math.max(PANES_IN_BURST, PANES_IN_BURST * window.dividedBy(burst));
    conversations = new DistinctWithin(window, panes, FOLLOWED_CONVERSATIONS);
    accounts = new DistinctWithin(window, COARSE_PANES, FOLLOWED_ACCOUNTS);
    trail = new EvidenceTrail(window);
    exposedTold = new Milestone(window);
    readTold = new Milestone(window);
    peers = new DistinctWithin(window, COARSE_PANES, FOLLOWED_CONVERSATIONS);
    names = new RecentTexts(Extent.MOST_IDS, window);
    prelude = new Prelude(window, COARSE_PANES);
    story = new Story(staysOpen);
    inAll = new Tally(story, Extent.MOST_IDS);
    behalfInAll = new Tally(story, 1);
    gravest = new Whole(staysOpen);
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
        readTold,
        peers,
        names,
        prelude,
        story,
        inAll,
        behalfInAll,
        gravest);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
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
    prelude.left(read);
    if (peer != null) {
      peers.add(Hashes.of(peer), at, 0);
    }
    if (conversations.size() >= WORTH_NAMING) {
      prelude.name(read);
      if (times == 1) {
        trail.quote(peer, read.eventId(), at);
        names.add(conversation, at);
      }
    }
    if (story.isOn(at) && 2 * conversations.size() >= fewest) {
      story.count(read);
      story.touch(peer, at);
      inAll.add(conversation, at, marks);
    }
  }

  /** Notes on whose behalf an app reads. */
  void behalfOf(String account, long at) {
    accounts.add(Hashes.of(account), at, 0);
    behalfInAll.addUnnamed(account, at, 0);
    if (conversations.size() >= WORTH_NAMING) {
      prelude.behalf(account, at);
    }
  }

  /**
   * It was noticed.
   *
   * @param weight how grave a sign it is, 1 or more
   * @return whether no graver sign was seen of what goes on: then this one says what it came to
   */
  boolean noticed(Activity by, int weight) {
    long at = by.at();
    if (!story.isOn(at)) {
      prelude.begin(story, by, trail.since(at), conversations.distinct(at));
      story.touchAll(peers, at, (times, marks) -> true);
      inAll.begin(conversations, at, (times, marks) -> true, names.list(at));
      behalfInAll.begin(accounts, at, (times, marks) -> true, List.of());
      gravest.set(0, at);
    }
    if (gravest.get(at) > weight) {
      return false;
    }
    gravest.set(weight, at);
    story.reported(at);
    return true;
  }

  /** How grave what goes on is, 1 or more; 0 where nothing does. */
  int gravest(long at) {
    return (int) gravest.get(at);
  }

  /** How far it went so far. */
  Extent inAll(long at) {
    return story.extent(at).touching(SubjectType.CONVERSATION, inAll.names(), inAll.count());
  }

  /** Conversations that were read with this mark, in all. */
  long markedInAll(int mark) {
    return inAll.count((times, marks) -> (marks & mark) != 0);
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

  /** On behalf of how many accounts an app read; at least 1. */
  long accounts(long at) {
    return Math.max(1, accounts.distinct(at));
  }
}
