package io.leakwatch.detectors.credentialstuffing;

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
          .needs("Nothing says what came from one address.", Field.LOGIN_IP)
          .betterWith(
              "An account that opens is not noticed, and a busy office looks like an attack.",
              Occurrence.LOGIN_SUCCEEDED)
          .betterWith(
              "A way in by a key, a token or another service looks like a guess that fits.",
              Field.LOGIN_METHOD);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "credential-stuffing",
          1,
          "Credential stuffing",
          "Logins to many accounts fail from one address, a few attempts for each. More severe if"
              + " one then succeeds.",
          List.of(SubjectType.ADDRESS),
          Severity.MEDIUM,
          List.of("T1110.004"),
          List.of(DetectorProfile.LOGIN_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(1))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How far back attempts count. An hour catches one attempt every four minutes. Lists"
                  + " are rarely tried more slowly from one address, because addresses get"
                  + " blocked.");

  static final Option<Integer> MIN_ACCOUNTS =
      Option.whole("min-accounts", 15, "accounts")
          .between(3, 100_000)
          .because(
              "Distinct accounts on which every attempt from the address failed. Shared households"
                  + " and small offices stay below ten. Common rule packs start at 15.");

  static final Option<Integer> MAX_ATTEMPTS_PER_ACCOUNT =
      Option.whole("max-attempts-per-account", 2, "attempts")
          .between(1, 50)
          .because(
              "Up to this many attempts an account counts as tried few times. A leaked list holds"
                  + " one password for each account, seldom two. More is guessing, not stuffing.");

  static final Option<Double> MIN_FEW_ATTEMPTS_SHARE =
      Option.number("min-few-attempts-share", 0.8, "")
          .between(0.0, 1.0)
          .because(
              "Share of the failing accounts that were tried few times. It is not 1, because lists"
                  + " hold a few accounts two or three times.");

  static final Option<Double> MIN_FAILING_SHARE =
      Option.number("min-failing-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Share of failing accounts among all accounts seen at the address. Behind a campus or"
                  + " a carrier most accounts get in, and mistyped passwords are a few percent.");

  static final Option<Duration> OPENED_WITHIN =
      Option.duration("opened-within", Duration.ofHours(3))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How long after the alert was raised or updated a successful login from the address"
                  + " counts as part of the attack. Attackers use or check hits within hours.");

  static final Option<Duration> FAMILIAR_FOR =
      Option.duration("familiar-for", Duration.ofDays(1))
          .between(Duration.ofHours(1), Duration.ofDays(30))
          .because(
              "An account that got in from the address this recently belongs there. A day covers"
                  + " people who log in daily. A longer time costs state for every address.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_ACCOUNTS,
          MAX_ATTEMPTS_PER_ACCOUNT,
          MIN_FEW_ATTEMPTS_SHARE,
          MIN_FAILING_SHARE,
          OPENED_WITHIN,
          FAMILIAR_FOR);

  private Options() {}
}
