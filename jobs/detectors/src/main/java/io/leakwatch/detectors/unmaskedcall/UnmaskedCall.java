package io.leakwatch.detectors.unmaskedcall;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call goes from one party straight to the other, although one asked for its address to be
 * masked.
 */
public final class UnmaskedCall implements Detector<UnmaskedCalls> {

  private static final String UNMASKED = "unmasked";
  private static final String WAVE = "wave";

  /** Kind of the fact that a wave is going on. */
  private static final String IN_WAVE = "in-wave";

  /** All calls of the platform: what {@link Entity#of} names for messages, calls and the like. */
  private static final Entity ALL_CALLS = new Entity(SubjectType.SERVICE, "messages");

  /** Route and request are facts; what is left is a client that reports them wrongly. */
  private static final int CONFIDENCE = 95;

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, UnmaskedCall::new);

  private final Duration window;
  private final int waveAccounts;
  private final Duration staysOpen;

  private UnmaskedCall(Settings settings) {
    this.window = settings.get(Options.WINDOW);
    this.waveAccounts = settings.get(Options.WAVE_ACCOUNTS);
    this.staysOpen = staysOpen();
  }

  // Sensor

  @Override
  public List<Watch<?, UnmaskedCalls>> watches() {
    return List.of(
        Watch.of(
            SubjectType.ACCOUNT,
            DmActivity.class,
            UnmaskedCall::isLookedAt,
            (account, call, state, out) -> observe(account, call, state.ofAccount, out)),
        Watch.of(
            SubjectType.SERVICE,
            DmActivity.class,
            UnmaskedCall::isLookedAt,
            (service, call, state, out) -> observe(service, call, state.ofAll, out)));
  }

  /**
   * Calls that were not masked though somebody had asked for it, and starts of others that go peer
   * to peer: they show that the platform records starts.
   */
  private static boolean isLookedAt(DmActivity dm) {
    return dm.callRoute() == CallRoute.PEER_TO_PEER
        && (dm.kind() == DmKind.CALL_STARTED
            || (dm.kind() == DmKind.CALL_ENDED && dm.relayRequested()));
  }

  private static boolean isStart(DmActivity call) {
    return call.kind() == DmKind.CALL_STARTED;
  }

  /**
   * Only a request made when the call was set up counts. Later is too late, and not the platform's
   * fault. So the end of a call counts only where starts are not recorded.
   */
  private void observe(Entity account, DmActivity call, AccountCalls state, Signals out) {
    if (isStart(call)) {
      state.started(call.at());
    }
    boolean isUnmasked = isStart(call) ? call.relayRequested() : !state.hasStarts(call.at());
    if (isUnmasked) {
      unmasked(account, call, state, out);
    }
  }

  private void unmasked(Entity account, DmActivity call, AccountCalls state, Signals out) {
    long at = call.at();
    long calls = state.add(call);
    if (!state.told.isReached(calls, 1, at)) {
      return;
    }
    state.told.set(calls, at);
    state.story.reported(at);
    out.emit(
        signal(account, at, state)
            .confidence(CONFIDENCE)
            .because(
                Condition.fact(
                    isStart(call)
                        ? "address masking asked for at the start"
                        : "address masking asked for, by the call's only record",
                    "yes",
                    "yes"),
                Condition.fact("way of the call", "peer to peer", "peer to peer"),
                Condition.fact(
                    "called knows the caller", call.knownContact() ? "yes" : "no", "any"),
                Condition.atLeast("such calls of the account", calls, 1, "calls"))
            .events(call.eventId())
            .build()
            .asking(ALL_CALLS));
  }

  private SignalBuilder signal(Entity account, long at, AccountCalls state) {
    List<String> parties =
        Stream.concat(Stream.of(account.id()), state.called(at).stream()).toList();
    return Signal.of(profile().id(), UNMASKED, account)
        .at(at)
        .accounts(parties)
        .note(state.isToStranger(at) ? "stranger" : "contact")
        .amounting(state.story.extent(at));
  }

  private void observe(Entity service, DmActivity call, Wave state, Signals out) {
    if (isStart(call)) {
      state.started(call.at());
    }
    boolean isUnmasked = isStart(call) ? call.relayRequested() : !state.hasStarts(call.at());
    if (isUnmasked) {
      inWave(service, call, state, out);
    }
  }

  private void inWave(Entity service, DmActivity call, Wave state, Signals out) {
    long at = call.at();
    state.add(call);
    long callers = state.callersInWindow(at);
    if (callers < waveAccounts) {
      return;
    }
    long inWave = state.inWave(at);
    if (!state.factToldAt.isWithin(at)) {
      state.factToldAt.set(at);
      out.emit(Signal.fact(profile().id(), IN_WAVE, service, at));
    }
    if (state.told.isReached(callers, waveAccounts, at)) {
      state.told.set(callers, at);
      state.noticed(call);
      out.emit(
          wave(service, at, state)
              .because(
                  Condition.atLeast(
                          "accounts with unmasked calls within " + Figures.of(window),
                          callers,
                          waveAccounts,
                          "accounts")
                      .setBy(Options.WAVE_ACCOUNTS),
                  Condition.atLeast("unmasked calls since it began", inWave, waveAccounts, "calls"))
              .build());
    }
  }

  private SignalBuilder wave(Entity service, long at, Wave state) {
    Extent inAll = state.story.extent(at);
    long calls = state.callsInAll.get(at);
    return Signal.of(profile().id(), WAVE, service)
        .at(at)
        .since(Math.min(at, state.waveSince()))
        .confidence(CONFIDENCE)
        .because(
            Condition.figure("unmasked calls in all", calls, "calls"),
            Condition.figure(
                "accounts with unmasked calls in all", state.callersInAll.count(), "accounts"))
        .events(state.trail.events(at))
        .accounts(state.trail.names(at), inAll.accounts())
        .note(
            "%s of %s"
                .formatted(Figures.counted(calls, "call"), state.callersInAll.inWords("account")))
        .amounting(inAll);
  }

  /** More calls came since the last signal, but not a quarter more callers. */
  @Override
  public Optional<Signal> report(Entity entity, UnmaskedCalls state, long at) {
    if (entity.type() == SubjectType.SERVICE) {
      state.ofAll.story.reported(at);
      return Optional.of(wave(entity, at, state.ofAll).asReport().build());
    }
    state.ofAccount.story.reported(at);
    return Optional.of(signal(entity, at, state.ofAccount).asReport().build().asking(ALL_CALLS));
  }

  /** While a wave lasts its alert speaks for all of its calls. */
  @Override
  public Optional<Signal> answered(Signal unmasked) {
    boolean inWave =
        unmasked.told().stream()
            .anyMatch(
                told ->
                    told.kind().equals(IN_WAVE)
                        && unmasked.at() - told.at() <= Wave.FACT_EVERY.toMillis());
    return inWave ? Optional.empty() : Optional.of(unmasked);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(
        match.last().is(WAVE) ? UnmaskedWords.wave(match) : UnmaskedWords.single(match));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public UnmaskedCalls newState() {
    return new UnmaskedCalls(window, waveAccounts, staysOpen);
  }
}
