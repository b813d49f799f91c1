package io.leakwatch.detectors.bruteforce;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.Acquaintances;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Source;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.List;

/** What is remembered of the guesses at one account, and of where its owner comes in from. */
final class Attempts extends SensorState {

  private static final int PANES = 24;
  private static final int FAST_PANES = 15;
  private static final int FOLLOWED_ADDRESSES = 128;

  /** A few devices and a dozen or two of addresses are all that people have in a fortnight. */
  private static final int FAMILIAR = 24;

  private static final Duration FAMILIAR_GRAIN = Duration.ofHours(6);

  /** Events are kept only from here on: most accounts never get so far. */
  private static final int WORTH_KEEPING = 6;

  /** An attempt this long after the one before belongs to another attack. */
  private static final Duration PAUSE = Duration.ofHours(2);

  final SlidingCount fast;
  final SlidingCount slow;
  final DistinctWithin addresses;
  final RecentTexts events;
  final Milestone told;
  final Story story;
  private final Acquaintances familiar;
  private final FirstMoment first;
  private final Whole sinceFirst;
  private final Origins origins;

  Attempts(Duration window, Duration slowWindow, Duration familiarFor, Duration staysOpen) {
    fast = new SlidingCount(window, FAST_PANES);
    slow = new SlidingCount(slowWindow, PANES);
    addresses = new DistinctWithin(slowWindow, PANES, FOLLOWED_ADDRESSES);
    events = new RecentTexts(Signal.MOST_EVENTS, slowWindow);
    told = new Milestone(slowWindow);
    familiar = new Acquaintances(FAMILIAR, familiarFor, FAMILIAR_GRAIN);
    first = new FirstMoment(PAUSE);
    sinceFirst = new Whole(PAUSE);
    origins = new Origins(slowWindow);
    story = new Story(staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        familiar, fast, slow, addresses, events, told, first, sinceFirst, origins, story);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * A stranger guessed wrong. What was noticed goes on while an address guesses that has guessed
   * before, or half as many do as are noticed.
   */
  void failed(Login login, int minFast, int minSlow, int minAddresses) {
    long at = login.at();
    boolean goesOn = hasGuessed(login);
    fast.add(at);
    slow.add(at);
    addresses.add(Hashes.of(login.address()), at, 0);
    first.touch(at);
    sinceFirst.set(sinceFirst.get(at) + 1, at);
    if (slow.total(at) >= WORTH_KEEPING) {
      events.add(login.eventId(), at);
      origins.add(login);
    }
    if (story.isOn(at)
        && (goesOn
            || 2 * fast.total(at) >= minFast
            || (2 * slow.total(at) >= minSlow && 2 * addresses.distinct(at) >= minAddresses))) {
      story.count(login);
    }
  }

  /**
   * It is noticed, or has grown.
   *
   * @param since when the attempts began that count, epoch milliseconds
   * @param attempts how many counted, and perhaps some before that
   */
  void noticed(Login by, long since, long attempts) {
    long at = by.at();
    if (!story.isOn(at)) {
      List<Source> from =
          origins.list(at).stream().filter(each -> each.lastSeenAt() >= since).toList();
      story.begin(at, since, Math.min(attempts, sinceFirst.get(at)), from);
      story.cameFromAll(addresses, at, (times, marks) -> true);
      story.touch(by.account(), at);
    }
    story.reported(at);
  }

  /** Since when it has gone on, not longer ago than the given window; epoch milliseconds. */
  long since(long at, Duration window) {
    return Math.max(first.at(), at - window.toMillis());
  }

  /** The account got in on this device, or from this address, before. */
  boolean isFamiliar(Login login) {
    return familiar.isFamiliar(Hashes.of(login.device()), login.at())
        || familiar.isFamiliar(Hashes.of(login.address()), login.at());
  }

  /** Wrong guesses came from the address that the login comes from. */
  boolean hasGuessed(Login login) {
    return addresses.seen(Hashes.of(login.address()), login.at()) == Seen.YES;
  }

  /** The owner came in. An address that has just guessed is not taken for the owner. */
  void cameIn(Login login) {
    long at = login.at();
    if (told.told(at) == 0 || !hasGuessed(login)) {
      familiar.add(Hashes.of(login.device()), at);
      familiar.add(Hashes.of(login.address()), at);
    }
  }
}
