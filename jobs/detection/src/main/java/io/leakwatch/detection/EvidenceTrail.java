package io.leakwatch.detection;

import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.List;

/**
 * What an alert will quote of something that goes on: since when, who was touched, and by which
 * events. A sensor adds to it while it counts, mostly from a certain count on only, for most
 * entities never get far. A state stores its three parts, in an order of its own.
 */
public final class EvidenceTrail {

  private final FirstMoment first;
  private final RecentTexts names;
  private final RecentTexts events;
  private final long windowMillis;

  /**
   * A trail that begins again after a pause as long as its window.
   *
   * @param window how long names and events are kept
   */
  public EvidenceTrail(Duration window) {
    this(window, window);
  }

  /**
   * @param window how long names and events are kept
   * @param pause after a longer pause the trail begins again
   */
  public EvidenceTrail(Duration window, Duration pause) {
    first = new FirstMoment(pause);
    names = new RecentTexts(Signal.MOST_ACCOUNTS, window);
    events = new RecentTexts(Signal.MOST_EVENTS, window);
    windowMillis = window.toMillis();
  }

  /** It goes on, or begins. */
  public void touch(long at) {
    first.touch(at);
  }

  /** An account was touched; null is nothing. */
  public void name(String account, long at) {
    names.add(account, at);
  }

  /** An event counted. */
  public void event(String eventId, long at) {
    events.add(eventId, at);
  }

  /** An account was touched, by this event. */
  public void quote(String account, String eventId, long at) {
    name(account, at);
    event(eventId, at);
  }

  /** When it began, in epoch milliseconds; {@link StatePart#NEVER} if it did not. */
  public long began() {
    return first.at();
  }

  /** Since when it counts: from its beginning, but at most a window ago; epoch milliseconds. */
  public long since(long at) {
    return Math.max(first.at(), at - windowMillis);
  }

  /** The accounts touched last, oldest first, at most {@link Signal#MOST_ACCOUNTS}. */
  public List<String> names(long at) {
    return names.list(at);
  }

  /** The events that counted last, oldest first, at most {@link Signal#MOST_EVENTS}. */
  public List<String> events(long at) {
    return events.list(at);
  }

  /** What is stored of its beginning. */
  public StatePart first() {
    return first;
  }

  /** What is stored of the accounts. */
  public StatePart names() {
    return names;
  }

  /** What is stored of the events. */
  public StatePart events() {
    return events;
  }
}
