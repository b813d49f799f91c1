package io.leakwatch.detectors.encryptiondowngrade;

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
          .needs("There is nothing to compare.", Occurrence.MESSAGE_SENT)
          .needs("Nothing says which messages belong together.", Field.DM_CONVERSATION)
          .needs("How a message is protected is not known.", Field.DM_ENCRYPTION)
          .betterWith(
              "That the conversation of many people lost its protection is not known.",
              Field.DM_PARTICIPANTS);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "encryption-downgrade",
          1,
          "Encryption downgrade",
          "Messages of a conversation that was end-to-end encrypted are sent with weaker"
              + " protection.",
          List.of(SubjectType.CONVERSATION),
          Severity.MEDIUM,
          List.of("T1562.010"),
          List.of(DetectorProfile.DM_METADATA_EVENTS),
          NEEDS);

  static final Option<Duration> REMEMBERED_FOR =
      Option.duration("remembered-for", Duration.ofDays(7))
          .between(Duration.ofDays(1), Duration.ofDays(60))
          .because(
              "How long the detector remembers that a conversation was encrypted, to the day. A"
                  + " week includes a weekend. Every conversation costs state for this time.");

  static final Option<Integer> MIN_ENCRYPTED =
      Option.whole("min-encrypted", 3, "messages")
          .between(1, Protection.MOST_ENCRYPTED)
          .because(
              "End-to-end encrypted messages after which a conversation counts as encrypted. A"
                  + " single one may be a trial, or a client that somebody used once.");

  static final Option<Integer> MIN_WEAKER =
      Option.whole("min-weaker", 3, "messages")
          .between(1, 1_000)
          .because(
              "Weaker messages in one run before an alert is raised; twice as many if the same"
                  + " senders encrypt in between. A message that waited in a queue, or that a newly"
                  + " set-up phone sends again, makes one or two.");

  static final Option<Double> MIN_WEAKER_SHARE =
      Option.number("min-weaker-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Share of weaker messages among all since the first of them, if the same senders"
                  + " encrypt in between. In a busy group strays add up over a day. A downgrade"
                  + " replaces the encrypted messages.");

  static final Option<Duration> PAUSE =
      Option.duration("pause", Duration.ofDays(1))
          .between(Duration.ofMinutes(10), Duration.ofDays(7))
          .because(
              "A run is over when no weaker message has followed for this long. A day lets people"
                  + " sleep between two messages.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(REMEMBERED_FOR, MIN_ENCRYPTED, MIN_WEAKER, MIN_WEAKER_SHARE, PAUSE);

  private Options() {}
}
