package io.leakwatch.detectors.spamcalls;

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
          .needs("Nobody counts as a stranger.", Field.DM_KNOWN_CONTACT)
          .needs("How many people were called is not known.", Field.DM_PEER)
          .needs("Nothing says that a call was not wanted.", Field.DM_ANSWERED, Field.DM_DURATION)
          .betterWith(
              "Calls that nobody takes are known only by a time of zero.", Field.DM_ANSWERED)
          .betterWith("Calls that are hung up at once count as wanted.", Field.DM_DURATION);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "spam-calls",
          2,
          "Spam calls",
          "One account calls many strangers, and hardly any of them wants the call.",
          List.of(SubjectType.ACCOUNT),
          Severity.LOW,
          List.of(),
          List.of(DetectorProfile.DM_METADATA_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(1))
          .between(Duration.ofMinutes(15), Duration.ofHours(6))
          .because("The window in which a dialling machine is noticed.");

  static final Option<Integer> MIN_STRANGERS =
      Option.whole("min-strangers", 30, "strangers")
          .between(5, 100_000)
          .because(
              "Strangers called within the window who did not want the call. A person who lets"
                  + " thirty phones ring needs half an hour, without a word to anybody.");

  static final Option<Duration> SLOW_WINDOW =
      Option.duration("slow-window", Duration.ofHours(8))
          .between(Duration.ofHours(6), Duration.ofDays(2))
          .because("The window in which a slow caller is noticed: a working day.");

  static final Option<Integer> MIN_STRANGERS_SLOW =
      Option.whole("min-strangers-slow", 40, "strangers")
          .between(5, 100_000)
          .because(
              "The same within the slow window. Somebody who calls strangers for an evening, to"
                  + " sell a car or to find a room, calls a dozen.");

  static final Option<Integer> LISTENER_WEIGHT =
      Option.whole("listener-weight", 6, "strangers")
          .between(0, 100)
          .because(
              "By how much both thresholds rise for each stranger who listened. This draws the"
                  + " line: if more than one in seven listen, it is a call centre, a courier or a"
                  + " volunteer, and people want the call or put up with it. If a quarter listen, a"
                  + " rise of six lets only one such caller in seven hundred reach thirty by chance"
                  + " (a sequential test after Wald, 1945).");

  static final Option<Duration> HANGS_UP_WITHIN =
      Option.duration("hangs-up-within", Duration.ofSeconds(10))
          .between(Duration.ofSeconds(1), Duration.ofMinutes(2))
          .because(
              "An answered call that was over this soon was not wanted. A courier needs about this"
                  + " long to ask which door it is.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW, MIN_STRANGERS, SLOW_WINDOW, MIN_STRANGERS_SLOW, LISTENER_WEIGHT, HANGS_UP_WITHIN);

  private Options() {}
}
