package io.leakwatch.detectors.resettakeover;

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
          .needs("There is nothing to begin with.", Occurrence.RESET_REQUEST)
          .betterWith(
              "Which devices and networks are the owner's stays unknown while a session"
                  + " lasts.",
              Occurrence.TOKEN_REFRESH)
          .betterWith("The owner's devices are not known from a stranger's.", Field.LOGIN_DEVICE)
          .betterWith(
              "Where a request comes from is not known, and floods of requests stay unseen.",
              Field.LOGIN_IP)
          .betterWith(
              "That somebody gets in after the reset is not known.", Occurrence.LOGIN_SUCCEEDED)
          .betterWith(
              "An owner who tried the old password first looks like a stranger.",
              Occurrence.LOGIN_FAILED)
          .betterWith(
              "That the owner is locked out is not known.",
              Occurrence.PASSWORD_CHANGE,
              Occurrence.EMAIL_CHANGE,
              Occurrence.PHONE_CHANGE,
              Occurrence.MFA_DISABLE)
          .betterWith(
              "A login that passed the second factor is not known from others.", Field.LOGIN_MFA)
          .betterWith(
              "Who got in is lost when the address changes within the session.",
              Field.LOGIN_SESSION)
          .betterWith(
              "That data is taken afterwards is not known.",
              Occurrence.READ,
              Occurrence.LIST,
              Occurrence.SEARCH,
              Occurrence.EXPORT)
          .betterWith("That data is taken belongs to no account.", Field.API_ACCOUNT)
          .betterWith("That data is taken belongs to no session.", Field.API_SESSION)
          .betterWith("Exports are not known from other calls.", Field.API_OPERATION)
          .betterWith("Reads of personal data are not known from others.", Field.API_RESOURCE)
          .betterWith("Large takes are not known from a glance.", Field.API_RECORDS);

  static final DetectorProfile PROFILE =
      new DetectorProfile(
          ResetTakeover.ID,
          1,
          "Reset takeover",
          "A stranger asks for a password reset, gets in, and then locks the owner out or takes the"
              + " data. Or somebody asks for resets of many accounts, or of one account many"
              + " times.",
          List.of(SubjectType.ACCOUNT, SubjectType.ADDRESS),
          Severity.LOW,
          List.of("T1586", "T1098"),
          List.of(DetectorProfile.LOGIN_EVENTS, DetectorProfile.API_EVENTS),
          NEEDS);

  static final Option<Duration> WITHIN =
      Option.duration("within", Duration.ofDays(1))
          .between(Duration.ofMinutes(10), Duration.ofDays(7))
          .because(
              "The longest time from the request to the last step. Reset links are valid for hours,"
                  + " and the mail that announces one is read within a day.");

  static final Option<Duration> FAMILIAR_FOR =
      Option.duration("familiar-for", Duration.ofDays(60))
          .between(Duration.ofDays(2), Duration.ofDays(400))
          .because(
              "How long an account's devices and operators are remembered after it last got in with"
                  + " them. Two months cover people who sign in once a month.");

  static final Option<Duration> SETTLED_FOR =
      Option.duration("settled-for", Duration.ofHours(16))
          .between(Duration.ZERO, Duration.ofDays(30))
          .because(
              "If an account got in with a new device or operator more recently than this, it is not"
                  + " known well: not all its devices and operators are known yet, and only what a"
                  + " stranger does inside shows that it is one. The default covers a trip from home"
                  + " to work and back.");

  static final Option<Integer> MIN_OCCASIONS =
      Option.whole("min-occasions", 10, "occasions")
          .between(1, 100)
          .because(
              "If an account got in on fewer occasions than this, it is not known well either. At"
                  + " most one occasion counts every two hours. If somebody signs in at school twice"
                  + " a day, three days do not show the network at home.");

  static final Option<Integer> MIN_REQUESTS =
      Option.whole("min-requests", 5, "requests")
          .between(2, 1000)
          .because(
              "Requests for one account within an hour, none of them on a familiar device or"
                  + " through a familiar operator. Common rule packs begin at five. An impatient"
                  + " owner asks two or three times.");

  static final Option<Duration> FLOOD_WINDOW =
      Option.duration("flood-window", Duration.ofMinutes(10))
          .between(Duration.ofMinutes(1), Duration.ofHours(2))
          .because(
              "The window in which resets of many accounts are counted. Common rule packs use ten"
                  + " minutes.");

  static final Option<Integer> MIN_ACCOUNTS =
      Option.whole("min-accounts", 5, "accounts")
          .between(2, 10_000)
          .because(
              "Accounts whose reset is asked for from one address within the window, and which do"
                  + " not get in there. Common rule packs begin at five.");

  static final Option<Integer> MIN_ACCOUNTS_SLOW =
      Option.whole("min-accounts-slow", 15, "accounts")
          .between(2, 10_000)
          .because("The same within three hours: one every twelve minutes.");

  static final Option<Double> MIN_ASKING_SHARE =
      Option.number("min-asking-share", 0.5, "")
          .between(0.0, 1.0)
          .because(
              "Share of these accounts among all accounts seen at the address. Behind a campus or"
                  + " an office most accounts get in, and a few people have forgotten the"
                  + " password.");

  static final Option<Integer> MIN_RECORDS =
      Option.whole("min-records", 500, "records")
          .between(1, 1_000_000)
          .because(
              "Records of people's data that the intruder reads, if there is no export. A look"
                  + " around on a few pages reads fewer.");

  /** In the order in which they are explained. */
  static final List<Option<?>> ALL =
      List.of(
          WITHIN,
          FAMILIAR_FOR,
          SETTLED_FOR,
          MIN_OCCASIONS,
          MIN_REQUESTS,
          FLOOD_WINDOW,
          MIN_ACCOUNTS,
          MIN_ACCOUNTS_SLOW,
          MIN_ASKING_SHARE,
          MIN_RECORDS);

  private Options() {}
}
