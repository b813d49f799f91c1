package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Needs;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.detection.option.Option;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who the detector is, and what can be set about it. */
final class Options {

  private static final Needs NEEDS =
      Needs.NONE
          .needs(
              "How old the records are is not known.", Field.API_OLDEST_RECORD, Field.DM_RECORD_AT)
          .needs(
              "There is nothing to judge.",
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT,
              Occurrence.METADATA_READ)
          .betterWith("Old messages whose metadata is read stay unseen.", Occurrence.METADATA_READ)
          .betterWith(
              "Calls that returned nothing cannot be told from those that returned old"
                  + " records.",
              Field.API_RECORDS)
          .betterWith("Which app got old records is not known.", Field.API_CLIENT)
          .betterWith("Your own clients look like other people's apps.", Field.API_CLIENT_KIND)
          .betterWith("A person's own old records look like other people's.", Field.API_ACCOUNT)
          .betterWith(
              "The period of a class of data, such as locations, cannot be applied.",
              Field.API_DATA_CLASSES)
          .betterWith("The period of a kind of thing cannot be applied.", Field.API_RESOURCE)
          .betterWith(
              "What people write or delete themselves looks like an answer.", Field.API_OPERATION)
          .betterWith("In which bucket old records lie is not known.", Field.API_TARGET)
          .betterWith("Which app read old messages is not known.", Field.DM_CLIENT)
          .betterWith(
              "The period of a class of data cannot be applied to messages.", Field.DM_DATA_CLASSES)
          .betterWith(
              "Reads by somebody who is no member of the conversation look like any other.",
              Field.DM_MEMBER);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "retention-violation",
          1,
          "Retention violation",
          "Answers hold records that are older than the platform promises to keep them.",
          List.of(SubjectType.CLIENT, SubjectType.RESOURCE),
          Severity.MEDIUM,
          List.of(),
          List.of(DetectorProfile.API_EVENTS, DetectorProfile.DM_METADATA_EVENTS),
          NEEDS);

  private static final Duration LONGEST = Duration.ofDays(3650);

  static final Option<Duration> MESSAGE_METADATA =
      limit("message-metadata", Duration.ofDays(180))
          .because(
              "How long message metadata (who wrote to whom, and when) may be kept apart from the"
                  + " conversation itself; 0d for no limit. Article 6 of the ePrivacy Directive"
                  + " requires that traffic data are deleted when they are no longer needed. The"
                  + " EU's data protection authorities saw a basis for six months (WP 148, 2008).");

  static final Option<Duration> IP_ADDRESSES =
      limit("ip-addresses", Duration.ofDays(180))
          .because(
              "How long addresses in logs may be kept; 0d for no limit. The CNIL recommends six"
                  + " months to a year for access logs (2021-122), WP 148 no more than six"
                  + " months.");

  static final Option<Duration> LOCATIONS =
      limit("locations", Duration.ofDays(90))
          .because(
              "How long positions may be kept; 0d for no limit. Article 9 of the ePrivacy Directive"
                  + " allows them for as long as the requested service needs them. Three months are"
                  + " the default of the largest location history (Google's, since 2024).");

  static final Option<Duration> CONTACTS =
      limit("contacts", Duration.ZERO)
          .because(
              "How long contact lists may be kept; 0d, the default, for no limit. Who follows whom"
                  + " is current, however long ago it began.");

  static final Option<Duration> CONTACT_DETAILS =
      limit("contact-details", Duration.ZERO)
          .because(
              "How long e-mail addresses and phone numbers may be kept; 0d, the default, for no"
                  + " limit. They are kept as long as the account.");

  static final Option<Duration> POSTS =
      limit("posts", Duration.ZERO)
          .because(
              "How long posts may be kept; 0d, the default, for no limit. They were published to"
                  + " stay.");

  static final Option<Integer> BULK_RECORDS =
      Option.whole("bulk-records", 1_000, "records")
          .between(1, 100_000_000)
          .because(
              "From this many records on, in answers that hold records past their limit, the alert"
                  + " is HIGH. That is no longer a forgotten row, but a store that nobody"
                  + " empties.");

  static final Option<List<String>> HISTORY_CLIENTS =
      Option.texts("history-clients", List.of())
          .because(
              "Third-party apps through which members read their own conversations, as they do"
                  + " through the platform's own clients. Message metadata may be old there. None"
                  + " by default: you should know by name which companies hold such data.");

  static final Option<Duration> QUIET =
      Option.duration("quiet", Duration.ofDays(7))
          .between(Duration.ofHours(1), Duration.ofDays(30))
          .because(
              "After this time without another such answer the problem counts as fixed. If it comes"
                  + " back, an alert is raised again. A week, because clean-ups and audits run"
                  + " weekly.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          MESSAGE_METADATA,
          IP_ADDRESSES,
          LOCATIONS,
          CONTACTS,
          CONTACT_DETAILS,
          POSTS,
          BULK_RECORDS,
          HISTORY_CLIENTS,
          QUIET);

  /** The option that limits each kind. */
  static final Map<Kind, Option<Duration>> LIMITS =
      Map.of(
          Kind.MESSAGE_METADATA, MESSAGE_METADATA,
          Kind.IP_ADDRESSES, IP_ADDRESSES,
          Kind.LOCATIONS, LOCATIONS,
          Kind.CONTACTS, CONTACTS,
          Kind.CONTACT_DETAILS, CONTACT_DETAILS,
          Kind.POSTS, POSTS);

  private Options() {}

  private static Option<Duration> limit(String name, Duration byDefault) {
    return Option.duration(name, byDefault).between(Duration.ZERO, LONGEST);
  }
}
