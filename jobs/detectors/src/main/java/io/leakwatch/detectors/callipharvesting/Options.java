package io.leakwatch.detectors.callipharvesting;

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
          .needs("There is nothing to count.", Occurrence.CALL_STARTED, Occurrence.CALL_ENDED)
          .needs("Calls that show an address are not known from others.", Field.DM_CALL_ROUTE)
          .needs("Nobody counts as a stranger.", Field.DM_KNOWN_CONTACT)
          .needs("How many people were called is not known.", Field.DM_PEER)
          .betterWith(
              "Where a call has one record, of its start, nothing says that nobody took it.",
              Field.DM_ANSWERED)
          .betterWith(
              "Real talks with strangers count like calls that end at once.", Field.DM_DURATION);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
              "call-ip-harvesting",
              2,
              "Call IP harvesting",
              "One account makes brief peer-to-peer calls to many strangers. Each call shows an"
                  + " address.",
              List.of(SubjectType.ACCOUNT),
              Severity.MEDIUM,
              List.of("T1590.005"),
              List.of(DetectorProfile.DM_METADATA_EVENTS),
              NEEDS)
          .covering("spam-calls");

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(1))
          .between(Duration.ofMinutes(15), Duration.ofHours(6))
          .because("The window in which a fast harvest is noticed.");

  static final Option<Integer> MIN_STRANGERS =
      Option.whole("min-strangers", 20, "strangers")
          .between(3, 100_000)
          .because(
              "Strangers called peer to peer within the window, each of them only briefly. Somebody"
                  + " who sells a sofa or looks for a flat calls a handful. Twenty in an hour are a"
                  + " list.");

  static final Option<Duration> SLOW_WINDOW =
      Option.duration("slow-window", Duration.ofDays(1))
          .between(Duration.ofHours(6), Duration.ofDays(2))
          .because(
              "The window in which a patient harvest is noticed. A day is long enough for calls"
                  + " that are spread over day and night so that no hour stands out.");

  static final Option<Integer> MIN_STRANGERS_SLOW =
      Option.whole("min-strangers-slow", 30, "strangers")
          .between(3, 100_000)
          .because(
              "The same within the slow window. A courier calls forty strangers a day, but three in"
                  + " four of them answer and talk. Thirty strangers without one conversation are a"
                  + " list.");

  static final Option<Integer> TALK_WEIGHT =
      Option.whole("talk-weight", 6, "strangers")
          .between(0, 100)
          .because(
              "By how much both thresholds rise for each stranger with whom the account did talk. A"
                  + " quarter or more of the people whom couriers, call centres and volunteers call"
                  + " do talk. If a quarter talk, a rise of six lets only one such caller in seven"
                  + " hundred reach thirty by chance (a sequential test after Wald, 1945).");

  static final Option<Duration> BRIEF_CALL =
      Option.duration("brief-call", Duration.ofSeconds(10))
          .between(Duration.ofSeconds(1), Duration.ofMinutes(2))
          .because(
              "A call is brief if it was not answered or was over this soon. It takes longer to say"
                  + " who you are and what you want.");

  static final Option<Duration> NEXT_CALL_WITHIN =
      Option.duration("next-call-within", Duration.ofMinutes(2))
          .between(Duration.ofSeconds(10), Duration.ofMinutes(10))
          .because(
              "Of a call whose end is not on record: if the account begins its next call to a"
                  + " stranger this soon, they did not talk, as far as is known. Ringing, hanging"
                  + " up and dialling take about a minute. People who talk need longer as a rule.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_STRANGERS,
          SLOW_WINDOW,
          MIN_STRANGERS_SLOW,
          TALK_WEIGHT,
          BRIEF_CALL,
          NEXT_CALL_WITHIN);

  private Options() {}
}
