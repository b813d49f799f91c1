package io.leakwatch.detectors.unscopedaccess;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.RecordsByClass;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of an endpoint that handed out personal data it should not have. Other
 * endpoints have no such state. Whose data was read, and in which events, is kept for a day only.
 */
final class Exposure extends SensorState {

  // Facts that update the alert once each; below them are the bits of the data classes.
  static final int TO_ANYBODY = 1 << 9;
  static final int WITHOUT_SCOPE = 1 << 10;
  static final int LEGACY = 1 << 11;
  static final int MANY_PEOPLE = 1 << 12;
  static final int OVERDUE = 1 << 13;

  private static final int PANES = 12;
  private static final int FOLLOWED_PEOPLE = 512;
  private static final int FOLLOWED_CALLERS = 128;
  private static final int NAMED_CLIENTS = 5;
  private static final Duration NAMES_KEPT = Duration.ofDays(1);

  final EvidenceTrail trail;
  final Story story;
  final RecordsByClass byClass;
  private final Tally objects;
  private final RecentTexts accounts;
  private final RecentTexts lacking;
  private final Whole facts;
  private final Whole calls;
  private final Whole records;
  private final DistinctWithin people;
  private final DistinctWithin callers;
  private final RecentTexts clients;
  private final Milestone told;

  Exposure(Duration remembered, Duration staysOpen) {
    trail = new EvidenceTrail(NAMES_KEPT, remembered);
    facts = new Whole(remembered);
    calls = new Whole(remembered);
    records = new Whole(remembered);
    people = new DistinctWithin(remembered, PANES, FOLLOWED_PEOPLE);
    callers = new DistinctWithin(remembered, PANES, FOLLOWED_CALLERS);
    clients = new RecentTexts(NAMED_CLIENTS, remembered);
    told = new Milestone(remembered);
    accounts = new RecentTexts(NAMED_CLIENTS, remembered);
    lacking = new RecentTexts(1, remembered);
    story = new Story(staysOpen);
    byClass = new RecordsByClass(story);
    objects = new Tally(story, Extent.MOST_IDS);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        trail.first(),
        facts,
        calls,
        records,
        people,
        callers,
        clients,
        told,
        trail.names(),
        trail.events(),
        accounts,
        lacking,
        story,
        byClass,
        objects);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /** Counts a call that was answered with personal data. */
  void count(ApiCall call) {
    long at = call.at();
    long handedOut = Math.max(1, call.records());
    trail.touch(at);
    calls.set(calls.get(at) + 1, at);
    records.set(records.get(at) + handedOut, at);
    trail.event(call.eventId(), at);
    String caller = caller(call);
    callers.add(Hashes.of(call.reader() + caller), at, mark(call.reader()));
    switch (call.reader()) {
      case CLIENT -> clients.add(caller, at);
      case ACCOUNT -> accounts.add(caller, at);
      default -> {} // addresses are listed as sources
    }
    lacking.add(call.isAnonymous() ? null : call.missingScopes(), at);
    goOn(call, handedOut);
    String whose = whose(call);
    if (whose != null && people.add(Hashes.of(whose), at, 0) == 1) {
      trail.name(call.person(), at);
    }
  }

  private void goOn(ApiCall call, long handedOut) {
    long at = call.at();
    if (story.isOn(at)) {
      story.count(call);
      story.left(handedOut - call.records(), call.dataClasses());
    } else {
      story.begin(call, at, 1);
      story.left(handedOut, call.dataClasses());
      byClass.begin();
      objects.begin();
    }
    byClass.left(handedOut, call.dataClasses());
    if (isPerson(call)) {
      story.touch(call.target(), at);
    } else {
      objects.add(whose(call), at, 0);
    }
  }

  private static String caller(ApiCall call) {
    return switch (call.reader()) {
      case CLIENT -> call.client();
      case ACCOUNT -> call.account();
      default -> call.address();
    };
  }

  private static int mark(SubjectType reader) {
    return switch (reader) {
      case CLIENT -> 1;
      case ACCOUNT -> 2;
      default -> 4;
    };
  }

  /** Whether the target is a person, or what a person was searched by. */
  private static boolean isPerson(ApiCall call) {
    return switch (call.resource()) {
      case PROFILE, FOLLOWERS, CONTACTS, SUGGESTIONS -> true;
      default -> false;
    };
  }

  /** Whose data it was; null where the call does not say, as for posts and stored objects. */
  private static String whose(ApiCall call) {
    return switch (call.resource()) {
      case POSTS, STORAGE_OBJECT -> null;
      default -> call.target();
    };
  }

  /**
   * Adds facts to those that are known.
   *
   * @return whether any of them is new, or the records have grown by a quarter since the last alert
   */
  boolean isNews(int more, long at) {
    long known = facts.get(at);
    facts.set(known | more, at);
    boolean news = (known | more) != known || told.isReached(records(at), 1, at);
    if (news) {
      told.set(records(at), at);
    }
    return news;
  }

  boolean has(int fact, long at) {
    return (facts.get(at) & fact) != 0;
  }

  DataClasses dataClasses(long at) {
    return DataClasses.ofBits((int) facts.get(at) & TO_ANYBODY - 1);
  }

  /** When it first answered in this way, epoch milliseconds. */
  long since() {
    return trail.began();
  }

  long calls(long at) {
    return calls.get(at);
  }

  /** Records handed out; a call without a number counts as one. */
  long records(long at) {
    return records.get(at);
  }

  long people(long at) {
    return people.distinct(at);
  }

  /** Scopes that the last caller with a name lacked; null where none did. */
  String lacking(long at) {
    List<String> last = lacking.list(at);
    return last.isEmpty() ? null : last.get(0);
  }

  /** How far it went so far. */
  Extent inAll(long at) {
    Extent extent = story.extent(at);
    long count = objects.count();
    return count == 0 ? extent : extent.touching(SubjectType.RESOURCE, objects.names(), count);
  }

  /** {@code 2 clients (a, b) and 14 addresses}. */
  String callers(long at) {
    List<String> kinds = new ArrayList<>();
    name(kinds, "client", callers(1, at), clients.list(at));
    name(kinds, "account", callers(2, at), accounts.list(at));
    long addresses = callers(4, at);
    if (addresses > 0) {
      kinds.add(Figures.counted(addresses, "address", callers.isExact()));
    }
    return Figures.joined(kinds);
  }

  private void name(List<String> kinds, String kind, long count, List<String> names) {
    if (count == 1) {
      kinds.add(kind + " " + String.join(", ", names));
    } else if (count > 1) {
      kinds.add(
          "%s (%s)"
              .formatted(
                  Figures.counted(count, kind, callers.isExact()),
                  (count > names.size() ? "the last: " : "") + String.join(", ", names)));
    }
  }

  private long callers(int mark, long at) {
    return callers.distinct(at, (times, marks) -> marks == mark);
  }
}
