package io.leakwatch.detectors.sessionhijack;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.state.SessionUses.Return;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Source;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One session is used by two clients in two networks, back and forth: a copy of it was stolen.
 *
 * <p>It watches accounts, and raises alerts about their sessions. An account has few sessions, and
 * its events arrive here anyway, so sessions cost neither a key nor a shuffle of their own.
 */
public final class SessionHijack implements Detector<Sessions> {

  private static final String SHARED = "shared";
  private static final String SURE = "surely-shared";
  private static final int NOT_MODIFIED = 304;

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, SessionHijack::new);

  private final Duration within;
  private final int minReturns;
  private final int minReturnsOfDevices;
  private final int minReturnsSure;

  private SessionHijack(Settings settings) {
    this.within = settings.get(Options.WITHIN);
    this.minReturns = settings.get(Options.MIN_RETURNS);
    this.minReturnsOfDevices = settings.get(Options.MIN_RETURNS_OF_DEVICES);
    this.minReturnsSure = settings.get(Options.MIN_RETURNS_SURE);
  }

  // Sensor

  @Override
  public List<Watch<?, Sessions>> watches() {
    return List.of(
        Watch.of(
            SubjectType.ACCOUNT,
            Login.class,
            SessionHijack::isUse,
            (account, login, state, out) -> {
              long device = Hashes.of(login.device());
              observe(account, login, login.userAgentHash(), device, state, out);
            }),
        Watch.of(
            SubjectType.ACCOUNT,
            ApiCall.class,
            SessionHijack::isUse,
            (account, call, state, out) ->
                observe(account, call, call.userAgentHash(), 0, state, out)));
  }

  private static boolean isUse(Login login) {
    return login.session() != null && login.cameIn();
  }

  /**
   * Whatever is answered within a session shows where it is used: a thief is after people's data,
   * but its owner reads timelines. That nothing has changed since is an answer too.
   */
  private static boolean isUse(ApiCall call) {
    return call.session() != null
        && call.clientKind() != ClientKind.THIRD_PARTY
        && (call.answered() || call.status() == NOT_MODIFIED);
  }

  private void observe(
      Entity account, Activity use, long userAgent, long device, Sessions state, Signals out) {
    Return back = state.use(use, userAgent, device);
    if (back == null) {
      return;
    }
    state.events.add(use.eventId(), use.at());
    int enough = back.differentDevices() ? minReturnsOfDevices : minReturns;
    if (back.returns() >= enough && isWorthTelling(back, enough)) {
      out.emit(signal(account, use, back, enough, state));
    }
  }

  /** Whether it is worth an alert: at its threshold, and each time it has doubled. */
  private boolean isWorthTelling(Return back, int enough) {
    return back.returns() == enough
        || back.returns() == minReturnsSure
        || Integer.bitCount(back.returns()) == 1;
  }

  private Signal signal(Entity account, Activity use, Return back, int enough, Sessions state) {
    boolean devices = back.differentDevices();
    List<Source> sides = state.sides(back, use.at());
    int surer = (devices ? 80 : 60) + 4 * (back.returns() - enough);
    return Signal.of(
            profile().id(),
            devices || back.returns() >= minReturnsSure ? SURE : SHARED,
            new Entity(SubjectType.SESSION, use.session()))
        .at(use.at())
        .since(back.since())
        .confidence(Math.min(97, surer))
        .because(
            Condition.atLeast(
                    "times the session went back to a client used before",
                    back.returns(),
                    enough,
                    "returns")
                .setBy(devices ? Options.MIN_RETURNS_OF_DEVICES : Options.MIN_RETURNS),
            Condition.fact(
                "clients",
                devices ? "on different devices" : "with different user agents",
                "not one and the same"),
            Condition.fact(
                "operators",
                Sessions.name(back.network()) + " and " + Sessions.name(back.otherNetwork()),
                "none that both clients used"))
        .events(state.events.list(use.at()))
        .account(account.id())
        .amounting(Extent.of(use).and(Extent.of(sides)).withoutData())
        .note(
            "%s over %s and one over %s"
                .formatted(
                    devices ? "a client on one device" : "a client",
                    Sessions.side(back.network(), sides),
                    Sessions.side(back.otherNetwork(), sides)))
        .entering(account.id())
        .build();
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    Signal back = match.last();
    String account = back.accounts().get(0);
    String session = match.subject().id();
    return Optional.of(
        Finding.of(
            match,
            back.is(SURE) ? Severity.HIGH : Severity.MEDIUM,
            back.confidence(),
            "A session of " + account + " is used in two places",
            "Session %s of %s was used in turns by %s, for %s. One of the two has a copy of it."
                .formatted(
                    session,
                    account,
                    back.note(),
                    Figures.of(Duration.ofMillis(back.at() - back.firstSeenAt()))),
            List.of(
                "End session " + session + " and every other session of " + account + ".",
                "Have the password changed from a clean device. Whatever steals sessions steals"
                    + " passwords too.",
                "List what the session read, changed or exported since "
                    + Instant.ofEpochMilli(back.firstSeenAt())
                    + ".",
                "Tell the owner to look for malware and for pages that asked them to log in.")));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Sessions newState() {
    return new Sessions(within);
  }
}
