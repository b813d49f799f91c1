package io.leakwatch.detectors.dmmetadatasiphon;

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
              Occurrence.METADATA_READ,
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT)
          .betterWith(
              "Reads that are logged with the messages stay unseen.", Occurrence.METADATA_READ)
          .betterWith(
              "Reads by somebody who is no member of the conversation look like any other.",
              Field.DM_MEMBER)
          .betterWith("How many conversations were read is not known.", Field.DM_CONVERSATION)
          .betterWith(
              "Reads of locations and addresses are not known from others.", Field.DM_DATA_CLASSES)
          .betterWith(
              "Reads of message metadata are not known from other calls.", Field.API_RESOURCE)
          .betterWith(
              "Calls that return locations and addresses are not known from others.",
              Field.API_DATA_CLASSES)
          .betterWith("How many conversations were read by calls is not known.", Field.API_TARGET)
          .betterWith("Which app reads is not known.", Field.API_CLIENT)
          .betterWith("Your own clients look like other people's apps.", Field.API_CLIENT_KIND)
          .betterWith(
              "An app that reads for many people, each their own, looks like one that takes.",
              Field.API_ACCOUNT)
          .betterWith(
              "Reads that were refused count like those that were answered.", Field.API_STATUS);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "dm-metadata-siphon",
          1,
          "Direct-message metadata siphon",
          "One reader takes the location, addresses or timestamps of many conversations of other"
              + " people.",
          List.of(SubjectType.ACCOUNT, SubjectType.CLIENT),
          Severity.MEDIUM,
          List.of("T1213.005"),
          List.of(DetectorProfile.DM_METADATA_EVENTS, DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Duration> BURST =
      Option.duration("burst", Duration.ofMinutes(10))
          .between(Duration.ofMinutes(5), Duration.ofHours(1))
          .because(
              "The short window. Ten minutes are enough to distinguish a program from a person who"
                  + " reads. The count may miss up to half of the window, never more.");

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofDays(1))
          .between(Duration.ofHours(1), Duration.ofDays(1))
          .because(
              "The long window. A siphon that wants to stay unnoticed works slowly. Over a day even"
                  + " one conversation in five minutes is more than a reviewer reads in a shift.");

  static final Option<Integer> BURST_CONVERSATIONS =
      Option.whole("burst-conversations", 50, "conversations")
          .between(5, 100_000)
          .because(
              "Conversations within the burst of which the account is not a member. Nobody who"
                  + " looks at what they read opens five a minute for ten minutes. Reviewers take a"
                  + " minute or more for a report.");

  static final Option<Integer> DAY_CONVERSATIONS =
      Option.whole("day-conversations", 300, "conversations")
          .between(10, 1_000_000)
          .because(
              "The same within the long window. Reviewers handle 100 to 250 reported conversations"
                  + " in a shift.");

  static final Option<Integer> BURST_EXPOSED =
      Option.whole("burst-exposed", 20, "conversations")
          .between(2, 100_000)
          .because(
              "Conversations within the burst whose location or IP addresses an account was shown."
                  + " Staff who look up where people are need a case for each of them.");

  static final Option<Integer> DAY_EXPOSED =
      Option.whole("day-exposed", 100, "conversations")
          .between(5, 1_000_000)
          .because(
              "The same within the long window, for accounts and apps. Reviewers look up addresses"
                  + " only in the few cases that are passed on: twenty in a shift, not a hundred.");

  static final Option<Integer> APP_CONVERSATIONS_EACH =
      Option.whole("app-conversations-each", 500, "conversations")
          .between(10, 1_000_000)
          .because(
              "Conversations within the long window for each account an app acts for. API events do"
                  + " not say whose conversations they are. The first backup of a busy account"
                  + " reads some hundreds, all of them its own.");

  static final Option<Integer> APP_EXPOSED_EACH =
      Option.whole("app-exposed-each", 15, "conversations")
          .between(1, 100_000)
          .because(
              "Conversations with location or IP addresses for each account an app acts for, in"
                  + " addition to day-exposed. People share where they are in two or three"
                  + " conversations.");

  static final Option<List<String>> REVIEWERS =
      Option.texts("reviewers", List.of())
          .because(
              "Accounts and apps whose work is to read what others wrote, such as trust and safety."
                  + " Their limits are four times as high. They are still watched, because insiders"
                  + " have been bribed.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          BURST,
          WINDOW,
          BURST_CONVERSATIONS,
          DAY_CONVERSATIONS,
          BURST_EXPOSED,
          DAY_EXPOSED,
          APP_CONVERSATIONS_EACH,
          APP_EXPOSED_EACH,
          REVIEWERS);

  private Options() {}
}
