package io.leakwatch.detectors.accounttakeover;

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
          .needs("Nobody is seen to get in.", Occurrence.LOGIN_SUCCEEDED)
          .needs(
              "Nobody is seen to lock the owner out.",
              Occurrence.PASSWORD_CHANGE,
              Occurrence.EMAIL_CHANGE,
              Occurrence.PHONE_CHANGE,
              Occurrence.MFA_DISABLE)
          .needs(
              "Nobody is seen to take anything.",
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT,
              Occurrence.METADATA_READ)
          .betterWith(
              "A way in by a reset of an account that is seldom seen is not noticed.",
              Occurrence.RESET_REQUEST)
          .betterWith(
              "A large take, which makes up for little history, is not known from a glance.",
              Field.API_RECORDS)
          .betterWith("Who gets in by a login from too far away is not seen.", Field.LOGIN_GEO)
          .betterWith("What is taken by API calls belongs to no account.", Field.API_ACCOUNT)
          .betterWith(
              "Small takes of personal data look like any other call.", Field.API_DATA_CLASSES)
          .betterWith("An export looks like any other call.", Field.API_OPERATION)
          .betterWith(
              "A change or a take from an address that got in belongs to nobody.", Field.LOGIN_IP)
          .betterWith(
              "Who got in is lost when the address changes within the session.",
              Field.LOGIN_SESSION)
          .betterWith(
              "What is taken in the session that got in is lost when the address changes.",
              Field.API_SESSION)
          .betterWith(
              "Reads of message metadata from the address that got in belong to nobody.",
              Field.DM_IP);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "account-takeover",
          1,
          "Account takeover",
          "Somebody got into an account, changed how it is recovered, and then took its data.",
          List.of(SubjectType.ACCOUNT),
          Severity.CRITICAL,
          List.of("T1078", "T1098"),
          List.of(
              DetectorProfile.LOGIN_EVENTS,
              DetectorProfile.API_EVENTS,
              DetectorProfile.DM_METADATA_EVENTS),
          NEEDS);

  static final Option<Duration> WITHIN =
      Option.duration("within", Duration.ofDays(1))
          .between(Duration.ofMinutes(10), Duration.ofDays(7))
          .because(
              "The longest time from the way in to the data. A thief who buys a way in uses it the"
                  + " same day, before the owner reads the mail that warns of it.");

  static final Option<Integer> MIN_READS =
      Option.whole("min-reads", 5, "answers")
          .between(1, 10_000)
          .because(
              "Answers with message metadata, contacts or other personal data, to the session or"
                  + " address that changed the recovery. One export is enough by itself. A look at"
                  + " one's own profile after changing it is not.");

  static final Option<Integer> MIN_RECORDS =
      Option.whole("min-records", 500, "records")
          .between(1, 1_000_000)
          .because(
              "Records that must be read, if the alert about the way in has a confidence below 50:"
                  + " it may have been the owner, who seldom comes, with a new phone. A look around"
                  + " on a few pages reads fewer.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL = List.of(WITHIN, MIN_READS, MIN_RECORDS);

  private Options() {}
}
