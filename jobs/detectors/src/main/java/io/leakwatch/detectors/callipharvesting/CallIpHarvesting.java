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
import io.leakwatch.detection.calls.CallLimits;
import io.leakwatch.detection.calls.CallLimits.Excess;
import io.leakwatch.detection.calls.StrangersCalled;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One account calls strangers peer to peer, not to talk but to learn their addresses. */
public final class CallIpHarvesting implements Detector<StrangersCalled> {

  private static final String HARVEST = "harvest";

  // How well a call went.
  private static final int BRIEF = 1;
  private static final int TALKED = 2;

  /** Events are kept only from here on: most accounts never get so far. */
  private static final int WORTH_QUOTING = 3;

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, CallIpHarvesting::new);

  private final CallLimits limits;
  private final long briefMillis;
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
    this.staysOpen = staysOpen();
  }

  // Sensor

  @Override
  public List<Watch<?, StrangersCalled>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, DmActivity.class, CallIpHarvesting::exposed, this::observe));
  }

  /** A call that is over, by which a stranger's address was shown to the caller. */
  private static boolean exposed(DmActivity dm) {
    return dm.kind() == DmKind.CALL_ENDED
        && dm.callRoute() == CallRoute.PEER_TO_PEER
        && !dm.knownContact()
        && dm.peer() != null;
  }

  private void observe(Entity account, DmActivity call, StrangersCalled state, Signals out) {
    if (isTalk(call)) {
      state.called(call, TALKED);
      return;
    }
    brief(call, state);
    limits
        .newExcess(state, call)
        .ifPresent(excess -> out.emit(harvest(account, call.at(), excess, state)));
  }

  /** In doubt, for example if the length of a call is not known, they talked. */
  private boolean isTalk(DmActivity call) {
    long duration = call.durationMillis();
    if (call.answered() == null) {
      return duration >= briefMillis;
    }
    return call.answered() && (duration == DmActivity.UNKNOWN || duration >= briefMillis);
  }

  private static void brief(DmActivity call, StrangersCalled state) {
    state.called(call, BRIEF);
    state.trail.touch(call.at());
    state.trail.name(call.peer(), call.at());
    if (state.followed() >= WORTH_QUOTING) {
      state.trail.event(call.eventId(), call.at());
    }
  }

  private Signal harvest(Entity account, long at, Excess excess, StrangersCalled state) {
    boolean isFast = excess.window().equals(limits.window());
    return signal(account, at, state)
        .confidence(excess.confidence(70))
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
        .build();
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
            ("In %s, account %s called %s peer to peer%s and talked with none of them. Each call"
                    + " showed the account the address of the person called.%s")
                .formatted(
                    inAll.timeInWords(),
                    account,
                    Figures.counted(inAll.accounts(), "stranger", inAll.exact()),
                    inAll.whence(),
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
    return new StrangersCalled(limits, TALKED, WORTH_QUOTING, staysOpen);
  }
}
