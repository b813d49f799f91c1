package io.leakwatch.detectors.passwordspraying;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.option.Option;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** Who the detector is, and what can be set about it. */
final class Options {

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "password-spraying",
          1,
          "Password spraying",
          "A few passwords are tried on many accounts over hours, slowly or in rounds; worse if"
              + " one then opens.",
          List.of(SubjectType.ADDRESS, SubjectType.FINGERPRINT),
          Severity.MEDIUM,
          List.of("T1110.003"),
          List.of(DetectorProfile.LOGIN_EVENTS));

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(12))
          .between(Duration.ofHours(2), Duration.ofDays(3))
          .because(
              "How far back attempts count. Whoever sprays waits for lockout counters to be reset,"
                  + " half an hour to some hours, so that half a day holds several rounds.");

  static final Option<Integer> MIN_ACCOUNTS =
      Option.whole("min-accounts", 8, "accounts")
          .between(3, 10_000)
          .because(
              "Accounts that were tried in two rounds or more, and always in vain. Common rule packs"
                  + " begin at eight; a household has fewer with an old password at once.");

  static final Option<Double> MIN_ROUNDS_SHARE =
      Option.number("min-rounds-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Share of the failing accounts that came round again. In a leaked list a few are tried"
                  + " twice in a row, across the border of two half-hours now and then.");

  static final Option<Integer> MIN_ACCOUNTS_SLOW =
      Option.whole("min-accounts-slow", 15, "accounts")
          .between(3, 10_000)
          .because(
              "Accounts that were tried in vain within the window, however seldom each. As many as"
                  + " make stuffing within an hour; the window is longer.");

  static final Option<Integer> FAST_ACCOUNTS =
      Option.whole("fast-accounts", 15, "accounts")
          .between(4, 10_000)
          .because(
              "So many different accounts within an hour are a list that is tried quickly, which the"
                  + " stuffing detectors tell. Only rounds are told here then.");

  static final Option<Double> MIN_FAILING_SHARE =
      Option.number("min-failing-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Failing accounts among all that were seen since the first failure. Behind a campus,"
                  + " a carrier or a service that polls for its customers most get in.");

  static final Option<Integer> MIN_ADDRESSES =
      Option.whole("min-addresses", 4, "addresses")
          .between(2, 1_000)
          .because(
              "Addresses that must share a fingerprint before it is told instead of an address. Of"
                  + " these, one in five may be busy enough to be told itself.");

  static final Option<Duration> OPENED_WITHIN =
      Option.duration("opened-within", Duration.ofHours(6))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How long after the spraying was told a success is part of it. The next round may be"
                  + " hours away, and it is the next password that opens an account.");

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
