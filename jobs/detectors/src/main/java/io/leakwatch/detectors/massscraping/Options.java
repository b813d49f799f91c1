package io.leakwatch.detectors.massscraping;

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
          .needs("Reads are not known from other calls.", Field.API_OPERATION)
          .needs(
              "There is nothing to count.",
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT)
          .needs("Reads of people's data are not known from others.", Field.API_RESOURCE)
          .needs("How many people were read is not known.", Field.API_TARGET)
          .needs("Who reads is not known.", Field.API_CLIENT, Field.API_ACCOUNT, Field.API_IP)
          .betterWith("Which app reads is not known.", Field.API_CLIENT)
          .betterWith(
              "Your own clients, which everybody shares, look like one reader.",
              Field.API_CLIENT_KIND)
          .betterWith(
              "Who reads through a client of yours is not known, and busy apps look like"
                  + " scrapers.",
              Field.API_ACCOUNT)
          .betterWith("Who reads without a login is not known.", Field.API_IP)
          .betterWith(
              "Calls that were refused count like those that were answered.", Field.API_STATUS)
          .betterWith("Many people behind one address look like one reader.", Field.API_USER_AGENT);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "mass-scraping",
          2,
          "Mass scraping",
          "One app, account or address reads the data of far more people than it should.",
          List.of(SubjectType.CLIENT, SubjectType.ACCOUNT, SubjectType.ADDRESS),
          Severity.MEDIUM,
          List.of("T1213", "T1119"),
          List.of(DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofMinutes(10))
          .between(Duration.ofMinutes(1), Duration.ofHours(2))
          .because(
              "The window in which a fast scraper is noticed. Scraping in three windows in a row is"
                  + " sustained. The slow window is six times as long.");

  static final Option<Integer> MIN_TARGETS =
      Option.whole("min-targets", 100, "targets")
          .between(10, 1_000_000)
          .because(
              "Distinct people whose data is read within the window by one app, or by one address"
                  + " without an account. A loud scraper reads two a second. A hundred in ten"
                  + " minutes is one every six seconds, without a pause.");

  static final Option<Integer> MIN_TARGETS_SLOW =
      Option.whole("min-targets-slow", 300, "targets")
          .between(10, 1_000_000)
          .because(
              "The same over six windows: five a minute for an hour. This finds a reader that"
                  + " pauses to stay below the fast threshold.");

  static final Option<Integer> ACCOUNT_FACTOR =
      Option.whole("account-factor", 4, "times")
          .between(1, 100)
          .because(
              "How many times as much a person's own account may read. Rich first-party clients"
                  + " load forty objects a page, and four hundred in ten minutes are ten pages.");

  static final Option<Integer> MIN_TARGETS_PER_READER =
      Option.whole("min-targets-per-reader", 30, "targets")
          .between(1, 100_000)
          .because(
              "Distinct people whose data is read for each account an app acts for, or for each"
                  + " user agent behind an address. A popular app reads much, but little for each"
                  + " of its users.");

  static final Option<Integer> MIN_READS_ELSEWHERE =
      Option.whole("min-reads-elsewhere", 20, "reads")
          .between(1, 100_000)
          .because(
              "Reads from a network that the reader had not used before the scraping was noticed."
                  + " Loading one page makes fewer, going on with the list makes more.");

  static final Option<Integer> BEYOND_PAST =
      Option.whole("beyond-past", 6, "times")
          .between(2, 1_000)
          .because(
              "How many times what an account usually reads in an hour counts as far more, if it"
                  + " comes from a network that the account never used. People differ from one"
                  + " evening to the next by a factor of two or three.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_TARGETS,
          MIN_TARGETS_SLOW,
          ACCOUNT_FACTOR,
          MIN_TARGETS_PER_READER,
          MIN_READS_ELSEWHERE,
          BEYOND_PAST);

  private Options() {}
}
