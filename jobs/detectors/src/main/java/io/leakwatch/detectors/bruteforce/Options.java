package io.leakwatch.detectors.bruteforce;

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
          .needs("There is nothing to count.", Occurrence.LOGIN_FAILED)
          .betterWith("A guess that fits is not noticed.", Occurrence.LOGIN_SUCCEEDED)
          .betterWith(
              "A way in by a key, a token or another service looks like a guess that fits.",
              Field.LOGIN_METHOD)
          .betterWith(
              "Who guesses is not known, and many guesses from home look like a stranger's.",
              Field.LOGIN_IP)
          .betterWith(
              "The owner who comes home looks like a stranger who got in.", Field.LOGIN_DEVICE)
          .betterWith(
              "Names that nobody has, challenges and faults of the platform count as guesses.",
              Field.LOGIN_FAILURE_REASON)
          .betterWith(
              "Where the owner usually is remains unknown while the session lasts.",
              Occurrence.TOKEN_REFRESH);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "brute-force",
          1,
          "Brute force",
          "Strangers guess one account's password, fast or from many addresses. More severe if one"
              + " of them then gets in.",
          List.of(SubjectType.ACCOUNT),
          Severity.MEDIUM,
          List.of("T1110.001"),
          List.of(DetectorProfile.LOGIN_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofMinutes(15))
          .between(Duration.ofMinutes(1), Duration.ofHours(2))
          .because(
              "The window in which fast guessing is noticed. In most products a lockout ends after"
                  + " a quarter of an hour, so this window holds a whole round of guesses.");

  static final Option<Integer> MIN_ATTEMPTS =
      Option.whole("min-attempts", 30, "attempts")
          .between(5, 100_000)
          .because(
              "Wrong attempts within the window, by strangers to the account. People who have"
                  + " forgotten a password try five to fifteen times. Programs do not get tired.");

  static final Option<Duration> SLOW_WINDOW =
      Option.duration("slow-window", Duration.ofDays(1))
          .between(Duration.ofHours(2), Duration.ofDays(7))
          .because("The window in which slow guessing from many addresses is noticed.");

  static final Option<Integer> MIN_ADDRESSES =
      Option.whole("min-addresses", 8, "addresses")
          .between(2, 1_000)
          .because(
              "Distinct unfamiliar addresses that guessed within the slow window. A traveller with"
                  + " a new phone fails from two or three, a proxy pool from dozens.");

  static final Option<Integer> MIN_ATTEMPTS_SLOW =
      Option.whole("min-attempts-slow", 20, "attempts")
          .between(5, 100_000)
          .because(
              "Wrong attempts from those addresses together. Leaked lists and infected routers try"
                  + " any one account only a few times a day, which is far less.");

  static final Option<Duration> OPENED_WITHIN =
      Option.duration("opened-within", Duration.ofHours(3))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How long after the alert was raised or updated a stranger's successful login counts"
                  + " as part of the attack. While the guessing grows, the alert is updated and"
                  + " this time starts again.");

  static final Option<Duration> FAMILIAR_FOR =
      Option.duration("familiar-for", Duration.ofDays(14))
          .between(Duration.ofDays(1), Duration.ofDays(60))
          .because(
              "How long a device or an address stays familiar after the account got in from it. A"
                  + " fortnight covers holidays. It costs some three dozen bytes for each"
                  + " account.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_ATTEMPTS,
          SLOW_WINDOW,
          MIN_ADDRESSES,
          MIN_ATTEMPTS_SLOW,
          OPENED_WITHIN,
          FAMILIAR_FOR);

  private Options() {}
}
