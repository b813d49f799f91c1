package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Phone numbers or e-mail addresses are tried until the people behind them are known. */
public final class ContactProbing implements Detector<Probes> {

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, ContactProbing::new);

  private final Settings settings;
  private final Limits limits;
  private final int distance;
  private final int fewestNumbers;
  private final int fewestStrangers;
  private final Duration staysOpen;

  private ContactProbing(Settings settings) {
    this.settings = settings;
    this.limits = new Limits(settings);
    this.distance = settings.get(Options.RUN_DISTANCE);
    this.fewestNumbers =
        Math.min(
            settings.get(Options.LARGEST_ADDRESS_BOOK),
            Math.min(settings.get(Options.MIN_NUMBERS), settings.get(Options.MIN_IN_RUNS)));
    this.fewestStrangers =
        Math.min(settings.get(Options.MIN_STRANGERS), settings.get(Options.MIN_STRANGERS_UPLOADED));
    this.staysOpen = staysOpen();
  }

  // Sensor

  @Override
  public List<Watch<?, Probes>> watches() {
    return List.of(
        Watch.of(
            SubjectType.ACCOUNT,
            ApiCall.class,
            call -> isLookUp(call) && call.reader() == SubjectType.ACCOUNT,
            this::lookUp),
        Watch.of(
            SubjectType.CLIENT,
            ApiCall.class,
            call -> isLookUp(call) && call.reader() == SubjectType.CLIENT,
            (client, call, state, out) -> {
              state.behalfOf(call.account(), call.at());
              lookUp(client, call, state, out);
            }),
        Watch.of(
            SubjectType.ACCOUNT,
            ApiCall.class,
            ContactProbing::isUpload,
            (account, call, state, out) -> {
              state.uploaded(call);
              strangers(account, call, state, out);
            }),
        Watch.of(
            SubjectType.ACCOUNT,
            DmActivity.class,
            dm -> isSuggestion(dm) && dm.mutualContacts() == 0,
            this::stranger),
        // An account that was never shown a stranger and uploaded nothing costs nothing.
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT,
            DmActivity.class,
            dm -> isSuggestion(dm) && dm.mutualContacts() != 0,
            this::otherSuggestion));
  }

  /** Answered, or answered that there is nobody; what was refused says nothing. */
  private static boolean isLookUp(ApiCall call) {
    boolean byNumber =
        call.resource() == ResourceKind.CONTACTS
            || (call.resource() == ResourceKind.PROFILE
                && call.target() != null
                && PhoneNumber.isOneOrMail(call.target()));
    return call.operation() == Operation.SEARCH
        && byNumber
        && call.target() != null
        && (call.answered() || call.status() == 404);
  }

  private static boolean isUpload(ApiCall call) {
    return call.operation() == Operation.WRITE
        && call.resource() == ResourceKind.CONTACTS
        && call.answered();
  }

  private static boolean isSuggestion(DmActivity dm) {
    return dm.kind() == DmKind.SUGGESTION_SHOWN && dm.peer() != null;
  }

  private void stranger(Entity account, DmActivity shown, Probes state, Signals out) {
    state.stranger(shown);
    strangers(account, shown, state, out);
  }

  /** Where mutual contacts are not known, the accounts shown to an uploader count as strangers. */
  private void otherSuggestion(Entity account, DmActivity shown, Probes state, Signals out) {
    if (shown.mutualContacts() != DmActivity.UNKNOWN) {
      state.acquaintance(shown.at());
    } else if (state.uploads(shown.at()) >= settings.get(Options.MIN_UPLOADS)) {
      stranger(account, shown, state, out);
    }
  }

  private void lookUp(Entity prober, ApiCall call, Probes state, Signals out) {
    state.lookedUp(call, distance);
    if (!state.hasLookedUp(fewestNumbers)) {
      return;
    }
    long at = call.at();
    LookUps lookUps = LookUps.of(state, at);
    if (!state.numbersTold.isReached(lookUps.numbers(), 1, at)) {
      return;
    }
    limits
        .sign(lookUps)
        .ifPresent(
            sign -> {
              state.numbersTold.set(lookUps.numbers(), at);
              out.emit(
                  signal(prober, call, sign, state)
                      .confidence(lookUps.confidence(sign))
                      .because(limits.conditions(sign, lookUps))
                      .build());
            });
  }

  private void strangers(Entity account, Activity last, Probes state, Signals out) {
    if (!state.hasBeenShown(fewestStrangers)) {
      return;
    }
    long at = last.at();
    Suggestions suggestions = Suggestions.of(state, at);
    if (!state.strangersTold.isReached(suggestions.strangers(), 1, at)) {
      return;
    }
    limits
        .sign(suggestions)
        .ifPresent(
            sign -> {
              state.strangersTold.set(suggestions.strangers(), at);
              out.emit(
                  signal(account, last, sign, state)
                      .confidence(sign == Sign.UPLOADS ? 85 : 65)
                      .because(limits.conditions(sign, suggestions))
                      .build());
            });
  }

  private SignalBuilder signal(Entity prober, Activity last, Sign sign, Probes state) {
    boolean speaks = state.noticed(last, sign);
    SignalBuilder signal = signal(prober, last.at(), sign, state);
    return speaks ? signal.because(ProbingWords.inAll(prober, state)) : signal;
  }

  private SignalBuilder signal(Entity prober, long at, Sign sign, Probes state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(profile().id(), sign.name(), prober)
        .at(at)
        .quoting(state.trail, inAll.accounts())
        .note(ProbingWords.of(prober, sign, state, at))
        .amounting(inAll);
  }

  /** It went on since the last signal, though it has not grown by a quarter. */
  @Override
  public Optional<Signal> report(Entity prober, Probes state, long at) {
    Sign sign = state.gravest(state.story.extent(at).last());
    state.story.reported(at);
    return Optional.ofNullable(sign)
        .map(
            gravest ->
                signal(prober, at, gravest, state)
                    .because(ProbingWords.inAll(prober, state))
                    .asReport()
                    .build());
  }

  /** A slow prober raises one alert, not one for each time it has grown. */
  @Override
  public Duration openFor() {
    return settings.get(Options.WINDOW);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(ProbingWords.finding(match));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Probes newState() {
    return new Probes(settings.get(Options.WINDOW), staysOpen, fewestNumbers, fewestStrangers);
  }
}
