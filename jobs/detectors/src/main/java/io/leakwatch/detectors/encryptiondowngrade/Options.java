package io.leakwatch.detectors.encryptiondowngrade;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.option.Option;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** Who the detector is, and what can be set about it. */
final class Options {

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "encryption-downgrade",
          1,
          "Encryption downgrade",
          "Messages of a conversation that was end-to-end encrypted go out weaker.",
          List.of(SubjectType.CONVERSATION),
          Severity.MEDIUM,
          List.of("T1562.010"),
          List.of(DetectorProfile.DM_METADATA_EVENTS));

  static final Option<Duration> REMEMBERED_FOR =
      Option.duration("remembered-for", Duration.ofDays(7))
          .between(Duration.ofDays(1), Duration.ofDays(60))
          .because(
              "How long it is remembered that a conversation was encrypted, to the day. A week has"
                  + " the weekend in it; every conversation costs state for so long.");

  static final Option<Integer> MIN_ENCRYPTED =
      Option.whole("min-encrypted", 3, "messages")
          .between(1, Protection.MOST_ENCRYPTED)
          .because(
              "End-to-end encrypted messages that make a conversation an encrypted one. One may be"
                  + " a trial, or a client that was tried on once.");

  static final Option<Integer> MIN_WEAKER =
      Option.whole("min-weaker", 3, "messages")
          .between(1, 1_000)
          .because(
              "Weaker messages of one run before it is told; twice as many where the same senders"
                  + " encrypt in between. A message that waited in a queue, or was sent again by a"
                  + " phone that had just been set up anew, is one or two.");

  static final Option<Double> MIN_WEAKER_SHARE =
      Option.number("min-weaker-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Weaker messages among all since the first of them, where the same senders encrypt"
                  + " in between. In a busy group strays add up over a day; a downgrade replaces"
                  + " what was there.");

  static final Option<Duration> PAUSE =
      Option.duration("pause", Duration.ofDays(1))
          .between(Duration.ofMinutes(10), Duration.ofDays(7))
          .because(
              "A run is over when no weaker message has followed for so long. A day leaves people"
                  + " a night's sleep between two messages.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(REMEMBERED_FOR, MIN_ENCRYPTED, MIN_WEAKER, MIN_WEAKER_SHARE, PAUSE);

  private Options() {}
}
