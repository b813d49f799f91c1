package io.leakwatch.detectors.mfafatigue;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Needs;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.detection.option.Option;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** Who the detector is, and what can be set about it. */
final class Options {

  private static final Needs NEEDS =
      Needs.NONE
          .needs("There is nothing to count.", Occurrence.CHALLENGE_FAILED, Occurrence.LOGIN_FAILED)
          .betterWith(
              "Challenges that nobody passes stay unseen, unless the login fails with them.",
              Occurrence.CHALLENGE_FAILED)
          .betterWith(
              "Where challenges have no events of their own, nothing is seen.",
              Occurrence.LOGIN_FAILED)
          .betterWith(
              "That a challenge is passed in the end is not noticed.", Occurrence.CHALLENGE_PASSED)
          .betterWith(
              "An owner who logs in with a passkey looks like one who gave in.", Field.LOGIN_METHOD)
          .betterWith(
              "Refusals are not known from wrong codes, nor from wrong passwords.",
              Field.LOGIN_FAILURE_REASON)
          .betterWith(
              "That a challenge was approved in the end is not noticed.",
              Occurrence.LOGIN_SUCCEEDED)
          .betterWith(
              "A login that passed the second factor is not known from others.", Field.LOGIN_MFA)
          .betterWith(
              "The owner's own app that renews its token looks like a stranger.",
              Occurrence.TOKEN_REFRESH)
          .betterWith("Where the challenges come from is not known.", Field.LOGIN_IP);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "mfa-fatigue",
          1,
          "MFA fatigue",
          "Second-factor challenges are refused, ignored or answered wrongly, one after another."
              + " More severe if one is then passed.",
          List.of(SubjectType.ACCOUNT),
          Severity.MEDIUM,
          List.of("T1621"),
          List.of(DetectorProfile.LOGIN_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofMinutes(15))
          .between(Duration.ofMinutes(1), Duration.ofHours(2))
          .because(
              "The window in which a burst of challenges is noticed. Common rule packs count"
                  + " refusals within ten minutes. A challenge that nobody answers takes a minute"
                  + " to run out.");

  static final Option<Integer> MIN_CHALLENGES =
      Option.whole("min-challenges", 7, "challenges")
          .between(3, 10_000)
          .because(
              "Challenges that failed within the window, for whatever reason; a refusal counts"
                  + " refusal-weight times. People whose phone has no network try three or four times, then do"
                  + " something else. Common rule packs begin at five refusals.");

  static final Option<Duration> SLOW_WINDOW =
      Option.duration("slow-window", Duration.ofHours(10))
          .between(Duration.ofMinutes(30), Duration.ofDays(2))
          .because(
              "The window in which a slow series is noticed. It is as long as a night and the"
                  + " evening before it.");

  static final Option<Integer> MIN_CHALLENGES_SLOW =
      Option.whole("min-challenges-slow", 10, "challenges")
          .between(3, 10_000)
          .because(
              "The same within the slow window: one an hour, or fewer if some are refused. An owner"
                  + " who has trouble twice in one day, with four tries each time, stays below"
                  + " this.");

  static final Option<Integer> REFUSAL_WEIGHT =
      Option.whole("refusal-weight", 2, "times")
          .between(1, 10)
          .because(
              "How many times a refusal counts. A phone that is off lets a challenge time out. To"
                  + " refuse one, the owner must look at it and not have asked for it.");

  static final Option<Duration> APPROVED_WITHIN =
      Option.duration("approved-within", Duration.ofMinutes(30))
          .between(Duration.ofMinutes(1), Duration.ofHours(10))
          .because(
              "An approval this soon after the last failed challenge belongs to the series,"
                  + " whatever device asked. An owner who gives in does so at the next challenge.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_CHALLENGES,
          SLOW_WINDOW,
          MIN_CHALLENGES_SLOW,
          REFUSAL_WEIGHT,
          APPROVED_WITHIN);

  private Options() {}
}
