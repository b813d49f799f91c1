package io.leakwatch.detectors.massscraping;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Prelude;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** What is remembered of one reader of people's data. */
final class Reads extends SensorState {

  static final int WINDOWS_IN_SLOW = 6;
  static final int PANES_IN_WINDOW = 10;

  private static final int FOLLOWED_TARGETS = 512;
  private static final int FOLLOWED_READERS = 64;
  private static final int FOLLOWED_NETWORKS = 64;
  private static final int NAMED_READERS = 3;

  /** A target's mark: it is a conversation, and no person. */
  private static final int CONVERSATION = 1;

  /** A target's mark: it was read from a network that the account had not used before. */
  private static final int ELSEWHERE = 2;

  /** Names, events and addresses are kept only from here on: most readers never get so far. */
  private static final int WORTH_NAMING = 40;

  final EvidenceTrail trail;
  final Story story;
  final Tally conversations;
  final Tally behind;
  final Past past;
  private final DistinctWithin targets;
  private final DistinctWithin readers;
  private final DistinctWithin networks;
  private final Moment scrapingAt;
  private final Moment reportedAt;
  private final Whole elsewhere;
  private final Prelude prelude;
  private final RecentTexts conversationNames;
  private final int enoughElsewhere;

  /**
   * @param enoughElsewhere so many targets in the slow window, from a network that an account never
   *     used, are noticed where it usually reads far fewer
   */
  Reads(Duration window, Duration slowWindow, Duration staysOpen, int enoughElsewhere) {
    this.enoughElsewhere = enoughElsewhere;
    targets = new DistinctWithin(slowWindow, PANES_IN_WINDOW * WINDOWS_IN_SLOW, FOLLOWED_TARGETS);
    readers = new DistinctWithin(slowWindow, WINDOWS_IN_SLOW, FOLLOWED_READERS);
    networks = new DistinctWithin(slowWindow, WINDOWS_IN_SLOW, FOLLOWED_NETWORKS);
    trail = new EvidenceTrail(slowWindow, window);
    scrapingAt = new Moment(slowWindow);
    reportedAt = new Moment(window);
    elsewhere = new Whole(slowWindow);
    prelude = new Prelude(slowWindow, WINDOWS_IN_SLOW);
    conversationNames = new RecentTexts(Extent.MOST_IDS, slowWindow);
    story = new Story(staysOpen);
    conversations = new Tally(story, Extent.MOST_IDS);
    behind = new Tally(story, NAMED_READERS);
    past = new Past(window, staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    // First comes what lasts: which parts are stored then takes a byte.
    return List.of(
        past.habits,
        targets,
        readers,
        networks,
        trail.first(),
        trail.names(),
        trail.events(),
        scrapingAt,
        reportedAt,
        elsewhere,
        prelude,
        conversationNames,
        story,
        conversations,
        behind,
        past.scraped,
        past.beyondAt,
        past.beyondFrom);
  }

  /** Habits last for weeks, all else for hours. */
  @Override
  protected boolean forgetsParts() {
    return true;
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * Sees a read.
   *
   * @param fast so many targets in a window are noticed
   * @param slow so many in the slow window; while half as many are in one of both, it goes on
   */
  void read(Entity reader, ApiCall call, long fast, long slow) {
    long at = call.at();
    boolean isConversation = isConversation(call);
    int marks =
        (isConversation ? CONVERSATION : 0) | (past.isElsewhere(reader, call) ? ELSEWHERE : 0);
    int times = targets.add(Hashes.of(call.target()), at, marks);
    if (reader.type() == SubjectType.ACCOUNT) {
      past.read(call, targets.atMost());
    }
    trail.touch(at);
    prelude.left(call);
    long who = behind(reader, call);
    if (reader.type() != SubjectType.ACCOUNT) {
      readers.add(who, at, 0);
    }
    if (targets.size() < WORTH_NAMING) {
      return;
    }
    prelude.name(call);
    prelude.behalf(call.account(), at);
    if (times == 1) {
      trail.quote(call.person(), call.eventId(), at);
      conversationNames.add(isConversation ? call.target() : null, at);
    }
    if (story.isOn(at)
        && (2 * targetsInSlowWindow(at) >= slow
            || 2 * targetsInWindow(at) >= fast
            || isStillBeyond(at))) {
      goOn(call, who, isConversation);
    }
  }

  /** While at least half of what was noticed is read from elsewhere, it goes on. */
  private boolean isStillBeyond(long at) {
    return past.wasNoticed(at) && 2 * targetsElsewhere(at) >= enoughElsewhere;
  }

  private void goOn(ApiCall call, long who, boolean isConversation) {
    long at = call.at();
    story.count(call);
    behind.add(who, at, 0);
    if (isConversation) {
      conversations.add(call.target(), at, 0);
    } else {
      story.touch(call.target(), at);
    }
  }

  private static boolean isConversation(ApiCall call) {
    return call.resource() == ResourceKind.DM_METADATA;
  }

  /** Who reads through it: an account of a client, a user agent of an address. */
  private static long behind(Entity reader, ApiCall call) {
    return reader.type() == SubjectType.ADDRESS ? call.userAgentHash() : Hashes.of(call.account());
  }

  /** Not more often than once a window. */
  boolean isDue(long at) {
    return targets.size() >= WORTH_NAMING && !reportedAt.isWithin(at);
  }

  void noticed(ApiCall call) {
    long at = call.at();
    scrapingAt.set(at);
    reportedAt.set(at);
    past.largeAnyhow(at);
    tell(call);
  }

  /** The account reads far more than it usually does, from elsewhere. */
  void noticedBeyond(ApiCall call, String from) {
    past.noticed(from, call.at());
    tell(call);
  }

  /** Not more often than once a window. */
  boolean isBeyondDue(long at) {
    return isDue(at) && targets.atMost() >= enoughElsewhere && past.isDue(at);
  }

  private void tell(ApiCall call) {
    long at = call.at();
    if (!story.isOn(at)) {
      begin(call);
    }
    story.reported(at);
  }

  private void begin(ApiCall call) {
    long at = call.at();
    prelude.begin(story, call, trail.since(at), targets.distinct(at));
    story.touchAll(targets, at, (times, marks) -> (marks & CONVERSATION) == 0);
    conversations.begin(
        targets, at, (times, marks) -> (marks & CONVERSATION) != 0, conversationNames.list(at));
    behind.begin(readers, at, (times, marks) -> true, List.of());
  }

  /** How far it went so far. */
  Extent inAll(long at) {
    Extent extent = story.extent(at);
    long count = conversations.count();
    return count == 0
        ? extent
        : extent.touching(SubjectType.CONVERSATION, conversations.names(), count);
  }

  /** Accounts that an app read for, the last few. */
  List<String> readerNames(long at) {
    return prelude.behalf(at);
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

  /** Targets in the slow window that were read from networks not used before. */
  long targetsElsewhere(long at) {
    return targets.distinct(at, (times, marks) -> (marks & ELSEWHERE) != 0);
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
