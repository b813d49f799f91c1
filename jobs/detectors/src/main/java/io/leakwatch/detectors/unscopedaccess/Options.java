package io.leakwatch.detectors.unscopedaccess;

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
              "There is nothing to judge.",
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT,
              Occurrence.WRITE,
              Occurrence.DELETE)
          .needs("Answers with personal data are not known from others.", Field.API_DATA_CLASSES)
          .betterWith("That a scope was needed is not known.", Field.API_SCOPES_REQUIRED)
          .betterWith(
              "Callers who have the scope look like those who have not.", Field.API_SCOPES_GRANTED)
          .betterWith("Which app called is not known.", Field.API_CLIENT)
          .betterWith("Your own clients look like other people's apps.", Field.API_CLIENT_KIND)
          .betterWith(
              "People who read their own data look like anonymous callers.", Field.API_ACCOUNT)
          .betterWith(
              "Links that were shared on purpose look like anonymous calls.", Field.API_SESSION)
          .betterWith("Objects in a bucket look like answers of an endpoint.", Field.API_RESOURCE)
          .betterWith("Whose data was read is not known.", Field.API_TARGET)
          .betterWith("How many records left is not known.", Field.API_RECORDS)
          .betterWith("That the endpoint should be gone already is not known.", Field.API_LEGACY);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "unscoped-access",
          1,
          "Unscoped access",
          "An endpoint answers with personal data although the caller was not granted the scope"
              + " for it, or is anonymous.",
          List.of(SubjectType.ENDPOINT),
          Severity.MEDIUM,
          List.of("T1190"),
          List.of(DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Duration> OVERDUE_AFTER =
      Option.duration("overdue-after", Duration.ofDays(45))
          .between(Duration.ofHours(1), Duration.ofDays(365))
          .because(
              "If an endpoint still answers this long after its first exposure, its alert rises by"
                  + " one step. CERT/CC publishes a vulnerability 45 days after the report, fixed"
                  + " or not, so a fix may take that long.");

  static final Option<Duration> REMEMBERED_FOR =
      Option.duration("remembered-for", Duration.ofDays(60))
          .between(Duration.ofHours(1), Duration.ofDays(365))
          .because(
              "How long after its last exposure an endpoint is remembered and its alert stays open."
                  + " Longer than a month, so that a monthly job is one alert and not twelve a"
                  + " year.");

  static final Option<Integer> MANY_PEOPLE =
      Option.whole("many-people", 500, "people")
          .between(2, 1_000_000_000)
          .because(
              "From this many different people the alert rises by one step. From 500 on, HIPAA and"
                  + " California's breach law require that the authorities are notified.");

  static final Option<List<String>> PUBLIC_ENDPOINTS =
      Option.texts("public-endpoints", List.of())
          .because(
              "Endpoints, as route templates, that are meant to answer anybody with personal data."
                  + " None by default: whoever decides on an exception should write it down here.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(OVERDUE_AFTER, REMEMBERED_FOR, MANY_PEOPLE, PUBLIC_ENDPOINTS);

  private Options() {}
}
