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
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/**
 * How fast one reader calls endpoints that have no limit: over two windows, for the few endpoints
 * it calls most. Readers of endpoints that have one are not remembered.
 */
final class Paces extends SensorState {

  private static final int PANES_IN_WINDOW = 3;
  private static final int FOLLOWED_ENDPOINTS = 8;
  private static final int FOLLOWED_CALLERS = 64;
  private static final int TOLD_ENDPOINTS = 16;

  private final int worthNaming;
  private final SlidingCounts endpoints;
  private final DistinctWithin callers;
  private final DistinctWithin told;
  private final RecentTexts names;
  private final RecentTexts events;

  /**
   * @param worthNaming events and people are kept from so many calls in two windows on
   */
  Paces(Duration window, int worthNaming) {
    this.worthNaming = worthNaming;
    Duration span = window.multipliedBy(2);
    endpoints = new SlidingCounts(span, 2 * PANES_IN_WINDOW, FOLLOWED_ENDPOINTS);
    callers = new DistinctWithin(span, 2 * PANES_IN_WINDOW, FOLLOWED_CALLERS);
    told = new DistinctWithin(window, PANES_IN_WINDOW, TOLD_ENDPOINTS);
    names = new RecentTexts(Signal.MOST_ACCOUNTS, span);
    events = new RecentTexts(Signal.MOST_EVENTS, span);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(endpoints, callers, told, names, events);
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
    if (endpoints.total(endpoint, at) >= worthNaming) {
      events.add(call.eventId(), at);
      names.add(person(call), at);
    }
  }

  private static String person(ApiCall call) {
    return switch (call.resource()) {
      case PROFILE, FOLLOWERS, CONTACTS, DM_METADATA, SUGGESTIONS -> call.target();
      default -> null;
    };
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
    return endpoints.total(Hashes.of(endpoint), at) - calls(endpoint, at);
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
