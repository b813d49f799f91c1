package io.leakwatch.detectors.contactprobing;

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
          .needs(
              "There is nothing to count.",
              Occurrence.SEARCH,
              Occurrence.WRITE,
              Occurrence.SUGGESTION_SHOWN)
          .betterWith(
              "Numbers and addresses that are looked up one by one stay unseen.", Occurrence.SEARCH)
          .betterWith(
              "Address books that are uploaded again and again stay unseen.", Occurrence.WRITE)
          .betterWith(
              "Strangers who are collected from suggestions stay unseen.",
              Occurrence.SUGGESTION_SHOWN)
          .betterWith("Look-ups and uploads are not known from other calls.", Field.API_OPERATION)
          .betterWith("Look-ups of contacts are not known from other searches.", Field.API_RESOURCE)
          .betterWith(
              "Which number was looked up is not known, so nothing looks like a range.",
              Field.API_TARGET)
          .betterWith("Look-ups through a client of your own belong to nobody.", Field.API_ACCOUNT)
          .betterWith(
              "Look-ups by an app that names no account belong to nobody.", Field.API_CLIENT)
          .betterWith("Your own clients look like other people's apps.", Field.API_CLIENT_KIND)
          .betterWith(
              "An ordinary address book looks like a list that is tried.", Field.API_RECORDS)
          .betterWith(
              "Look-ups that were refused count like those that were answered.", Field.API_STATUS)
          .betterWith(
              "Strangers among the suggestions are not known from friends of friends.",
              Field.DM_MUTUAL_CONTACTS)
          .betterWith("Whom a suggestion showed is not known.", Field.DM_PEER);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "contact-probing",
          1,
          "Contact probing",
          "Somebody tries phone numbers or e-mail addresses, or collects strangers, to find out who"
              + " is behind them.",
          List.of(SubjectType.ACCOUNT, SubjectType.CLIENT),
          Severity.MEDIUM,
          List.of("T1589"),
          List.of(DetectorProfile.API_EVENTS, DetectorProfile.DM_METADATA_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofDays(1))
          .between(Duration.ofHours(1), Duration.ofDays(3))
          .because(
              "How far back look-ups, uploads and suggestions count. A day shows patient probers"
                  + " too. An address book that is synchronised again adds nothing.");

  static final Option<Integer> MIN_NUMBERS =
      Option.whole("min-numbers", 150, "numbers")
          .between(20, 100_000)
          .because(
              "Distinct numbers or addresses looked up before a low share of hits counts. With this"
                  + " many, chance makes less than one real address book in a thousand look like a"
                  + " list of misses.");

  static final Option<Double> MAX_HIT_SHARE =
      Option.number("max-hit-share", 0.12, "")
          .between(0.0, 1.0)
          .because(
              "Share of the numbers that belong to somebody. Of generated US numbers about one in"
                  + " ten was found on the largest messenger, and fewer than one in a hundred on a"
                  + " smaller one (Hagen et al., All the Numbers are US, NDSS 2021). Of a real"
                  + " address book it is a quarter to a half.");

  static final Option<Integer> MIN_IN_RUNS =
      Option.whole("min-in-runs", 50, "numbers")
          .between(10, 100_000)
          .because(
              "Distinct phone numbers close to one looked up shortly before, no matter to whom they"
                  + " belong. An office in somebody's address book has twenty or thirty"
                  + " extensions.");

  static final Option<Double> MIN_RUN_SHARE =
      Option.number("min-run-share", 0.6, "")
          .between(0.0, 1.0)
          .because(
              "Share of such numbers among all looked up. An address book with an office in it has"
                  + " friends and plumbers too. A range that is tried number by number has not.");

  static final Option<Integer> RUN_DISTANCE =
      Option.whole("run-distance", 100, "numbers")
          .between(1, 100_000)
          .because(
              "How close two numbers must be to form a run. Probers shuffle numbers, because strict"
                  + " order is easily refused. Within a block of a thousand this distance still"
                  + " finds the run.");

  static final Option<Integer> LARGEST_ADDRESS_BOOK =
      Option.whole("largest-address-book", 2_000, "numbers")
          .between(100, 1_000_000)
          .because(
              "Distinct numbers for each account, whatever the share of hits. People do not have"
                  + " this many. This finds a stolen list that is being checked, in which many"
                  + " numbers are hits.");

  static final Option<Integer> MIN_STRANGERS =
      Option.whole("min-strangers", 60, "accounts")
          .between(10, 100_000)
          .because(
              "Distinct accounts without a mutual contact that are suggested to one account. A"
                  + " newcomer without contacts is shown five to thirty.");

  static final Option<Integer> MIN_STRANGERS_UPLOADED =
      Option.whole("min-strangers-uploaded", 20, "accounts")
          .between(5, 100_000)
          .because(
              "The same if contacts were uploaded as well: the strangers are then what was"
                  + " uploaded. People in one address book know each other. The owners of generated"
                  + " numbers do not.");

  static final Option<Integer> MIN_UPLOADS =
      Option.whole("min-uploads", 10, "uploads")
          .between(1, 10_000)
          .because(
              "Uploads of contacts from which min-strangers-uploaded applies. An address book of"
                  + " two thousand is uploaded in ten batches of two hundred.");

  static final Option<Double> MIN_STRANGER_SHARE =
      Option.number("min-stranger-share", 0.8, "")
          .between(0.0, 1.0)
          .because(
              "Share of strangers among the suggestions. Somebody who scrolls through suggestions"
                  + " all evening sees many strangers, but even more friends of friends.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_NUMBERS,
          MAX_HIT_SHARE,
          MIN_IN_RUNS,
          MIN_RUN_SHARE,
          RUN_DISTANCE,
          LARGEST_ADDRESS_BOOK,
          MIN_STRANGERS,
          MIN_STRANGERS_UPLOADED,
          MIN_UPLOADS,
          MIN_STRANGER_SHARE);

  private Options() {}
}
