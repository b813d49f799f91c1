package io.leakwatch.detectors.publicobjectexposure;

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
          .needs("Objects in a bucket are not known from other things.", Field.API_RESOURCE)
          .needs("Which bucket was read is not known.", Field.API_TARGET)
          .needs(
              "There is nothing to judge.",
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT)
          .betterWith(
              "Objects with personal data are not known from pictures.", Field.API_DATA_CLASSES)
          .betterWith("Somebody who tries bucket after bucket stays unseen.", Field.API_IP)
          .betterWith(
              "Refusals, and that somebody gets in after them, stay unseen.", Field.API_STATUS)
          .betterWith("That anybody can list the bucket is not known.", Occurrence.LIST)
          .betterWith("Lists are not known from reads.", Field.API_OPERATION)
          .betterWith("How many records left is not known.", Field.API_RECORDS)
          .betterWith(
              "Links that were shared on purpose look like reads by anybody.", Field.API_SESSION);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "public-object-exposure",
          1,
          "Public object exposure",
          "A bucket hands objects with personal data to anybody, without a login.",
          List.of(SubjectType.RESOURCE, SubjectType.ADDRESS),
          Severity.HIGH,
          List.of("T1530"),
          List.of(DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Integer> MANY_RECORDS =
      Option.whole("many-records", 500, "records")
          .between(2, 1_000_000_000)
          .because(
              "From this many records in the objects read, the alert is CRITICAL. From 500 people"
                  + " on, HIPAA and California's breach law require that the authorities are"
                  + " notified.");

  static final Option<Duration> REMEMBERED_FOR =
      Option.duration("remembered-for", Duration.ofDays(30))
          .between(Duration.ofHours(1), Duration.ofDays(365))
          .because(
              "How long after its last exposure a bucket is remembered and its alert stays open."
                  + " Search engines come back within a month, and what they then read belongs to"
                  + " the same alert.");

  static final Option<Duration> REFUSAL_WINDOW =
      Option.duration("refusal-window", Duration.ofHours(1))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How far back refusals count. Tools that guess names work through their lists in"
                  + " minutes.");

  static final Option<Integer> MIN_BUCKETS_REFUSED =
      Option.whole("min-buckets-refused", 20, "buckets")
          .between(3, 100_000)
          .because(
              "Different buckets that refuse one address. A platform has a handful of public"
                  + " buckets, so old links lead to a handful. Lists of guessed names have"
                  + " hundreds.");

  static final Option<Integer> MIN_OBJECTS_REFUSED =
      Option.whole("min-objects-refused", 50, "objects")
          .between(3, 100_000)
          .because(
              "Different objects of one bucket that are refused to one address. A mail gateway that"
                  + " checks old newsletters meets a dozen expired links.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          MANY_RECORDS, REMEMBERED_FOR, REFUSAL_WINDOW, MIN_BUCKETS_REFUSED, MIN_OBJECTS_REFUSED);

  private Options() {}
}
