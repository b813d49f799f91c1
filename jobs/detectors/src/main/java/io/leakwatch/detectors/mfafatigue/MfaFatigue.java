package io.leakwatch.detectors.mfafatigue;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
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
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One second-factor challenge after the other fails; then, perhaps, one does not. */
public final class MfaFatigue implements Detector<Challenges> {

  private static final String FATIGUE = "fatigue";
  private static final String APPROVED = "approved";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, MfaFatigue::new);

  private final Duration window;
  private final Duration slowWindow;
  private final int minChallenges;
  private final int minChallengesSlow;
  private final int refusalWeight;
  private final Duration approvedWithin;

  private MfaFatigue(Settings settings) {
    this.window = settings.get(Options.WINDOW);
    this.slowWindow = settings.get(Options.SLOW_WINDOW);
    this.minChallenges = settings.get(Options.MIN_CHALLENGES);
    this.minChallengesSlow = settings.get(Options.MIN_CHALLENGES_SLOW);
    this.refusalWeight = settings.get(Options.REFUSAL_WEIGHT);
    this.approvedWithin = settings.get(Options.APPROVED_WITHIN);
  }

  // Sensor

  @Override
  public List<Watch<?, Challenges>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, Login.class, MfaFatigue::isInVain, this::observeFailure),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT, Login.class, MfaFatigue::isApproval, this::observeApproval),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT,
            Login.class,
            login -> login.action() == LoginAction.TOKEN_REFRESH && login.succeeded(),
            (account, refresh, state, out) -> state.refreshed(refresh)));
  }

  /** A challenge that failed, whatever for, or a login that failed at its challenge. */
  private static boolean isInVain(Login login) {
    return login.failed()
        && (login.action() == LoginAction.MFA_CHALLENGE
            || (login.action() == LoginAction.LOGIN
                && (login.failureReason() == FailureReason.MFA_DENIED
                    || login.failureReason() == FailureReason.MFA_TIMEOUT)));
  }

  /** Whoever logs in with a passkey was asked for nothing else. */
  private static boolean isApproval(Login login) {
    return login.succeeded()
        && (login.action() == LoginAction.MFA_CHALLENGE
            || (login.action() == LoginAction.LOGIN
                && login.mfa()
                && login.method() != LoginMethod.PASSKEY));
  }

  private void observeFailure(Entity account, Login challenge, Challenges state, Signals out) {
    if (state.livesHere(challenge) || state.isSaidTwice(challenge)) {
      return; // an app that asks too often, on a device that is in already; or one challenge twice
    }
    long at = challenge.at();
    state.failed(
        challenge,
        () -> 2 * fast(state, at) >= minChallenges || 2 * slow(state, at) >= minChallengesSlow);
    fatigue(account, challenge, state).ifPresent(out::emit);
  }

  private int fast(Challenges state, long at) {
    return refusalWeight * state.refused(at) + state.ignored(at) + state.wrong(at);
  }

  private int slow(Challenges state, long at) {
    return refusalWeight * state.refusedSlow(at) + state.ignoredSlow(at) + state.wrongSlow(at);
  }

  private Optional<Signal> fatigue(Entity account, Login challenge, Challenges state) {
    long at = challenge.at();
    int refused = state.refusedSlow(at);
    int fast = fast(state, at);
    int slow = slow(state, at);
    boolean isFast = fast >= minChallenges;
    if (!(isFast || slow >= minChallengesSlow) || !state.told.isReached(slow, 1, at)) {
      return Optional.empty();
    }
    state.told.set(slow, at);
    state.fatiguedAt.set(at);
    long since = Math.max(state.since(), at - slowWindow.toMillis());
    state.noticed(challenge, since);
    boolean isWrongToo = state.wrongSlow(at) > 0;
    return Optional.of(
        signal(account, at, since, state)
            .confidence(
                confidence(
                    isFast ? fast : slow, isFast ? minChallenges : minChallengesSlow, refused))
            .because(
                isFast
                    ? enough(window, fast, isWrongToo, true)
                    : enough(slowWindow, slow, isWrongToo, false))
            .because(howTheyFailed(state, at))
            .build());
  }

  private List<Condition> howTheyFailed(Challenges state, long at) {
    String withinSlow = " within " + Figures.of(slowWindow);
    List<Condition> conditions = new ArrayList<>();
    conditions.add(
        Condition.figure("challenges refused" + withinSlow, state.refusedSlow(at), "challenges"));
    conditions.add(
        Condition.figure("challenges ignored" + withinSlow, state.ignoredSlow(at), "challenges"));
    if (state.wrongSlow(at) > 0) {
      conditions.add(
          Condition.figure(
              "challenges failed by a wrong code, or for no stated reason," + withinSlow,
              state.wrongSlow(at),
              "challenges"));
    }
    conditions.add(
        Condition.figure("devices that asked" + withinSlow, state.askers(at), "devices"));
    conditions.add(
        Condition.fact("session of the account on a device that asked", "none seen", "none"));
    return conditions;
  }

  @Override
  public Optional<Signal> report(Entity account, Challenges state, long at) {
    state.story.reported(at);
    return Optional.of(
        signal(account, at, state.story.extent(at).since(), state).asReport().build());
  }

  /** What all signals of a series say, reports of what went on included. */
  private SignalBuilder signal(Entity account, long at, long since, Challenges state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(profile().id(), FATIGUE, account)
        .at(at)
        .since(since)
        .because(challenges(inAll))
        .events(state.events.list(at))
        .account(account.id())
        .note(state.areCodesGuessed(at) ? FatigueWords.GUESSED : "")
        .amounting(inAll);
  }

  private static Condition challenges(Extent inAll) {
    return Condition.figure("challenges in vain in all", inAll.events(), "challenges");
  }

  private Condition enough(Duration within, int observed, boolean isWrongToo, boolean isFast) {
    return Condition.atLeast(
            "challenges refused (each counts %d)%s within %s"
                .formatted(
                    refusalWeight,
                    isWrongToo ? ", ignored or failed otherwise" : " or ignored",
                    Figures.of(within)),
            observed,
            isFast ? minChallenges : minChallengesSlow,
            "challenges")
        .setBy(isFast ? Options.MIN_CHALLENGES : Options.MIN_CHALLENGES_SLOW);
  }

  /** Surer with more challenges, and once somebody looked at them and refused. */
  private static int confidence(int observed, int threshold, int refused) {
    int refusedAgain = refused >= 2 ? 10 : 0;
    return Confidence.of(60 + refusedAgain).perDoubling(10, observed, threshold).atMost(95);
  }

  private void observeApproval(Entity account, Login login, Challenges state, Signals out) {
    long at = login.at();
    if (!state.fatiguedAt.isWithin(at) || state.livesHere(login)) {
      return;
    }
    boolean hadAsked = state.hadAsked(login);
    long sinceFailure = state.sinceLastFailure(at);
    if ((hadAsked || sinceFailure <= approvedWithin.toMillis()) && state.approved(at)) {
      out.emit(approved(account, login, hadAsked, sinceFailure, state));
    }
  }

  private Signal approved(
      Entity account, Login login, boolean hadAsked, long sinceFailure, Challenges state) {
    Extent inAll = state.story.extent(login.at());
    String address = login.address() == null ? "an unknown address" : login.address();
    return Signal.of(profile().id(), APPROVED, account)
        .at(login.at())
        .confidence(hadAsked ? 90 : 80)
        .because(
            Condition.fact(
                    "second factor given",
                    (hadAsked
                            ? "to a device that had asked in vain, at "
                            : Figures.of(Duration.ofMillis(sinceFailure))
                                + " after one in vain, at ")
                        + address,
                    "to such a device, or within " + Figures.of(approvedWithin))
                .setBy(Options.APPROVED_WITHIN))
        .because(inAll.equals(Extent.NONE) ? List.of() : List.of(challenges(inAll)))
        // Its one address is where the way in came from.
        .amounting(inAll.from(List.of(), inAll.sourceCount()))
        .seenIn(login)
        .events(login.eventId())
        .account(account.id())
        .note(address)
        .entering(account.id())
        .build();
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return List.of(
        Sequence.named("fatigue-then-approved").first(FATIGUE).then(APPROVED).within(slowWindow));
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    if (match.isSequence()) {
      return Optional.of(FatigueWords.approved(match));
    }
    return match.last().is(FATIGUE) ? Optional.of(FatigueWords.fatigue(match)) : Optional.empty();
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Challenges newState() {
    return new Challenges(window, slowWindow, staysOpen());
  }
}
