package io.leakwatch.detectors.massscraping;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.Habits;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** What an account usually reads, and from where; and that it was noticed to be far beyond that. */
final class Past {

  /** So long it is kept after the account last read: a month holds who comes once a week. */
  private static final Duration LASTS = Duration.ofDays(30);

  final Habits habits = new Habits(LASTS);
  final Moment scraped;
  final Moment beyondAt;
  final RecentTexts beyondFrom;

  Past(Duration window, Duration staysOpen) {
    scraped = new Moment(staysOpen);
    beyondAt = new Moment(window);
    beyondFrom = new RecentTexts(1, staysOpen);
  }

  /**
   * The account reads.
   *
   * @param much how many targets that makes in the slow window
   */
  void read(ApiCall call, long much) {
    habits.add(place(call), much, call.at());
  }

  /** Whether an account with a past reads from a network that it had not used a day ago. */
  boolean isElsewhere(Entity reader, ApiCall call) {
    return reader.type() == SubjectType.ACCOUNT
        && habits.days(call.at()) >= Habits.FIRST_DAYS
        && !habits.isFamiliar(place(call), call.at());
  }

  /** The network; where that is not known, the part of the address that most operators keep. */
  private static long place(ApiCall call) {
    if (call.network() != 0 || call.address() == null) {
      return call.network();
    }
    String address = call.address();
    char separator = address.indexOf(':') < 0 ? '.' : ':';
    int second = address.indexOf(separator, address.indexOf(separator) + 1);
    return Hashes.of(second < 0 ? address : address.substring(0, second));
  }

  /** The most that the account reads in a slow window of a usual day. */
  double usual(long at) {
    return habits.usual(at);
  }

  /** The account is far beyond that, and reads from there. */
  void noticed(String from, long at) {
    beyondAt.set(at);
    beyondFrom.add(from, at);
  }

  /** Not more often than once a window. */
  boolean isDue(long at) {
    return !beyondAt.isWithin(at);
  }

  boolean wasNoticed(long at) {
    return !beyondFrom.list(at).isEmpty();
  }

  /** It reads so much that its past does not matter. */
  void largeAnyhow(long at) {
    scraped.set(at);
  }

  /** Where from, if what was noticed is only large for the account; null if it is large anyhow. */
  String beyondFrom(long at) {
    List<String> from = scraped.isWithin(at) ? List.of() : beyondFrom.list(at);
    return from.isEmpty() ? null : from.get(0);
  }
}
