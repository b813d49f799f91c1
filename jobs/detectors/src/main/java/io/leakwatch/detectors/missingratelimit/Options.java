package io.leakwatch.detectors.missingratelimit;

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
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT,
              Occurrence.WRITE,
              Occurrence.DELETE)
          .betterWith("Endpoints with a limit look like those without.", Field.API_RATE_LIMIT)
          .betterWith("Endpoints that give out data are not known from others.", Field.API_RECORDS)
          .betterWith(
              "Look-ups that return nothing are not known from other calls.", Field.API_OPERATION)
          .betterWith("Calls of one app are not known from those of many.", Field.API_CLIENT)
          .betterWith("Calls from one address are not known from those of many.", Field.API_IP)
          .betterWith(
              "Many people behind one app or address look like one caller.", Field.API_ACCOUNT)
          .betterWith("Many people behind one address look like one caller.", Field.API_USER_AGENT)
          .betterWith(
              "Pictures and other public things look like people's data.", Field.API_RESOURCE)
          .betterWith("That phone numbers or addresses leave is not known.", Field.API_DATA_CLASSES)
          .betterWith("That the endpoint should be gone already is not known.", Field.API_LEGACY);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "missing-rate-limit",
          1,
          "Missing rate limit",
          "An endpoint without a limit is called far more often than limited ones allow, and"
              + " nobody is refused.",
          List.of(SubjectType.ENDPOINT),
          Severity.MEDIUM,
          List.of("T1119"),
          List.of(DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofMinutes(15))
          .between(Duration.ofMinutes(1), Duration.ofHours(2))
          .because(
              "The window for which limits are given. A burst may fill one window. Two full windows"
                  + " in a row are a steady pace.");

  static final Option<Integer> MIN_CALLS =
      Option.whole("min-calls", 300, "calls")
          .between(10, 10_000_000)
          .because(
              "Calls of one reader to one endpoint, in each of two windows in a row. The limits"
                  + " that X publishes for 15 minutes are 15 calls for lists of followers, 180 for"
                  + " searches, and 300 to 900 for looking people up. 300 calls without one refusal"
                  + " are a call every three seconds for half an hour. No person clicks that fast"
                  + " for that long.");

  static final Option<Integer> MIN_CALLS_PER_ACCOUNT =
      Option.whole("min-calls-per-account", 15, "calls")
          .between(1, 100_000)
          .because(
              "Calls in a window for each account an app acts for. Limits are set for each user,"
                  + " and the strictest ones allow 15. A popular app calls often, but less for each"
                  + " user.");

  static final Option<Integer> ACCOUNTS_PER_USER_AGENT =
      Option.whole("accounts-per-user-agent", 10, "accounts")
          .between(1, 10_000)
          .because(
              "Behind an address without a login each user agent counts as this many people. A"
                  + " campus has thousands of people, and a few dozen browsers in all versions.");

  static final Option<Duration> SEVERAL_WITHIN =
      Option.duration("several-within", Duration.ofDays(1))
          .between(Duration.ofHours(1), Duration.ofDays(30))
          .because(
              "A second reader within this time shows that the endpoint has no limit, and that it"
                  + " is not an exception for one partner.");

  static final Option<List<String>> UNLIMITED_BY_DESIGN =
      Option.texts("unlimited-by-design", List.of())
          .because(
              "Endpoints, as route templates, that anybody may call without limit. None by default:"
                  + " whoever decides on an exception should write it down here.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WINDOW,
          MIN_CALLS,
          MIN_CALLS_PER_ACCOUNT,
          ACCOUNTS_PER_USER_AGENT,
          SEVERAL_WITHIN,
          UNLIMITED_BY_DESIGN);

  private Options() {}
}
