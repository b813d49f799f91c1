package io.leakwatch.detectors.sessionhijack;

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
              "Nothing says what belongs to one session.", Field.LOGIN_SESSION, Field.API_SESSION)
          .betterWith(
              "A stolen session that is used for API calls stays unseen.", Field.API_SESSION)
          .betterWith("A stolen session that is renewed stays unseen.", Field.LOGIN_SESSION)
          .betterWith(
              "That a session is renewed by two clients stays unseen.", Occurrence.TOKEN_REFRESH)
          .betterWith(
              "What is done in a session stays unseen.",
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT,
              Occurrence.WRITE,
              Occurrence.DELETE)
          .betterWith("Who owns the session is not known.", Field.API_ACCOUNT)
          .betterWith(
              "Two clients that call in one session are not known from each other.",
              Field.API_USER_AGENT)
          .betterWith(
              "Two clients that renew one session are not known from each other.",
              Field.LOGIN_USER_AGENT)
          .betterWith(
              "Two devices that renew one session are not known from each other.",
              Field.LOGIN_DEVICE)
          .betterWith(
              "Two addresses of one operator's network look like two networks.", Field.API_ASN)
          .betterWith(
              "Two networks are not known from each other where operators are not known"
                  + " either.",
              Field.API_IP)
          .betterWith(
              "Servers that call for an app look like a second client.", Field.API_CLIENT_KIND)
          .betterWith(
              "Calls that were refused count like those that were answered.", Field.API_STATUS);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          "session-hijack",
          1,
          "Session hijack",
          "One session is used by two clients over two network operators, back and forth.",
          List.of(SubjectType.SESSION),
          Severity.MEDIUM,
          List.of("T1539", "T1550.004"),
          List.of(DetectorProfile.LOGIN_EVENTS, DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Duration> WITHIN =
      Option.duration("within", Duration.ofHours(3))
          .between(Duration.ofMinutes(5), Duration.ofDays(2))
          .because(
              "The longest pause of a session after which its clients still count as alive at the"
                  + " same time. People come back to a browser within hours. A longer memory costs"
                  + " some 25 bytes for each session.");

  static final Option<Integer> MIN_RETURNS =
      Option.whole("min-returns", 2, "returns")
          .between(1, 1000)
          .because(
              "How often the session must have gone back to an earlier client, if only the user"
                  + " agents differ: here, there, here, there. A browser that is updated never goes"
                  + " back. A browser that asks for a desktop page does so once.");

  static final Option<Integer> MIN_RETURNS_OF_DEVICES =
      Option.whole("min-returns-of-devices", 1, "returns")
          .between(1, 1000)
          .because(
              "The same if the events name two different devices. A session is given to one device."
                  + " To be used on another, and then on the first again, it must have been"
                  + " copied.");

  static final Option<Integer> MIN_RETURNS_SURE =
      Option.whole("min-returns-sure", 4, "returns")
          .between(1, 1000)
          .because(
              "From this many returns on the alert is HIGH, even if no event says which device was"
                  + " used.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(WITHIN, MIN_RETURNS, MIN_RETURNS_OF_DEVICES, MIN_RETURNS_SURE);

  private Options() {}
}
