package io.leakwatch.detectors.passwordspraying;

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
          .needs("Nothing says what came from one address or from many.", Field.LOGIN_IP)
          .betterWith(
              "An account that opens is not noticed, and a service of many customers looks"
                  + " like an attack.",
              Occurrence.LOGIN_SUCCEEDED)
          .betterWith(
              "A way in by a key, a token or another service looks like a guess that fits.",
              Field.LOGIN_METHOD)
          .betterWith(
              "One program behind many addresses stays unseen.",
              Field.LOGIN_USER_AGENT,
              Field.LOGIN_ASN);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
              "password-spraying",
              1,
              "Password spraying",
              "A few passwords are tried on many accounts over hours, slowly or in rounds. More severe"
                  + " if somebody then gets into one.",
              List.of(SubjectType.ADDRESS, SubjectType.FINGERPRINT),
              Severity.MEDIUM,
              List.of("T1110.003"),
              List.of(DetectorProfile.LOGIN_EVENTS),
              NEEDS)
          .covering("credential-stuffing");

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(12))
          .between(Duration.ofHours(2), Duration.ofDays(3))
          .because(
              "How far back attempts count. An attacker who sprays waits until lockout counters are"
                  + " reset, half an hour to some hours, so half a day holds several rounds.");

  static final Option<Integer> MIN_ACCOUNTS =
      Option.whole("min-accounts", 8, "accounts")
          .between(3, 10_000)
          .because(
              "Accounts that were tried in two rounds or more, always in vain. Common rule packs"
                  + " begin at eight. A household has fewer accounts that try an old password at"
                  + " the same time.");

  static final Option<Double> MIN_ROUNDS_SHARE =
      Option.number("min-rounds-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Share of the failing accounts that came round again. In a leaked list a few accounts"
                  + " are tried twice in a row, now and then across the border of two half-hours.");

  static final Option<Integer> MIN_ACCOUNTS_SLOW =
      Option.whole("min-accounts-slow", 15, "accounts")
          .between(3, 10_000)
          .because(
              "Accounts that were tried in vain within the window, however seldom each. The number"
                  + " is that of credential-stuffing within an hour, but the window is longer.");

  static final Option<Integer> FAST_ACCOUNTS =
      Option.whole("fast-accounts", 15, "accounts")
          .between(4, 10_000)
          .because(
              "This many different accounts within an hour are a list that is tried quickly. The"
                  + " stuffing detectors alert on that, and this one then alerts only on rounds.");

  static final Option<Double> MIN_FAILING_SHARE =
      Option.number("min-failing-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Share of failing accounts among all that were seen since the first failure. Behind a"
                  + " campus, a carrier or a service that polls for its customers most accounts get"
                  + " in.");

  static final Option<Integer> MIN_ADDRESSES =
      Option.whole("min-addresses", 4, "addresses")
          .between(2, 1_000)
          .because(
              "Addresses that must share a fingerprint before an alert is raised for the"
                  + " fingerprint. At most one in five of them may be busy enough for an alert of"
                  + " its own.");

  static final Option<Duration> OPENED_WITHIN =
      Option.duration("opened-within", Duration.ofHours(6))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How long after the alert was raised or updated a successful login counts as part of"
                  + " the attack. The next round may be hours away, and the next password may open"
                  + " an account.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_ACCOUNTS,
          MIN_ROUNDS_SHARE,
          MIN_ACCOUNTS_SLOW,
          FAST_ACCOUNTS,
          MIN_FAILING_SHARE,
          MIN_ADDRESSES,
          OPENED_WITHIN);

  private Options() {}
}
