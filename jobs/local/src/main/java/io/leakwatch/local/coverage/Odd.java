package io.leakwatch.local.coverage;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A value that is possible, but not in so many events: how many have it. */
final class Odd {

  private static final long FEWEST = 20;
  private static final double ALWAYS = 1;
  private static final double NEARLY_ALWAYS = 0.9;
  private static final double OFTEN = 0.5;

  /** Of what a writer has to say in every event. */
  private static final double SELDOM = 0.01;

  private static final long DAY = 86_400_000;
  private static final long MINUTE = 60_000;
  private static final int OK = 200;

  private final Predicate<Activity> among;
  private final Predicate<Activity> odd;
  private final double share;
  private final String what;
  private final String remedy;
  private long asked;
  private long found;

  private Odd(
      Predicate<Activity> among,
      Predicate<Activity> odd,
      double share,
      String what,
      String remedy) {
    this.among = among;
    this.odd = odd;
    this.share = share;
    this.what = what;
    this.remedy = remedy;
  }

  private static <A extends Activity> Odd of(
      Class<A> type,
      Predicate<A> among,
      Predicate<A> odd,
      double share,
      String what,
      String remedy) {
    return new Odd(
        activity -> type.isInstance(activity) && among.test(type.cast(activity)),
        activity -> odd.test(type.cast(activity)),
        share,
        what,
        remedy);
  }

  private static <A extends Activity> Odd unknown(
      Class<A> type, Function<A, Enum<?>> value, Enum<?> unknown, double share, String field) {
    return of(
        type,
        each -> value.apply(each) != null,
        each -> value.apply(each) == unknown,
        share,
        field + " is " + unknown,
        "write one of the values that the schema lists");
  }

  /** All of them, counting anew. */
  static List<Odd> all() {
    return List.of(
        unknown(Login.class, Login::action, LoginAction.OTHER, SELDOM, "action"),
        unknown(Login.class, Login::outcome, LoginOutcome.UNKNOWN, SELDOM, "outcome"),
        unknown(Login.class, Login::method, LoginMethod.UNKNOWN, OFTEN, "method"),
        unknown(ApiCall.class, ApiCall::operation, Operation.OTHER, NEARLY_ALWAYS, "operation"),
        unknown(DmActivity.class, DmActivity::kind, DmKind.OTHER, SELDOM, "kind"),
        unknown(DmActivity.class, DmActivity::callRoute, CallRoute.UNKNOWN, OFTEN, "call_route"),
        of(
            DmActivity.class,
            dm -> dm.kind() == DmKind.MESSAGE_SENT,
            dm -> dm.encryption() == Encryption.UNKNOWN,
            OFTEN,
            "encryption of messages is UNKNOWN",
            "write how they are protected"),
        of(
            ApiCall.class,
            call -> true,
            call -> call.status() == OK,
            ALWAYS,
            "status is always 200",
            "log the status that the caller got, refusals too"),
        of(
            ApiCall.class,
            call -> call.answered() && isRead(call),
            call -> call.records() == 0,
            ALWAYS,
            "records is always 0",
            "log how many records were returned"),
        of(
            DmActivity.class,
            Odd::isCall,
            DmActivity::knownContact,
            ALWAYS,
            "known_contact of calls is never false",
            "true is its default: log whether the peer has the caller among its contacts"),
        of(
            DmActivity.class,
            dm -> isCall(dm) && dm.answered() != null,
            dm -> !dm.answered(),
            ALWAYS,
            "answered is never true",
            "log it when a call is answered, or when it is over"),
        of(
            DmActivity.class,
            dm -> isCall(dm) && dm.answered() != null,
            DmActivity::answered,
            ALWAYS,
            "answered is never false",
            "log calls that nobody takes, too"),
        of(
            DmActivity.class,
            dm -> isCall(dm) && dm.durationMillis() != DmActivity.UNKNOWN,
            dm -> dm.durationMillis() == 0,
            ALWAYS,
            "duration_ms is always 0",
            "log how long calls last, or leave it empty"),
        of(
            Activity.class,
            any -> true,
            any -> any.at() % DAY == 0,
            NEARLY_ALWAYS,
            "occurred_at is midnight",
            "log the time of day, not the date alone"),
        of(
            Activity.class,
            any -> true,
            any -> any.at() % MINUTE == 0 && any.at() % DAY != 0,
            NEARLY_ALWAYS,
            "occurred_at is a whole minute",
            "log seconds: the order of events matters"));
  }

  private static boolean isCall(DmActivity dm) {
    return dm.kind() == DmKind.CALL_STARTED || dm.kind() == DmKind.CALL_ENDED;
  }

  private static boolean isRead(ApiCall call) {
    return switch (call.operation()) {
      case READ, LIST, SEARCH, EXPORT -> true;
      case WRITE, DELETE, OTHER -> false;
    };
  }

  void add(Activity activity) {
    if (among.test(activity)) {
      asked++;
      if (odd.test(activity)) {
        found++;
      }
    }
  }

  /** A line about it; empty where it is not odd. */
  Optional<String> line() {
    if (asked < FEWEST || found < share * asked) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(Locale.ROOT, "%s in %,d of %,d events; %s", what, found, asked, remedy));
  }
}
