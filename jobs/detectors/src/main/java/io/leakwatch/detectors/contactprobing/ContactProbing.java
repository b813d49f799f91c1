package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Phone numbers or e-mail addresses are tried until the people behind them are known. */
public final class ContactProbing implements Detector<Probes> {

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofDays(1))
          .between(Duration.ofHours(1), Duration.ofDays(3))
          .because(
              "How far back look-ups, uploads and suggestions count. Over a day a patient prober"
                  + " shows as well; an address book that is synchronised again adds nothing.");
  static final Option<Integer> MIN_NUMBERS =
      Option.whole("min-numbers", 150, "numbers")
          .between(20, 100_000)
          .because(
              "Distinct numbers or addresses looked up before few hits say anything: of so many,"
                  + " chance does not turn one real address book in a thousand into a list of"
                  + " misses.");
  static final Option<Double> MAX_HIT_SHARE =
      Option.number("max-hit-share", 0.12, "")
          .between(0.0, 1.0)
          .because(
              "Share of the numbers that belong to somebody. Of generated US numbers about one in"
                  + " ten was found on the largest messenger and fewer than one in a hundred on a"
                  + " smaller one (Hagen et al., All the Numbers are US, NDSS 2021); of a real"
                  + " address book a quarter to a half.");
  static final Option<Integer> MIN_IN_RUNS =
      Option.whole("min-in-runs", 50, "numbers")
          .between(10, 100_000)
          .because(
              "Distinct phone numbers close to one looked up shortly before, whoever they belong"
                  + " to. The extensions of an office in somebody's address book are twenty or"
                  + " thirty.");
  static final Option<Double> MIN_RUN_SHARE =
      Option.number("min-run-share", 0.6, "")
          .between(0.0, 1.0)
          .because(
              "Share of such numbers among all looked up. An address book with an office in it has"
                  + " friends and plumbers too; a range that is counted through has not.");
  static final Option<Integer> RUN_DISTANCE =
      Option.whole("run-distance", 100, "numbers")
          .between(1, 100_000)
          .because(
              "How close two numbers are in a run. Probers shuffle, because strict order is easily"
                  + " refused: within a block of a thousand this still shows it.");
  static final Option<Integer> LARGEST_ADDRESS_BOOK =
      Option.whole("largest-address-book", 2_000, "numbers")
          .between(100, 1_000_000)
          .because(
              "Distinct numbers for each account, whatever the hits: more than people have. This"
                  + " finds a stolen list being checked, of which many are hits.");
  static final Option<Integer> MIN_STRANGERS =
      Option.whole("min-strangers", 60, "accounts")
          .between(10, 100_000)
          .because(
              "Distinct accounts without a mutual contact that are suggested to one account. A"
                  + " newcomer without contacts is shown five to thirty.");
  static final Option<Integer> MIN_STRANGERS_UPLOADED =
      Option.whole("min-strangers-uploaded", 20, "accounts")
          .between(5, 100_000)
          .because(
              "The same where uploads came as well: the strangers are what was uploaded. People in"
                  + " one address book know each other; generated numbers do not.");
  static final Option<Integer> MIN_UPLOADS =
      Option.whole("min-uploads", 10, "uploads")
          .between(1, 10_000)
          .because(
              "Uploads of contacts for that. An address book of two thousand goes up in ten"
                  + " batches of two hundred.");
  static final Option<Double> MIN_STRANGER_SHARE =
      Option.number("min-stranger-share", 0.8, "")
          .between(0.0, 1.0)
          .because(
              "Share of strangers among the suggestions. Whoever scrolls through suggestions all"
                  + " evening sees many strangers, among more friends of friends.");

  public static final DetectorType TYPE =
      new DetectorType(
          new DetectorProfile(
              "contact-probing",
              1,
              "Contact probing",
              "Numbers or addresses are tried, or strangers collected, to map who is who.",
              List.of(SubjectType.ACCOUNT, SubjectType.CLIENT),
              Severity.MEDIUM,
              List.of("T1589"),
              List.of(DetectorProfile.API_EVENTS, DetectorProfile.DM_METADATA_EVENTS)),
          List.of(
              WINDOW,
              MIN_NUMBERS,
              MAX_HIT_SHARE,
              MIN_IN_RUNS,
              MIN_RUN_SHARE,
              RUN_DISTANCE,
              LARGEST_ADDRESS_BOOK,
              MIN_STRANGERS,
              MIN_STRANGERS_UPLOADED,
              MIN_UPLOADS,
              MIN_STRANGER_SHARE),
          ContactProbing::new);

  private final Settings settings;
  private final Limits limits;
  private final int distance;
  private final int fewestNumbers;
  private final int fewestStrangers;

  private ContactProbing(Settings settings) {
    this.settings = settings;
    this.limits = new Limits(settings);
    this.distance = settings.get(RUN_DISTANCE);
    this.fewestNumbers =
        Math.min(
            settings.get(LARGEST_ADDRESS_BOOK),
            Math.min(settings.get(MIN_NUMBERS), settings.get(MIN_IN_RUNS)));
    this.fewestStrangers =
        Math.min(settings.get(MIN_STRANGERS), settings.get(MIN_STRANGERS_UPLOADED));
  }

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Probes newState() {
    return new Probes(settings.get(WINDOW));
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
              strangers(account, call.at(), state, out);
            }),
        Watch.of(
            SubjectType.ACCOUNT,
            DmActivity.class,
            dm -> isSuggestion(dm) && dm.mutualContacts() == 0,
            this::stranger),
        // Whoever was never shown a stranger and uploaded nothing costs nothing.
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
    strangers(account, shown.at(), state, out);
  }

  /** Where mutual contacts are not told, those shown to an uploader count as strangers. */
  private void otherSuggestion(Entity account, DmActivity shown, Probes state, Signals out) {
    if (shown.mutualContacts() != DmActivity.UNKNOWN) {
      state.acquaintance(shown.at());
    } else if (state.uploads(shown.at()) >= settings.get(MIN_UPLOADS)) {
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
              out.emit(lookUpSignal(prober, at, sign, lookUps, state));
            });
  }

  private Signal lookUpSignal(Entity prober, long at, Sign sign, LookUps lookUps, Probes state) {
    return Signal.of(profile().id(), sign.name(), prober)
        .at(at)
        .since(state.trail.since(at))
        .confidence(lookUps.confidence(sign))
        .because(limits.conditions(sign, lookUps))
        .events(state.trail.events(at))
        .accounts(List.of(), lookUps.hits())
        .note(ProbingWords.of(lookUps, prober.type() == SubjectType.CLIENT))
        .build();
  }

  private void strangers(Entity account, long at, Probes state, Signals out) {
    if (!state.hasBeenShown(fewestStrangers)) {
      return;
    }
    Suggestions suggestions = Suggestions.of(state, at);
    if (!state.strangersTold.isReached(suggestions.strangers(), 1, at)) {
      return;
    }
    limits
        .sign(suggestions)
        .ifPresent(
            sign -> {
              state.strangersTold.set(suggestions.strangers(), at);
              out.emit(strangersSignal(account, at, sign, suggestions, state));
            });
  }

  private Signal strangersSignal(
      Entity account, long at, Sign sign, Suggestions suggestions, Probes state) {
    return Signal.of(profile().id(), sign.name(), account)
        .at(at)
        .confidence(sign == Sign.UPLOADS ? 85 : 65)
        .because(limits.conditions(sign, suggestions))
        .quoting(state.trail, suggestions.strangers())
        .note(ProbingWords.of(suggestions))
        .build();
  }

  /** A slow prober is told in one alert, not in one for each time it has grown. */
  @Override
  public Duration openFor() {
    return settings.get(WINDOW);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(ProbingWords.finding(match));
  }
}
