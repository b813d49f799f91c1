package io.leakwatch.detectors.excessiveappaccess;

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
          .needs("Which app reads is not known.", Field.API_CLIENT)
          .needs("Other people's apps are not known from your own clients.", Field.API_CLIENT_KIND)
          .needs("Reads are not known from other calls.", Field.API_OPERATION)
          .needs(
              "There is nothing to count.",
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT)
          .needs("What is read is not known.", Field.API_RESOURCE)
          .betterWith("How many people an app reads for is not known.", Field.API_ACCOUNT)
          .betterWith("How many people an app reads about is not known.", Field.API_TARGET)
          .betterWith(
              "That an app reads a class of data for the first time is not known.",
              Field.API_DATA_CLASSES)
          .betterWith("How much an app took is not known.", Field.API_RECORDS)
          .betterWith(
              "Calls that were refused count like those that were answered.", Field.API_STATUS);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "excessive-app-access",
          1,
          "Excessive app access",
          "A third-party app reads far more accounts than usual, or a kind of data that it never"
              + " read before.",
          List.of(SubjectType.CLIENT),
          Severity.MEDIUM,
          List.of("T1528", "T1213"),
          List.of(DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Duration> LEARNING =
      Option.duration("learning", Duration.ofHours(24))
          .between(Duration.ofHours(6), Duration.ofDays(28))
          .because(
              "How long the detector only learns what an app does. Whatever the app does in this"
                  + " time counts as its past, and no alert is raised. A day, so that each hour of"
                  + " the day was seen once.");

  static final Option<Double> FACTOR =
      Option.number("factor", 4, "times")
          .between(1.5, 1000.0)
          .because(
              "How many times as many accounts as usual. Good apps have days with twice and three"
                  + " times their usual number. What they do for newcomers does not count.");

  static final Option<Integer> MIN_ACCOUNTS =
      Option.whole("min-accounts", 100, "accounts")
          .between(10, 10_000_000)
          .because(
              "Accounts read within an hour, without those that newcomers bring, below which no"
                  + " alert is raised. Small figures soon reach four times the usual, and a hundred"
                  + " is a leak to report.");

  static final Option<Integer> MIN_NEW_CLASS_ACCOUNTS =
      Option.whole("min-new-class-accounts", 20, "accounts")
          .between(2, 1_000_000)
          .because(
              "Accounts for which the app read, within six hours, a class of data that it never"
                  + " read before. Makers try a feature on a handful of accounts of their own.");

  static final Option<Double> MIN_NEW_CLASS_SHARE =
      Option.number("min-new-class-share", 0.5, "")
          .between(0.05, 1.0)
          .because(
              "Share of the app's users of those six hours for whom it reads the new class, unless"
                  + " it is other people's data. People who are asked for permission give it one by"
                  + " one. An attacker with stored tokens asks nobody.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(LEARNING, FACTOR, MIN_ACCOUNTS, MIN_NEW_CLASS_ACCOUNTS, MIN_NEW_CLASS_SHARE);

  private Options() {}
}
