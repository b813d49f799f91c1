package io.leakwatch.detectors.bruteforce;

import io.leakwatch.detection.BreakIn;
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
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Strangers guess one account's password; then, perhaps, one of them gets in. */
public final class BruteForce implements Detector<Attempts> {

  private static final String GUESSED = "guessed";
  private static final String OPENED = "opened";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, BruteForce::new);

  private final Settings settings;
  private final BreakIn breakIn;
  private final int minAttempts;
  private final int minAddresses;
  private final int minAttemptsSlow;

  private BruteForce(Settings settings) {
    this.settings = settings;
    this.breakIn = new BreakIn(GUESSED, OPENED, settings.get(Options.OPENED_WITHIN));
    this.minAttempts = settings.get(Options.MIN_ATTEMPTS);
    this.minAddresses = settings.get(Options.MIN_ADDRESSES);
    this.minAttemptsSlow = settings.get(Options.MIN_ATTEMPTS_SLOW);
  }

  // Sensor

  @Override
  public List<Watch<?, Attempts>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, Login.class, BruteForce::isAttempt, this::failed),
        Watch.of(SubjectType.ACCOUNT, Login.class, Login::cameIn, this::cameIn));
  }

  /** Where there is no such account, nobody can get in. */
  private static boolean isAttempt(Login login) {
    return login.guessed() && login.failureReason() != FailureReason.UNKNOWN_ACCOUNT;
  }

  private void failed(Entity account, Login login, Attempts state, Signals out) {
    if (state.isFamiliar(login)) {
      return; // the owner, or a device of theirs that has an old password
    }
    state.failed(login, minAttempts, minAttemptsSlow, minAddresses);
    long at = login.at();
    long attempts = state.slow.total(at);
    if (!state.told.isReached(attempts, Math.min(minAttempts, minAttemptsSlow), at)) {
      return;
    }
    long fast = state.fast.total(at);
    long addresses = state.addresses.distinct(at);
    boolean isFast = fast >= minAttempts;
    if (isFast || (addresses >= minAddresses && attempts >= minAttemptsSlow)) {
      state.told.set(attempts, at);
      Duration window = settings.get(isFast ? Options.WINDOW : Options.SLOW_WINDOW);
      long counted = isFast ? fast : attempts;
      state.noticed(login, state.since(at, window), counted);
      out.emit(guessed(account, at, window, isFast, counted, addresses, state));
    }
  }

  @Override
  public Optional<Signal> report(Entity account, Attempts state, long at) {
    state.story.reported(at);
    return Optional.of(
        signal(account, at, state.story.extent(at).since(), state).asReport().build());
  }

  /** What all signals of guessing say, reports of what went on included. */
  private SignalBuilder signal(Entity account, long at, long since, Attempts state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(profile().id(), GUESSED, account)
        .at(at)
        .since(since)
        .because(attempts(inAll))
        .events(state.events.list(at))
        .account(account.id())
        .amounting(inAll);
  }

  private static Condition attempts(Extent inAll) {
    return Condition.figure("wrong attempts in all", inAll.events(), "attempts");
  }

  private Signal guessed(
      Entity account,
      long at,
      Duration window,
      boolean isFast,
      long attempts,
      long addresses,
      Attempts state) {
    String within = " within " + Figures.of(window);
    Condition count =
        Condition.atLeast(
                "wrong attempts by strangers" + within,
                attempts,
                isFast ? minAttempts : minAttemptsSlow,
                "attempts")
            .setBy(isFast ? Options.MIN_ATTEMPTS : Options.MIN_ATTEMPTS_SLOW);
    Condition sources =
        Condition.atLeast("unfamiliar addresses" + within, addresses, minAddresses, "addresses")
            .setBy(Options.MIN_ADDRESSES);
    Condition stranger =
        Condition.fact(
            "device or address that the account got in from within "
                + Figures.of(settings.get(Options.FAMILIAR_FOR)),
            "none of these",
            "none");
    return signal(account, at, state.since(at, window), state)
        .confidence(confidence(isFast, attempts, addresses))
        .because(isFast ? List.of(count, stranger) : List.of(count, sources, stranger))
        .build();
  }

  /** Surer with more attempts, and with more addresses. */
  private int confidence(boolean isFast, long attempts, long addresses) {
    return Confidence.of(isFast ? 70 : 75)
        .perDoubling(5, attempts, isFast ? minAttempts : minAttemptsSlow)
        .perDoubling(5, Math.max(addresses, minAddresses), minAddresses)
        .atMost(97);
  }

  private void cameIn(Entity account, Login login, Attempts state, Signals out) {
    boolean underAttack = state.told.told(login.at()) > 0;
    boolean guessedHere = state.hasGuessed(login);
    if (underAttack && login.openedByPassword() && (guessedHere || !state.isFamiliar(login))) {
      out.emit(opened(account, login, guessedHere, state));
      return; // nor is it learnt as the owner's
    }
    state.cameIn(login);
  }

  private Signal opened(Entity account, Login login, boolean guessedHere, Attempts state) {
    Extent inAll = state.story.extent(login.at());
    String familiarFor = Figures.of(settings.get(Options.FAMILIAR_FOR));
    String address = login.address() == null ? "an unknown address" : login.address();
    String notSeen = "on a device and from an address not seen within " + familiarFor;
    String who = address + ", " + (guessedHere ? "which had guessed" : notSeen);
    return breakIn
        .opened(profile().id(), account, login)
        .confidence(guessedHere ? 95 : 85)
        .because(Condition.fact("who got in", who, "an address that had guessed, or " + notSeen))
        .because(inAll.equals(Extent.NONE) ? List.of() : List.of(attempts(inAll)))
        .note(who)
        // Its one address is where the way in came from.
        .amounting(inAll.from(List.of(), inAll.sourceCount()))
        .seenIn(login)
        .build();
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return breakIn.sequences();
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return breakIn.finding(match, GuessingWords::guessed, GuessingWords::opened);
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Attempts newState() {
    return new Attempts(
        settings.get(Options.WINDOW),
        settings.get(Options.SLOW_WINDOW),
        settings.get(Options.FAMILIAR_FOR),
        staysOpen());
  }
}
