package io.leakwatch.detectors.callipharvesting;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.calls.Call;
import io.leakwatch.detection.calls.CallLimits;
import io.leakwatch.detection.calls.CallLimits.Excess;
import io.leakwatch.detection.calls.StrangersCalled;
import io.leakwatch.detection.calls.StrangersCalled.Grades;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One account calls strangers peer to peer, not to talk but to learn their addresses. */
public final class CallIpHarvesting implements Detector<StrangersCalled> {

  private static final String HARVEST = "harvest";

  /** Said of calls that were judged by what came after them. */
  private static final String WITHOUT_END =
      ", as far as is known: the end of some calls is not on record, but the next call came soon";

  // How a call went, the surer the higher.
  private static final int UNKNOWN = 1;
  private static final int FOLLOWED = 2;
  private static final int BRIEF = 4;
  private static final int TALKED = 8;
  private static final Grades GRADES = new Grades(BRIEF, FOLLOWED, TALKED);

  /** A phone rings for so long at most, as a rule. */
  private static final long LONGEST_RING_MILLIS = 60_000;

  /** Events are kept only from here on: most accounts never get so far. */
  private static final int WORTH_QUOTING = 3;

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, CallIpHarvesting::new);

  private final CallLimits limits;
  private final long briefMillis;
  private final Duration nextCallWithin;
  private final Duration staysOpen;

  private CallIpHarvesting(Settings settings) {
    this.limits =
        new CallLimits(
            settings.get(Options.WINDOW),
            settings.get(Options.MIN_STRANGERS),
            settings.get(Options.SLOW_WINDOW),
            settings.get(Options.MIN_STRANGERS_SLOW),
            settings.get(Options.TALK_WEIGHT));
    this.briefMillis = settings.get(Options.BRIEF_CALL).toMillis();
    this.nextCallWithin = settings.get(Options.NEXT_CALL_WITHIN);
    this.staysOpen = staysOpen();
  }

  // Sensor

  @Override
  public List<Watch<?, StrangersCalled>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, DmActivity.class, CallIpHarvesting::exposed, this::observe));
  }

  /** A call by which a stranger's address was shown to the caller. */
  private static boolean exposed(DmActivity dm) {
    return (dm.kind() == DmKind.CALL_STARTED || dm.kind() == DmKind.CALL_ENDED)
        && dm.callRoute() == CallRoute.PEER_TO_PEER
        && !dm.knownContact()
        && dm.peer() != null;
  }

  private void observe(Entity account, DmActivity record, StrangersCalled state, Signals out) {
    boolean anyUnwelcome = false;
    for (Call call : state.calls(record)) {
      boolean isUnwelcome = state.called(call, outcome(call));
      if (isUnwelcome && !call.again()) {
        quote(call.record(), state);
      }
      anyUnwelcome |= isUnwelcome;
    }
    if (anyUnwelcome) {
      limits
          .newExcess(state, record)
          .ifPresent(excess -> out.emit(harvest(account, record.at(), excess, state)));
    }
  }

  private int outcome(Call call) {
    if (call.isUnanswered()) {
      return BRIEF;
    }
    if (call.hasDuration()) {
      return call.durationMillis() < briefMillis ? BRIEF : TALKED;
    }
    if (call.isOverWithin(briefMillis)) {
      return BRIEF;
    }
    if (call.isAnswered()) {
      return TALKED; // in doubt, as nothing says for how long
    }
    if (call.ended()) {
      return call.isOverWithin(LONGEST_RING_MILLIS + briefMillis) ? BRIEF : TALKED;
    }
    return call.isOverWithin(nextCallWithin.toMillis() + 1) ? FOLLOWED : UNKNOWN;
  }

  private static void quote(DmActivity call, StrangersCalled state) {
    state.trail.touch(call.at());
    state.trail.name(call.peer(), call.at());
    if (state.followed() >= WORTH_QUOTING) {
      state.trail.event(call.eventId(), call.at());
    }
  }

  private Signal harvest(Entity account, long at, Excess excess, StrangersCalled state) {
    boolean isFast = excess.window().equals(limits.window());
    return signal(account, at, state)
        .confidence(excess.confidence(excess.isMostlyWithoutEnd() ? 55 : 70))
        .because(
            Condition.atLeast(
                    "strangers only called briefly, peer to peer, within "
                        + Figures.of(excess.window()),
                    excess.strangers(),
                    excess.threshold(),
                    "strangers")
                .setBy(isFast ? Options.MIN_STRANGERS : Options.MIN_STRANGERS_SLOW),
            Condition.figure(
                    "strangers with whom it talked within %s, each of whom makes that %d more"
                        .formatted(Figures.of(limits.slowWindow()), limits.welcomeWeight()),
                    excess.welcome(),
                    "strangers")
                .setBy(Options.TALK_WEIGHT))
        .because(withoutEnd(excess))
        .build();
  }

  /** What is only said where ends of calls are not on record. */
  private List<Condition> withoutEnd(Excess excess) {
    List<Condition> conditions = new ArrayList<>(2);
    if (excess.withoutEnd() > 0) {
      conditions.add(
          Condition.figure(
                  "strangers called without an end on record, the next call within "
                      + Figures.of(nextCallWithin),
                  excess.withoutEnd(),
                  "strangers")
              .setBy(Options.NEXT_CALL_WITHIN));
    }
    if (excess.unknown() > 0) {
      conditions.add(
          Condition.figure(
              "strangers with whom it may have talked within %s, each of whom makes that %d more"
                  .formatted(Figures.of(limits.slowWindow()), CallLimits.UNKNOWN_WEIGHT),
              excess.unknown(),
              "strangers"));
    }
    return conditions;
  }

  /** It went on since the last signal, though it has not grown by a quarter. */
  @Override
  public Optional<Signal> report(Entity account, StrangersCalled state, long at) {
    state.story.reported(at);
    return Optional.of(signal(account, at, state).asReport().build());
  }

  private SignalBuilder signal(Entity account, long at, StrangersCalled state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(profile().id(), HARVEST, account)
        .at(at)
        .quoting(state.trail, inAll.accounts())
        .because(
            Condition.figure(
                "strangers with whom it talked in all", state.inAll(TALKED), "strangers"))
        .note(state.withoutEndInAll() > 0 ? WITHOUT_END : "")
        .amounting(inAll);
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return limits.goesOn(HARVEST);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    Signal harvest = match.last();
    String account = harvest.subject().id();
    Extent inAll = match.extent();
    String goesOn =
        match.isSequence() ? " It has gone on since it was noticed, and has grown twice." : "";
    return Optional.of(
        Finding.of(
            match,
            match.isSequence() ? Severity.HIGH : Severity.MEDIUM,
            Math.min(98, harvest.confidence() + (match.isSequence() ? 10 : 0)),
            "Account %s collects addresses by calling".formatted(account),
            ("In %s, account %s called %s peer to peer%s and talked with none of them%s. Each call"
                    + " showed the account the address of the person called.%s")
                .formatted(
                    inAll.timeInWords(),
                    account,
                    Figures.counted(inAll.accounts(), "stranger", inAll.exact()),
                    inAll.whence(),
                    harvest.note(),
                    goesOn),
            List.of(
                "Relay all calls of account %s, or stop it from calling strangers."
                    .formatted(account),
                "Tell the people called that their address was shown. A fixed address can be"
                    + " attacked.",
                "Look for other accounts on the same devices and addresses that do the same.",
                "Consider relaying every call to somebody who does not have the caller among their"
                    + " contacts.")));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public StrangersCalled newState() {
    return new StrangersCalled(limits, GRADES, WORTH_QUOTING, staysOpen);
  }
}
