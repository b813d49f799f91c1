package io.leakwatch.detectors.spamcalls;

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
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One account calls many strangers, and hardly any of them wants the call. */
public final class SpamCalls implements Detector<StrangersCalled> {

  private static final String SPAM = "spam";

  // How well a call went.
  private static final int UNANSWERED = 1;
  private static final int HUNG_UP = 2;
  private static final int LISTENED = 4;
  private static final Grades GRADES = new Grades(UNANSWERED, UNANSWERED, LISTENED);

  /** Names and events are kept only from here on: most accounts never get so far. */
  private static final int WORTH_NAMING = 8;

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, SpamCalls::new);

  private final CallLimits limits;
  private final long hangsUpMillis;
  private final Duration staysOpen;

  private SpamCalls(Settings settings) {
    this.limits =
        new CallLimits(
            settings.get(Options.WINDOW),
            settings.get(Options.MIN_STRANGERS),
            settings.get(Options.SLOW_WINDOW),
            settings.get(Options.MIN_STRANGERS_SLOW),
            settings.get(Options.LISTENER_WEIGHT));
    this.hangsUpMillis = settings.get(Options.HANGS_UP_WITHIN).toMillis();
    this.staysOpen = staysOpen();
  }

  // Sensor

  @Override
  public List<Watch<?, StrangersCalled>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, DmActivity.class, SpamCalls::strangerCalled, this::observe));
  }

  /** A call to a stranger, of which the record says whether it was wanted. */
  private static boolean strangerCalled(DmActivity dm) {
    return isHowItWent(dm) && !dm.knownContact() && dm.peer() != null;
  }

  /** At the start, no time at all is what was known then, and not how it went. */
  private static boolean isHowItWent(DmActivity dm) {
    return switch (dm.kind()) {
      case CALL_STARTED -> dm.answered() != null || dm.durationMillis() > 0;
      case CALL_ENDED -> dm.answered() != null || dm.durationMillis() != DmActivity.UNKNOWN;
      default -> false;
    };
  }

  private void observe(Entity account, DmActivity record, StrangersCalled state, Signals out) {
    boolean anyUnwelcome = false;
    for (Call call : state.calls(record)) {
      boolean isUnwelcome = state.called(call, outcome(call));
      state.trail.touch(call.record().at());
      if (isUnwelcome && !call.again() && state.followed() >= WORTH_NAMING) {
        state.trail.quote(call.record().peer(), call.record().eventId(), call.record().at());
      }
      anyUnwelcome |= isUnwelcome;
    }
    if (anyUnwelcome) {
      limits
          .newExcess(state, record)
          .ifPresent(excess -> out.emit(spam(account, record.at(), excess, state)));
    }
  }

  /** In doubt, if nothing says for how long an answered call lasted, the callee listened. */
  private int outcome(Call call) {
    if (call.isUnanswered()) {
      return UNANSWERED;
    }
    if (!call.isAnswered() && call.durationMillis() == 0) {
      return UNANSWERED;
    }
    boolean hungUp =
        call.hasDuration()
            ? call.durationMillis() < hangsUpMillis
            : call.isOverWithin(hangsUpMillis);
    return hungUp ? HUNG_UP : LISTENED;
  }

  private Signal spam(Entity account, long at, Excess excess, StrangersCalled state) {
    boolean isFast = excess.window().equals(limits.window());
    return signal(account, at, state)
        .confidence(excess.confidence(65))
        .because(
            Condition.atLeast(
                    "strangers who did not want the call, within " + Figures.of(excess.window()),
                    excess.strangers(),
                    excess.threshold(),
                    "strangers")
                .setBy(isFast ? Options.MIN_STRANGERS : Options.MIN_STRANGERS_SLOW),
            Condition.figure(
                    "strangers who listened within %s, each of whom makes that %d more"
                        .formatted(Figures.of(limits.slowWindow()), limits.welcomeWeight()),
                    excess.welcome(),
                    "strangers")
                .setBy(Options.LISTENER_WEIGHT))
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
    return Signal.of(profile().id(), SPAM, account)
        .at(at)
        .quoting(state.trail, inAll.accounts())
        .because(
            Condition.figure(
                "strangers who refused or did not answer in all",
                state.inAll(UNANSWERED),
                "strangers"),
            Condition.figure(
                "strangers who hung up at once in all", state.inAll(HUNG_UP), "strangers"),
            Condition.figure("strangers who listened in all", state.inAll(LISTENED), "strangers"))
        .amounting(inAll);
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return limits.goesOn(SPAM);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    Signal spam = match.last();
    String account = spam.subject().id();
    Extent inAll = match.extent();
    String goesOn =
        match.isSequence() ? " It has gone on since it was noticed, and has grown twice." : "";
    return Optional.of(
        Finding.of(
            match,
            match.isSequence() ? Severity.MEDIUM : Severity.LOW,
            Math.min(98, spam.confidence() + (match.isSequence() ? 10 : 0)),
            "Spam calls by account " + account,
            ("In %s, account %s%s called %s who did not want the call: they refused, did not answer,"
                    + " or hung up at once.%s")
                .formatted(
                    inAll.timeInWords(),
                    account,
                    inAll.whenceAside(),
                    Figures.counted(inAll.accounts(), "stranger", inAll.exact()),
                    goesOn),
            List.of(
                "Stop account %s from calling people who do not know it.".formatted(account),
                "Read what the people called have reported: did the caller ask for money or codes?",
                "Look for accounts made at the same time or on the same device that do the same.",
                "If it is a known caller, such as a charity, agree with it on fewer calls.")));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public StrangersCalled newState() {
    return new StrangersCalled(limits, GRADES, WORTH_NAMING, staysOpen);
  }
}
