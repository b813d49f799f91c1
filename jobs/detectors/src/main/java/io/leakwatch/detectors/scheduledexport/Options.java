package io.leakwatch.detectors.scheduledexport;

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
          .needs("Who exports is not known.", Field.API_CLIENT)
          .needs("Exports are not known from other calls.", Field.API_OPERATION)
          .needs("There is nothing to count.", Occurrence.EXPORT)
          .needs("Exports in bulk are not known from small ones.", Field.API_RECORDS)
          .betterWith("Your own clients look like other people's apps.", Field.API_CLIENT_KIND)
          .betterWith(
              "People's exports of their own data look like one client's.", Field.API_ACCOUNT)
          .betterWith("What is exported is not known.", Field.API_TARGET)
          .betterWith("Which personal data leaves is not known.", Field.API_DATA_CLASSES);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "scheduled-export",
          1,
          "Scheduled export",
          "A client exports data in bulk at a regular time, and is not declared as expected.",
          List.of(SubjectType.CLIENT),
          Severity.MEDIUM,
          List.of("T1029", "T1020"),
          List.of(DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Integer> MIN_RECORDS =
      Option.whole("min-records", 1_000, "records")
          .between(1, 100_000_000)
          .because(
              "Records, over all its calls, from which an export is a bulk export. A page holds up"
                  + " to 200, an hourly sync some hundreds. A thousand people are a list worth"
                  + " stealing.");

  static final Option<Integer> MIN_RUNS =
      Option.whole("min-runs", 3, "exports")
          .between(3, 40)
          .because(
              "Bulk exports at the regular time, and one more if they come more often than daily."
                  + " Two can be a coincidence. The third confirms the time between them.");

  static final Option<Duration> JITTER =
      Option.duration("jitter", Duration.ofMinutes(30))
          .between(Duration.ofMinutes(1), Duration.ofHours(1))
          .because(
              "How far a run may be off its regular time, either way. Schedulers wait for their"
                  + " turn, and a thief who wants to hide adds a random pause.");

  static final Option<Double> MAX_CHANCE =
      Option.number("max-chance", 0.002, "")
          .between(1e-9, 0.5)
          .because(
              "The largest chance that this many times lie this close together by accident. With"
                  + " 0.002 an alert is raised for three nights within 37 minutes of each other,"
                  + " for four nights within the whole jitter, and for four runs every six hours"
                  + " within 28 minutes.");

  static final Option<Duration> RUN_GAP =
      Option.duration("run-gap", Duration.ofMinutes(30))
          .between(Duration.ofMinutes(1), Duration.ofHours(2))
          .because(
              "A pause longer than this ends an export. A large export is fetched in many calls,"
                  + " with pauses of 15 minutes for rate limits.");

  static final Option<List<String>> EXPECTED_CLIENTS =
      Option.texts("expected-clients", List.of())
          .because(
              "Clients whose regular exports are your own: the nightly backup, the data warehouse."
                  + " None by default, so that the first alert makes you ask whose it is.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(MIN_RECORDS, MIN_RUNS, JITTER, MAX_CHANCE, RUN_GAP, EXPECTED_CLIENTS);

  private Options() {}
}
