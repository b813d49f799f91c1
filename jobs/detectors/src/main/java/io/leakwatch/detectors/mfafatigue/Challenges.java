package io.leakwatch.detectors.mfafatigue;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Source;
import io.leakwatch.detection.story.Story;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What is remembered of one account's second-factor challenges, from the first that failed on: of
 * an account whose challenges succeed, nothing.
 */
final class Challenges extends SensorState {

  private static final int ASKED = 1;
  private static final int LIVES_HERE = 2;
  private static final int PANES = 10;
  private static final int SLOW_PANES = 40;
  private static final int FOLLOWED_ASKERS = 32;
  private static final int PAUSES_IN_SLOW = 4;

  /** Events are kept only from here on: most accounts never get so far. */
  private static final int WORTH_NAMING = 3;

  final RecentTexts events;
  final Milestone told;
  final Moment fatiguedAt;
  final Story story;
  private final SlidingCount ignored;
  private final SlidingCount refused;
  private final SlidingCount ignoredSlow;
  private final SlidingCount refusedSlow;

  /** Those that failed otherwise: a wrong code, or for a reason that is not stated. */
  private final SlidingCount wrong;

  private final SlidingCount wrongSlow;
  private final DistinctWithin askers;
  private final FirstMoment first;
  private final Moment failedAt;

  /** Where challenges are logged by themselves, the login that fails with one says it again. */
  private final Moment challengedAt;

  private final Moment approvedAt;
  private final Whole inVain;
  private final Origins origins;

  Challenges(Duration window, Duration slowWindow, Duration staysOpen) {
    ignored = new SlidingCount(window, PANES);
    refused = new SlidingCount(window, PANES);
    ignoredSlow = new SlidingCount(slowWindow, SLOW_PANES);
    refusedSlow = new SlidingCount(slowWindow, SLOW_PANES);
    wrong = new SlidingCount(window, PANES);
    wrongSlow = new SlidingCount(slowWindow, SLOW_PANES);
    askers = new DistinctWithin(slowWindow, SLOW_PANES, FOLLOWED_ASKERS);
    Duration pause = slowWindow.dividedBy(PAUSES_IN_SLOW);
    first = new FirstMoment(pause);
    inVain = new Whole(pause);
    origins = new Origins(slowWindow);
    story = new Story(staysOpen);
    failedAt = new Moment(slowWindow);
    challengedAt = new Moment(slowWindow);
    events = new RecentTexts(Signal.MOST_EVENTS, slowWindow);
    told = new Milestone(slowWindow);
    fatiguedAt = new Moment(slowWindow);
    approvedAt = new Moment(window);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        ignored,
        refused,
        ignoredSlow,
        refusedSlow,
        wrong,
        wrongSlow,
        askers,
        first,
        failedAt,
        challengedAt,
        events,
        told,
        fatiguedAt,
        approvedAt,
        inVain,
        origins,
        story);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /** The device or, where none is known, what it sends and from where. */
  private static long asker(Login login) {
    return login.device() != null
        ? Hashes.of(login.device())
        : Hashes.of(login.address()) ^ login.userAgentHash();
  }

  /**
   * A session was refreshed: a device that holds one is in already, and needs no challenge to get
   * in.
   */
  void refreshed(Login login) {
    askers.add(asker(login), login.at(), LIVES_HERE);
  }

  boolean livesHere(Login login) {
    return (askers.marks(asker(login), login.at()) & LIVES_HERE) != 0;
  }

  boolean hadAsked(Login login) {
    return (askers.marks(asker(login), login.at()) & ASKED) != 0;
  }

  /**
   * A challenge failed: it was refused or ignored, or answered with a wrong code.
   *
   * @param goesOn whether enough failed lately for what was noticed to go on
   */
  void failed(Login challenge, BooleanSupplier goesOn) {
    long at = challenge.at();
    askers.add(asker(challenge), at, ASKED);
    count(challenge.failureReason(), at);
    first.touch(at);
    inVain.set(inVain.get(at) + 1, at);
    failedAt.set(at);
    if (challenge.action() == LoginAction.MFA_CHALLENGE) {
      challengedAt.set(at);
    }
    if (refusedSlow(at) + ignoredSlow(at) + wrongSlow(at) >= WORTH_NAMING) {
      events.add(challenge.eventId(), at);
    }
    origins.add(challenge);
    if (story.isOn(at) && goesOn.getAsBoolean()) {
      story.count(challenge);
    }
  }

  private void count(FailureReason reason, long at) {
    boolean isRefusal = reason == FailureReason.MFA_DENIED;
    boolean isIgnored = reason == FailureReason.MFA_TIMEOUT;
    (isRefusal ? refused : isIgnored ? ignored : wrong).add(at);
    (isRefusal ? refusedSlow : isIgnored ? ignoredSlow : wrongSlow).add(at);
  }

  /** It is noticed, or has grown. */
  void noticed(Login by, long since) {
    long at = by.at();
    if (!story.isOn(at)) {
      List<Source> from =
          origins.list(at).stream().filter(each -> each.lastSeenAt() >= since).toList();
      story.begin(at, since, inVain.get(at), from);
      story.touch(by.account(), at);
    }
    story.reported(at);
  }

  int refused(long at) {
    return refused.total(at);
  }

  int ignored(long at) {
    return ignored.total(at);
  }

  /** Whether it is a login that failed where its challenge has an event of its own. */
  boolean isSaidTwice(Login login) {
    return login.action() == LoginAction.LOGIN && challengedAt.isWithin(login.at());
  }

  /** Whether most of them were answered, wrongly: nobody waits for a tap of the owner's. */
  boolean areCodesGuessed(long at) {
    return wrongSlow(at) > refusedSlow(at) + ignoredSlow(at);
  }

  int wrong(long at) {
    return wrong.total(at);
  }

  int wrongSlow(long at) {
    return wrongSlow.total(at);
  }

  int refusedSlow(long at) {
    return refusedSlow.total(at);
  }

  int ignoredSlow(long at) {
    return ignoredSlow.total(at);
  }

  /** On how many devices, or from how many places, somebody asked. */
  long askers(long at) {
    return askers.distinct(at, (times, marks) -> marks == ASKED);
  }

  long since() {
    return first.at();
  }

  long sinceLastFailure(long at) {
    return failedAt.since(at);
  }

  /** Whether an approval is a new one: a challenge and the login it opens are one. */
  boolean approved(long at) {
    boolean isNew = !approvedAt.isWithin(at);
    approvedAt.set(at);
    return isNew;
  }
}
