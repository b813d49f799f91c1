package io.leakwatch.detectors.impossibletravel;

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
          .needs("There is nothing to compare.", Occurrence.LOGIN_SUCCEEDED)
          .needs(
              "Nothing says how far apart two logins are, unless --geoip-city does.",
              Field.LOGIN_GEO)
          .betterWith(
              "That the owner is locked out afterwards is not known.",
              Occurrence.PASSWORD_CHANGE,
              Occurrence.EMAIL_CHANGE,
              Occurrence.PHONE_CHANGE,
              Occurrence.MFA_DISABLE)
          .betterWith(
              "A traveller with the usual device is not known from a thief.", Field.LOGIN_DEVICE)
          .betterWith(
              "Mobile networks and VPNs that change their place look like travels.",
              Field.LOGIN_ASN)
          .betterWith(
              "An address that is placed now here, now there looks like a travel.", Field.LOGIN_IP);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "impossible-travel",
          1,
          "Impossible travel",
          "Two successful logins of one account are too far apart for the time between them.",
          List.of(SubjectType.ACCOUNT),
          Severity.MEDIUM,
          List.of("T1078"),
          List.of(DetectorProfile.LOGIN_EVENTS),
          NEEDS);

  static final Option<Integer> MAX_SPEED =
      Option.whole("max-speed", 1000, "km/h")
          .between(100, 10_000)
          .because(
              "The fastest that a person can travel between two logins. Airliners cruise at 800 to"
                  + " 930 km/h over ground, and a little faster with a jet stream behind them.");

  static final Option<Integer> MIN_DISTANCE =
      Option.whole("min-distance", 500, "km")
          .between(50, 20_000)
          .because(
              "Shorter jumps are ignored. Positions of addresses are often wrong by a few hundred"
                  + " kilometres, above all inside one country.");

  static final Option<Integer> ASSUMED_ACCURACY =
      Option.whole("assumed-accuracy", 50, "km")
          .between(0, 5_000)
          .because("Radius assumed for a position that has none. City databases give 5 to 100.");

  static final Option<Integer> COARSE_ACCURACY =
      Option.whole("coarse-accuracy", 200, "km")
          .between(10, 5_000)
          .because(
              "From this radius on a position is a region or a country, not a place. Databases give"
                  + " such a radius for mobile carriers, and country-level databases for"
                  + " everything.");

  static final Option<List<Integer>> WIDE_NETWORKS =
      Option.wholes("wide-networks", WideNetworks.NUMBERS, "ASN")
          .because(
              "Operators whose addresses say little about where their users are: VPNs and relays,"
                  + " satellite, in-flight. A jump from or to them has a lower confidence.");

  static final Option<Integer> MIN_CONFIDENCE =
      Option.whole("min-confidence", 50, "percent")
          .between(1, 100)
          .because(
              "Below this confidence no alert is raised. From here to 59 the alert is LOW, from 60"
                  + " on MEDIUM.");

  static final Option<Duration> BASELINE_FOR =
      Option.duration("baseline-for", Duration.ofDays(1))
          .between(Duration.ofHours(1), Duration.ofDays(30))
          .because(
              "How long later logins are compared with a trusted one. At 1000 km/h every place on"
                  + " earth is within 20 hours, so an older login proves nothing.");

  static final Option<Duration> REMEMBER_FOR =
      Option.duration("remember-for", Duration.ofDays(7))
          .between(Duration.ofHours(1), Duration.ofDays(90))
          .because(
              "How long the account's devices and roaming networks are remembered, and how long a"
                  + " doubted place cannot become its baseline. A week includes a weekend.");

  static final Option<Duration> CHANGE_WITHIN =
      Option.duration("change-within", Duration.ofHours(1))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How long after the jump a change of password, e-mail, phone or second factor makes"
                  + " the alert CRITICAL. Intruders lock the owner out within minutes.");

  static final Option<Integer> CROWD =
      Option.whole("crowd", 6, "accounts")
          .between(2, 1000)
          .because(
              "An address that this many accounts used within a day is shared: a company's VPN, a"
                  + " carrier, a campus. A jump from or to it raises no alert. Few households are"
                  + " larger than five.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          MAX_SPEED,
          MIN_DISTANCE,
          ASSUMED_ACCURACY,
          COARSE_ACCURACY,
          WIDE_NETWORKS,
          MIN_CONFIDENCE,
          BASELINE_FOR,
          REMEMBER_FOR,
          CHANGE_WITHIN,
          CROWD);

  private Options() {}
}
