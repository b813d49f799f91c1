package io.leakwatch.detectors.spamcalls;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detectors.spamcalls.StrangersCalled.Outcome;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One account calls many strangers, and hardly any of them wants the call. */
public final class SpamCalls implements Detector<StrangersCalled> {

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(1))
          .between(Duration.ofMinutes(15), Duration.ofHours(6))
          .because("The window in which a dialling machine is noticed.");
  static final Option<Integer> MIN_STRANGERS =
      Option.whole("min-strangers", 30, "strangers")
          .between(5, 100_000)
          .because(
              "Strangers called within the window who did not want it. Letting thirty phones ring"
                  + " takes a person half an hour, without a word to anybody.");
  static final Option<Duration> SLOW_WINDOW =
      Option.duration("slow-window", Duration.ofHours(8))
          .between(Duration.ofHours(6), Duration.ofDays(2))
          .because("The window in which a slow one is noticed: a working day.");
  static final Option<Integer> MIN_STRANGERS_SLOW =
      Option.whole("min-strangers-slow", 40, "strangers")
          .between(5, 100_000)
          .because(
              "The same within the slow window. Whoever calls strangers for an evening, to sell a"
                  + " car or to find a room, calls a dozen.");
  static final Option<Integer> LISTENER_WEIGHT =
      Option.whole("listener-weight", 6, "strangers")
          .between(0, 100)
          .because(
              "How many more it takes for each stranger who listened. This is the line: where more"
                  + " than one in seven listens, it is a call centre, a courier or a volunteer, and"
                  + " people want or bear the call. Where a quarter listens, six make a run of thirty"
                  + " more by chance as rare as one caller in seven hundred (a sequential test after"
                  + " Wald, 1945).");
  static final Option<Duration> HANGS_UP_WITHIN =
      Option.duration("hangs-up-within", Duration.ofSeconds(10))
          .between(Duration.ofSeconds(1), Duration.ofMinutes(2))
          .because(
              "An answered call that was over this soon was not wanted. A courier needs about this"
                  + " long to say which door.");

  private static final String SPAM = "spam";
  private static final int TIMES = 3;

  public static final DetectorType TYPE =
      new DetectorType(
          new DetectorProfile(
              "spam-calls",
              1,
              "Spam calls",
              "One account calls many strangers, of whom hardly any wants the call.",
              List.of(SubjectType.ACCOUNT),
              Severity.LOW,
              List.of(),
              List.of(DetectorProfile.DM_METADATA_EVENTS)),
          List.of(
              WINDOW,
              MIN_STRANGERS,
              SLOW_WINDOW,
              MIN_STRANGERS_SLOW,
              LISTENER_WEIGHT,
              HANGS_UP_WITHIN),
          SpamCalls::new);

  private final Settings settings;
  private final int minStrangers;
  private final int minStrangersSlow;
  private final int listenerWeight;
  private final long hangsUpMillis;

  private SpamCalls(Settings settings) {
    this.settings = settings;
    this.minStrangers = settings.get(MIN_STRANGERS);
    this.minStrangersSlow = settings.get(MIN_STRANGERS_SLOW);
    this.listenerWeight = settings.get(LISTENER_WEIGHT);
    this.hangsUpMillis = settings.get(HANGS_UP_WITHIN).toMillis();
  }

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public StrangersCalled newState() {
    return new StrangersCalled(settings.get(WINDOW), settings.get(SLOW_WINDOW));
  }

  // Sensor

  @Override
  public List<Watch<?, StrangersCalled>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, DmActivity.class, SpamCalls::strangerCalled, this::observe));
  }

  private static boolean strangerCalled(DmActivity dm) {
    return dm.kind() == DmKind.CALL_ENDED
        && !dm.knownContact()
        && dm.answered() != null
        && dm.peer() != null;
  }

  private void observe(Entity account, DmActivity call, StrangersCalled state, Signals out) {
    Outcome outcome = outcome(call);
    state.called(call, outcome);
    if (outcome != Outcome.LISTENED && state.most() >= Math.min(minStrangers, minStrangersSlow)) {
      spam(account, call, state).ifPresent(out::emit);
    }
  }

  /** In doubt, where the length of an answered call is not told, the callee listened. */
  private Outcome outcome(DmActivity call) {
    if (!call.answered()) {
      return Outcome.UNANSWERED;
    }
    long duration = call.durationMillis();
    return duration == DmActivity.UNKNOWN || duration >= hangsUpMillis
        ? Outcome.LISTENED
        : Outcome.HUNG_UP;
  }

  private Optional<Signal> spam(Entity account, DmActivity call, StrangersCalled state) {
    long at = call.at();
    long fast = state.unwelcomeInWindow(at);
    long unanswered = state.count(at, Outcome.UNANSWERED);
    long hungUp = state.count(at, Outcome.HUNG_UP);
    long listened = state.count(at, Outcome.LISTENED);
    long slow = unanswered + hungUp;
    boolean isFast = fast >= minStrangers + listenerWeight * listened;
    boolean isSlow = slow >= minStrangersSlow + listenerWeight * listened;
    if (!(isFast || isSlow) || !state.told.isReached(slow, 1, at)) {
      return Optional.empty();
    }
    state.told.set(slow, at);
    long strangers = isFast ? fast : slow;
    long threshold = (isFast ? minStrangers : minStrangersSlow) + listenerWeight * listened;
    Duration window = settings.get(isFast ? WINDOW : SLOW_WINDOW);
    return Optional.of(
        Signal.of(profile().id(), SPAM, account)
            .at(at)
            .confidence(confidence(strangers, threshold))
            .because(
                Condition.atLeast(
                    "strangers who did not want the call, within " + Figures.of(window),
                    strangers,
                    threshold,
                    "strangers"),
                Condition.fact(
                    "strangers who listened within " + Figures.of(settings.get(SLOW_WINDOW)),
                    Long.toString(listened),
                    "any; each makes the threshold higher by " + listenerWeight))
            .quoting(state.trail, slow)
            .note(
                "%d refused or did not answer, %d hung up at once, %d listened"
                    .formatted(unanswered, hungUp, listened))
            .build());
  }

  /** Surer the further above the threshold, which holds what speaks for the account. */
  private static int confidence(long strangers, long threshold) {
    return Confidence.of(65).perDoubling(12, strangers, threshold).atMost(95);
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    Duration within = settings.get(SLOW_WINDOW);
    return List.of(Sequence.named("goes-on").firstUnmatched(SPAM).times(TIMES).within(within));
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    Signal spam = match.last();
    String account = spam.subject().id();
    String goesOn =
        match.isSequence() ? " It has gone on and grown twice since it was noticed." : "";
    return Optional.of(
        Finding.of(
            match,
            match.isSequence() ? Severity.MEDIUM : Severity.LOW,
            Math.min(98, spam.confidence() + (match.isSequence() ? 10 : 0)),
            "Spam calls by account " + account,
            "Account %s called strangers for %s, and hardly anybody wanted it: %s.%s"
                .formatted(
                    account,
                    Figures.of(Duration.ofMillis(spam.at() - spam.firstSeenAt())),
                    spam.note(),
                    goesOn),
            List.of(
                "Stop account %s from calling people who do not know it.".formatted(account),
                "Look at what those called have reported, and whether it asked for money or codes.",
                "Look for accounts made at the same time or on the same device that do the same.",
                "If it is a known caller, such as a charity, agree with it on fewer calls.")));
  }
}
