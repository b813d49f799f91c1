package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.Acquaintances;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.List;

/**
 * The devices and operators that an account uses, and what strangers did since one of them asked
 * for a reset.
 */
final class AccountTrail {

  /** How far back many requests for one account count, and how often a step updates the alert. */
  static final Duration HOUR = Duration.ofHours(1);

  private static final int ASKED = 1;
  private static final int GOT_IN = 2;
  private static final int TRIED = 4;
  private static final int MANY_ATTEMPTS = 3;
  private static final int PANES = 10;
  private static final int HOURS = 24;
  private static final int FAMILIAR = 8;
  private static final int MOST_CHANGES = 4;
  private static final int FOLLOWED_STRANGERS = 32;
  private static final Duration OCCASION = Duration.ofHours(2);

  final SlidingCount requests;
  final FirstMoment firstRequest;
  final RecentTexts requestEvents;
  final Milestone requestsTold;
  private final Moment askedAt;
  private final Moment answeredAt;
  final Moment askedToldAt;
  final Moment enteredAt;
  final Moment enteredToldAt;
  final Moment takenToldAt;

  /** What strangers go on doing once they are noticed: they ask, and they read. */
  final Story story;

  final RecentTexts readEvents;
  private final Acquaintances own;
  private final DistinctWithin strangers;
  private final Whole records;
  private final Whole dataClasses;
  private final Whole asked;

  /** When somebody asked who surely was a stranger. */
  final Moment surelyAskedAt;

  /** What strangers have changed and taken since one of them got in, and the changes' events. */
  private final Whole lost;

  final RecentTexts changeEvents;

  private final Moment takenAt;
  private final Origins origins;

  AccountTrail(Duration familiarFor, Duration within, Duration staysOpen) {
    own = new Acquaintances(FAMILIAR, familiarFor, OCCASION);
    strangers = new DistinctWithin(within, HOURS, FOLLOWED_STRANGERS);
    requests = new SlidingCount(HOUR, PANES);
    firstRequest = new FirstMoment(HOUR);
    requestEvents = new RecentTexts(Signal.MOST_EVENTS, HOUR);
    requestsTold = new Milestone(HOUR);
    askedAt = new Moment(within);
    answeredAt = new Moment(within);
    askedToldAt = new Moment(HOUR);
    enteredAt = new Moment(within);
    enteredToldAt = new Moment(HOUR);
    takenToldAt = new Moment(HOUR);
    records = new Whole(within);
    readEvents = new RecentTexts(Signal.MOST_EVENTS, within);
    dataClasses = new Whole(within);
    asked = new Whole(HOUR);
    takenAt = new Moment(within);
    surelyAskedAt = new Moment(within);
    lost = new Whole(within);
    changeEvents = new RecentTexts(MOST_CHANGES, within);
    origins = new Origins(HOUR);
    story = new Story(staysOpen);
  }

  List<StatePart> parts() {
    return List.of(
        own,
        strangers,
        requests,
        firstRequest,
        requestEvents,
        requestsTold,
        askedAt,
        answeredAt,
        askedToldAt,
        enteredAt,
        enteredToldAt,
        takenToldAt,
        records,
        readEvents,
        dataClasses,
        asked,
        takenAt,
        surelyAskedAt,
        lost,
        changeEvents,
        origins,
        story);
  }

  /** The device or, where none is known, what it sends. */
  private static long device(Login login) {
    return login.device() == null ? login.userAgentHash() : Hashes.of(login.device());
  }

  /** The operator or, where it is not known, the address. */
  private static long network(Activity activity) {
    return activity.network() == 0 ? Hashes.of(activity.address()) : activity.network();
  }

  void livesWith(Login login) {
    own.add(device(login), login.at());
    own.add(network(login), login.at());
  }

  /** Whether it is on a device or through an operator with which the account got in lately. */
  boolean isFamiliar(Login login) {
    return own.isFamiliar(device(login), login.at()) || own.isFamiliar(network(login), login.at());
  }

  int occasions(long at) {
    return own.occasions(at);
  }

  /** Milliseconds since it got in by a device or operator that it had not used before. */
  long settledFor(long at) {
    return own.settledFor(at);
  }

