package io.leakwatch.detectors.missingratelimit;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCounts;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Prelude;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How fast one reader calls endpoints that have no limit: over two windows, for the few endpoints
 * it calls most. Readers of endpoints that have one are not remembered.
 */
final class Paces extends SensorState {

  private static final int PANES_IN_WINDOW = 3;
  private static final int PANES = 2 * PANES_IN_WINDOW;

  private static final int FOLLOWED_ENDPOINTS = 8;
  private static final int FOLLOWED_CALLERS = 64;
  private static final int TOLD_ENDPOINTS = 16;
  private static final int FOLLOWED_PEOPLE = 1024;
  private static final int FLOODS = 4;

  final Prelude prelude;
  private final int minCalls;
  private final SlidingCounts endpoints;
  private final SlidingCounts records;
  private final DistinctWithin people;
  private final List<Flood> floods;
  private final DistinctWithin callers;
  private final DistinctWithin told;
  private final RecentTexts names;
  private final RecentTexts events;

  /**
   * @param minCalls so many calls in a window are noticed; while there are half as many, it goes
   *     on, and events and people are kept from half as many in two windows on
   */
  Paces(Duration window, int minCalls, Duration staysOpen) {
    this.minCalls = minCalls;
    Duration span = window.multipliedBy(2);
    // A pane more than two windows shows whether there were calls before them.
    endpoints =
        new SlidingCounts(
            span.dividedBy(PANES).multipliedBy(PANES + 1), PANES + 1, FOLLOWED_ENDPOINTS);
    callers = new DistinctWithin(span, PANES, FOLLOWED_CALLERS);
    told = new DistinctWithin(window, PANES_IN_WINDOW, TOLD_ENDPOINTS);
    names = new RecentTexts(Signal.MOST_ACCOUNTS, span);
    events = new RecentTexts(Signal.MOST_EVENTS, span);
    records = new SlidingCounts(span, PANES, FOLLOWED_ENDPOINTS);
    people = new DistinctWithin(span, PANES, FOLLOWED_PEOPLE);
    prelude = new Prelude(span, PANES);
    floods = Stream.generate(() -> new Flood(staysOpen)).limit(FLOODS).toList();
  }

  @Override
  protected List<StatePart> parts() {
    List<StatePart> parts =
        new ArrayList<>(List.of(endpoints, callers, told, names, events, records, people, prelude));
    parts.addAll(floods);
    return parts;
  }

  /** The soonest of what goes on. */
  @Override
  public long dueAt() {
    return floods.stream()
        .mapToLong(flood -> flood.story.dueAt())
        .filter(due -> due != StatePart.NEVER)
        .min()
        .orElse(StatePart.NEVER);
  }

  /** What has to be reported first. */
  Flood due() {
    return floods.stream()
        .filter(flood -> flood.story.dueAt() != StatePart.NEVER)
        .min(Comparator.comparingLong(flood -> flood.story.dueAt()))
        .orElseThrow();
  }

  /** Counts a call that no limit held back. */
  void count(ApiCall call) {
    long at = call.at();
    long endpoint = Hashes.of(call.endpoint());
    endpoints.add(endpoint, at, call.dataClasses().bits());
    switch (call.reader()) {
      case CLIENT -> callers.add(Hashes.of(call.account()), at, 0);
      case ADDRESS -> callers.add(call.userAgentHash(), at, 0);
      default -> {} // an account is one caller
    }
    if (call.records() > 0) {
      records.add(endpoint, at, 0, call.records());
    }
    if (call.person() != null) {
      people.add(Hashes.of(call.person()), at, markOf(call.endpoint()));
    }
    if (endpoints.total(endpoint, at, PANES) >= minCalls / 2) {
      events.add(call.eventId(), at);
      names.add(call.person(), at);
      prelude.name(call);
      prelude.behalf(call.account(), at);
    }
    floods.stream()
        .filter(flood -> flood.isAt(call.endpoint(), at))
        .filter(flood -> 2 * calls(call.endpoint(), at) >= minCalls)
        .forEach(flood -> flood.count(call));
  }

  /** Seven bits of an endpoint's name, by which people are known again: never 0. */
  private static int markOf(String endpoint) {
    return 0x80 | (int) (Hashes.of(endpoint) & 0x7F);
  }

  /**
   * It was noticed.
   *
   * @param since event time of the first call that counted, epoch milliseconds
   * @return what goes on at the endpoint; empty where that is more than is followed
   */
  Optional<Flood> noticed(ApiCall call, long since) {
    long at = call.at();
    Optional<Flood> known =
        floods.stream().filter(flood -> flood.isAt(call.endpoint(), at)).findFirst();
    Optional<Flood> flood =
        known.or(() -> floods.stream().filter(each -> !each.story.isOn(at)).findFirst());
    if (known.isEmpty()) {
      flood.ifPresent(each -> begin(each, call, since));
    }
    flood.ifPresent(each -> each.story.reported(at));
    return flood;
  }

  private void begin(Flood flood, ApiCall call, long since) {
    long at = call.at();
    long endpoint = Hashes.of(call.endpoint());
    flood.begin(
        call,
        since,
        endpoints.total(endpoint, at, PANES),
        endpoints.total(endpoint, at) == endpoints.total(endpoint, at, PANES),
        records.total(endpoint, at),
        dataClasses(call.endpoint(), at),
        prelude.origins(),
        people,
        (times, marks) -> marks == markOf(call.endpoint()));
  }

  /** It was answered with 429: there is a limit, wherever it is set. */
  void slowedDown(String endpoint) {
    endpoints.remove(Hashes.of(endpoint));
  }

  /** Calls in the window that ends now. */
  int calls(String endpoint, long at) {
    return endpoints.total(Hashes.of(endpoint), at, PANES_IN_WINDOW);
  }

  /** Calls in the window before. */
  int callsBefore(String endpoint, long at) {
    return endpoints.total(Hashes.of(endpoint), at, PANES) - calls(endpoint, at);
  }

  /** Classes of personal data in the answers of both windows. */
  DataClasses dataClasses(String endpoint, long at) {
    return DataClasses.ofBits(endpoints.marks(Hashes.of(endpoint), at));
  }

  /** How many accounts, or user agents of an address, are behind the reader; at least 1. */
  long callers(SubjectType reader, long at) {
    return reader == SubjectType.ACCOUNT ? 1 : Math.max(1, callers.distinct(at));
  }

  /** Whether the endpoint is worth an alert again: at most once a window. */
  boolean isDue(String endpoint, long at) {
    return told.seen(Hashes.of(endpoint), at) == DistinctWithin.Seen.NO;
  }

  void tell(String endpoint, long at) {
    told.add(Hashes.of(endpoint), at, 0);
  }

  List<String> names(long at) {
    return names.list(at);
  }

  List<String> events(long at) {
    return events.list(at);
  }
}
