package io.leakwatch.detectors.distributedstuffing;

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
          .needs("Nothing says that it came from many addresses.", Field.LOGIN_IP)
          .betterWith(
              "An account that opens is not noticed, and what everybody uses looks like an"
                  + " attack.",
              Occurrence.LOGIN_SUCCEEDED)
          .betterWith(
              "A way in by a key, a token or another service looks like a guess that fits.",
              Field.LOGIN_METHOD)
          .betterWith(
              "Who is signed in behind an address is not known, and customers look like"
                  + " attackers.",
              Occurrence.TOKEN_REFRESH)
          .betterWith(
              "Attempts of one program are not known from those of others.", Field.LOGIN_USER_AGENT)
          .betterWith(
              "Attempts from one operator's network are not known from those of others.",
              Field.LOGIN_ASN)
          .betterWith(
              "Old clients that fail after a change of the platform look like an attack.",
              Field.LOGIN_DEVICE);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "distributed-stuffing",
          2,
          "Distributed stuffing",
          "Logins to many accounts fail from many addresses, a few from each. They share one"
              + " fingerprint or one IPv6 site, or are far more than usual in the whole service.",
          List.of(SubjectType.FINGERPRINT, SubjectType.ADDRESS, SubjectType.SERVICE),
          Severity.MEDIUM,
          List.of("T1110.004"),
          List.of(DetectorProfile.LOGIN_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(1))
          .between(Duration.ofMinutes(10), Duration.ofHours(6))
          .because(
              "How far back failures count. Real botnets made up to eleven attempts an hour from"
                  + " each address. Limits for single addresses look at an hour, too.");

  static final Option<Integer> MIN_ADDRESSES =
      Option.whole("min-addresses", 8, "addresses")
          .between(3, 100_000)
          .because(
              "Addresses that share a fingerprint and from which nobody got in. A household or a"
                  + " small office has one address. Proxies and botnets have dozens.");

  static final Option<Integer> MIN_ACCOUNTS =
      Option.whole("min-accounts", 15, "accounts")
          .between(5, 100_000)
          .because(
              "Accounts that failed with that fingerprint and that nobody got into since. The"
                  + " number is that of credential-stuffing for one address.");

  static final Option<Integer> HALF_KNOWN_FACTOR =
      Option.whole("half-known-factor", 3, "times")
          .between(1, 100)
          .because(
              "How many times as many addresses and accounts must fail if the events say only the"
                  + " program or only the operator. All people of an operator have such a"
                  + " fingerprint, or all with a program, and after an outage dozens of them fail.");

  static final Option<Integer> MAX_ATTEMPTS_PER_ADDRESS =
      Option.whole("max-attempts-per-address", 12, "attempts")
          .between(1, 1_000)
          .because(
              "Up to this many attempts an address counts as quiet. Four in five addresses must be"
                  + " quiet. Each louder address raises its own credential-stuffing alert.");

  static final Option<Double> MIN_FAILING_SHARE =
      Option.number("min-failing-share", 0.6, "")
          .between(0.0, 1.0)
          .because(
              "Share of failing accounts among all accounts with the fingerprint. With a popular"
                  + " browser at a large carrier hundreds of honest people fail, but more than nine"
                  + " in ten get in.");

  static final Option<Integer> SERVICE_MIN_ACCOUNTS =
      Option.whole("service-min-accounts", 100, "accounts")
          .between(20, 10_000_000)
          .because(
              "Accounts that must fail in the whole service before an alert is raised for it. If"
                  + " fewer fail, growth may be chance.");

  static final Option<Integer> SERVICE_MIN_ADDRESSES =
      Option.whole("service-min-addresses", 50, "addresses")
          .between(10, 10_000_000)
          .because(
              "Failing addresses in the whole service. Even the smallest botnets for rent have"
                  + " more.");

  static final Option<Double> SERVICE_GROWTH =
      Option.number("service-growth", 2.0, "times")
          .between(1.2, 100.0)
          .because(
              "How many times as many accounts must fail as is usual at this hour. From one day to"
                  + " the next an hour differs by a third, seldom by a factor of two.");

  static final Option<Duration> SERVICE_LEARNING =
      Option.duration("service-learning", Duration.ofDays(1))
          .between(Duration.ofHours(3), Duration.ofDays(28))
          .because(
              "How long the detector watches the service before it raises an alert for it: a full"
                  + " day, so that it knows something about each hour.");

  static final Option<Double> SERVICE_MAX_KNOWN_SHARE =
      Option.number("service-max-known-share", 0.2, "")
          .between(0.0, 1.0)
          .because(
              "Largest share of known devices among those that fail. A larger share means that"
                  + " people fail who got in before, as after a bad deploy. Botnets send no device,"
                  + " or one never seen.");

  static final Option<Double> SERVICE_MIN_SUCCESS_SHARE =
      Option.number("service-min-success-share", 0.35, "")
          .between(0.0, 1.0)
          .because(
              "Smallest share of the usual number of successful logins in the last half hour. A"
                  + " smaller share means that logging in is broken. An attack does not reduce"
                  + " them.");

  static final Option<Duration> OPENED_WITHIN =
      Option.duration("opened-within", Duration.ofHours(3))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How long after the alert was raised or updated a successful login with the"
                  + " fingerprint counts as part of the attack. Attackers use or check hits within"
                  + " hours.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_ADDRESSES,
          MIN_ACCOUNTS,
          HALF_KNOWN_FACTOR,
          MAX_ATTEMPTS_PER_ADDRESS,
          MIN_FAILING_SHARE,
          SERVICE_MIN_ACCOUNTS,
          SERVICE_MIN_ADDRESSES,
          SERVICE_GROWTH,
          SERVICE_LEARNING,
          SERVICE_MAX_KNOWN_SHARE,
          SERVICE_MIN_SUCCESS_SHARE,
          OPENED_WITHIN);

  private Options() {}
}