  /** Somebody on an unfamiliar device does not know the password. */
  void failed(Login login) {
    if (strangers.add(device(login), login.at(), 0) >= MANY_ATTEMPTS) {
      strangers.add(device(login), login.at(), TRIED);
    }
  }

  /**
   * Somebody asks for a reset from no familiar place.
   *
   * @param threshold so many requests are noticed; while half as many come, it goes on
   */
  void requested(Login request, int threshold) {
    long at = request.at();
    requests.add(at);
    firstRequest.touch(at);
    requestEvents.add(request.eventId(), at);
    asked.set(asked.get(at) + 1, at);
    origins.add(request);
    if (2 * requests.total(at) >= threshold) {
      story.count(request);
    }
  }

  /** How many resets were asked for since {@link #firstRequest}. */
  long askedInAll(long at) {
    return asked.get(at);
  }

  /** So many requests are noticed, or more than before. */
  void requestsNoticed(Login by, long since) {
    if (!story.isOn(by.at())) {
      story.begin(by.at(), since, asked.get(by.at()), origins.list(by.at()));
      story.touch(by.account(), by.at());
    }
    story.reported(by.at());
  }

  /** Whether three passwords or more were tried on the device before, as by one who forgot it. */
  boolean triedFirst(Login request) {
    return isMarked(device(request), TRIED, request.at());
  }

  void asked(Login request, Stranger stranger) {
    askedAt.set(request.at());
    if (stranger == Stranger.SURELY) {
      surelyAskedAt.set(request.at());
    }
    remember(request, ASKED);
  }

  /**
   * The owner has set a new password, and with it used up or cancelled the resets that were asked
   * for.
   */
  void answered(long at) {
    answeredAt.set(at);
  }

  /** Milliseconds since a stranger last asked for a reset. */
  long sinceAsked(long at) {
    return askedAt.since(at);
  }

  /** Whether a stranger has asked for a reset, and the owner has not answered it since. */
  boolean isAskedFor(long at) {
    return askedAt.isWithin(at) && askedAt.since(at) < answeredAt.since(at);
  }

  void entered(Login login) {
    enteredAt.set(login.at());
    remember(login, GOT_IN);
  }

  private void remember(Login login, int mark) {
    strangers.add(device(login), login.at(), mark);
    strangers.add(Hashes.of(login.address()), login.at(), mark);
    strangers.add(Hashes.of(login.session()), login.at(), mark);
  }

  /** Whether the one who got in is on the device, or behind the address, that had asked. */
  boolean hadAsked(Login login) {
    return isMarked(device(login), ASKED, login.at())
        || isMarked(Hashes.of(login.address()), ASKED, login.at());
  }

  /** Whether a call is made in the session, or from the address, of one who got in. */
  boolean isIntruders(Activity call) {
    return isMarked(Hashes.of(call.session()), GOT_IN, call.at())
        || isMarked(Hashes.of(call.address()), GOT_IN, call.at());
  }

  private boolean isMarked(long key, int mark, long at) {
    return key != 0 && (strangers.marks(key, at) & mark) != 0;
  }

  /** Records that strangers read since they got in, those of this call included. */
  long read(ApiCall call) {
    long at = call.at();
    records.set(records.get(at) + call.records(), at);
    dataClasses.set(dataClasses.get(at) | call.dataClasses().bits(), at);
    readEvents.add(call.eventId(), at);
    story.count(call);
    return records.get(at);
  }

  /**
   * A stranger has changed or taken something.
   *
   * @param what one bit for each kind of loss
   * @return whether nothing of the kind was lost before
   */
  boolean lost(Activity by, int what) {
    long before = lost(by.at());
    lost.set(before | what, by.at());
    return (before & what) == 0;
  }

  /** All that strangers have changed or taken, a bit for each kind. */
  long lost(long at) {
    return lost.get(at);
  }

  /** What strangers read is worth an alert. */
  void lossNoticed(ApiCall by) {
    long at = by.at();
    takenAt.set(at);
    if (!story.isOn(at)) {
      story.begin(by, at, 1);
      story.touch(by.account(), at);
      story.left(records.get(at), DataClasses.ofBits((int) dataClasses.get(at)));
    }
    story.reported(at);
  }

  /** Whether what strangers read was worth an alert. */
  boolean isTaken(long at) {
    return takenAt.isWithin(at);
  }
}
