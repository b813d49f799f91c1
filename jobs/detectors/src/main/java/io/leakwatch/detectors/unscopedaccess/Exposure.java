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
  private final Whole facts;
  private final Whole calls;
  private final Whole records;
  private final DistinctWithin people;
  private final DistinctWithin callers;
  private final RecentTexts clients;
  private final Milestone told;

  Exposure(Duration remembered) {
    trail = new EvidenceTrail(NAMES_KEPT, remembered);
    facts = new Whole(remembered);
    calls = new Whole(remembered);
    records = new Whole(remembered);
    people = new DistinctWithin(remembered, PANES, FOLLOWED_PEOPLE);
    callers = new DistinctWithin(remembered, PANES, FOLLOWED_CALLERS);
    clients = new RecentTexts(NAMED_CLIENTS, remembered);
    told = new Milestone(remembered);
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
        trail.events());
  }

  /** Counts a call that was answered with personal data. */
  void count(ApiCall call) {
    long at = call.at();
    trail.touch(at);
    calls.set(calls.get(at) + 1, at);
    records.set(records.get(at) + Math.max(1, call.records()), at);
    trail.event(call.eventId(), at);
    String caller = caller(call);
    callers.add(Hashes.of(call.reader() + caller), at, mark(call.reader()));
    if (call.reader() == SubjectType.CLIENT) {
      clients.add(caller, at);
    }
    String person = person(call);
    if (person != null && people.add(Hashes.of(person), at, 0) == 1) {
      trail.name(person, at);
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

  /** Whose data it was; null where the call does not say, as for posts and stored objects. */
  private static String person(ApiCall call) {
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

  /** {@code 2 clients (a, b) and 14 addresses}. */
  String callers(long at) {
    List<String> kinds = new ArrayList<>();
    long clientCount = callers(1, at);
    if (clientCount > 0) {
      String named = Figures.listed(clients.list(at));
      kinds.add(clientCount == 1 ? "client " + named : clientCount + " clients (" + named + ")");
    }
    long accounts = callers(2, at);
    if (accounts > 0) {
      kinds.add(Figures.counted(accounts, "account"));
    }
    long addresses = callers(4, at);
    if (addresses > 0) {
      kinds.add(addresses == 1 ? "1 address" : addresses + " addresses");
    }
    return String.join(" and ", kinds);
  }

  private long callers(int mark, long at) {
    return callers.distinct(at, (times, marks) -> marks == mark);
  }
}
