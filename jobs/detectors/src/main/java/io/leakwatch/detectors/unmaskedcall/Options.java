package io.leakwatch.detectors.unmaskedcall;

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
          .needs("There is nothing to judge.", Occurrence.CALL_STARTED, Occurrence.CALL_ENDED)
          .needs("Which way a call went is not known.", Field.DM_CALL_ROUTE)
          .needs("Nobody is known to have asked for a mask.", Field.DM_RELAY_REQUESTED)
          .betterWith("That a stranger saw the address is not known.", Field.DM_KNOWN_CONTACT);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "unmasked-call",
          2,
          "Unmasked call",
          "A call goes peer to peer although a party asked for its address to be masked.",
          List.of(SubjectType.ACCOUNT, SubjectType.SERVICE),
          Severity.LOW,
          List.of(),
          List.of(DetectorProfile.DM_METADATA_EVENTS),
          NEEDS);

  static final Option<Duration> WINDOW =
      Option.duration("window", Duration.ofHours(1))
          .between(Duration.ofMinutes(10), Duration.ofDays(1))
          .because(
              "The window in which a wave is noticed. A faulty release shows within the hour.");

  static final Option<Integer> WAVE_ACCOUNTS =
      Option.whole("wave-accounts", 10, "accounts")
          .between(2, 10_000)
          .because(
              "From this many calling accounts with such a call within the window it is a wave. A"
                  + " few a day are faulty clients. Ten accounts in an hour have one common cause."
                  + " Set it above what your platform has in an ordinary hour.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL = List.of(WINDOW, WAVE_ACCOUNTS);

  private Options() {}
}
