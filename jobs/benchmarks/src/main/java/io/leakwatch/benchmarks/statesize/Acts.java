package io.leakwatch.benchmarks.statesize;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import java.util.HexFormat;

/** Single acts of an ordinary day; all times are epoch milliseconds. */
final class Acts {

  private static final String PHONE = "Chirp/10.12 (Android 15; Pixel 9)";
  private static final long PHONE_HASH = Hashes.of(PHONE);
  private static final int LIMIT = 3_600;
  private static final int HOME_OPERATOR = 64_512;
  private static final int CARRIER = 64_640;
  private static final Place HOME = new Place("DE", 52.5, 13.4, 25);

  private long made;

  /** Ids are as long as the simulator's: a letter and 16 digits. */
  private String eventId() {
    return "e" + HexFormat.of().toHexDigits(made++ * 0x9E37_79B9_7F4A_7C15L);
  }

  static String account(int number) {
    return "u" + (10_000_019 + number * 48_271L % 89_000_003);
  }

  /** The home line of a household. */
  static String home(int household) {
    return "6" + (household >> 24 & 3) + tail(household);
  }

  /** A carrier's gateway in the region; thousands share it. */
  static String gateway(int account) {
    return "100.64.3." + account % 4;
  }

  private static String tail(int bits) {
    return "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
  }

  Login login(long at, LoginAction action, int account, String address, boolean onTheMove) {
    return new Login(
        eventId(),
        at,
        action,
        LoginOutcome.SUCCESS,
        null,
        account(account),
        address,
        onTheMove ? CARRIER : HOME_OPERATOR,
        PHONE,
        "v" + account(account),
        "s" + account(account),
        action == LoginAction.LOGIN ? LoginMethod.PASSWORD : LoginMethod.TOKEN,
        false,
        HOME);
  }

  Login mistypedPassword(long at, int account, String address) {
    return new Login(
        eventId(),
        at,
        LoginAction.LOGIN,
        LoginOutcome.FAILURE,
        FailureReason.BAD_CREDENTIAL,
        account(account),
        address,
        HOME_OPERATOR,
        PHONE,
        "v" + account(account),
        null,
        LoginMethod.PASSWORD,
        false,
        HOME);
  }

  /** A look at somebody's profile, in the platform's own client. */
  ApiCall look(long at, int account, int target, String address, boolean onTheMove) {
    return new ApiCall(
        eventId(),
        at,
        "app-android",
        ClientKind.FIRST_PARTY,
        account(account),
        address,
        onTheMove ? CARRIER : HOME_OPERATOR,
        PHONE_HASH,
        "s" + account(account),
        "/2/users/:id",
        false,
        LIMIT,
        Operation.READ,
        ResourceKind.PROFILE,
        account(target),
        200,
        1,
        DataClasses.NONE,
        "",
        ApiCall.UNKNOWN_AGE);
  }

  /** An app reads its user's own profile. */
  ApiCall readByApp(long at, int app, int user) {
    return new ApiCall(
        eventId(),
        at,
        "client-" + (1_000_003 + app),
        ClientKind.THIRD_PARTY,
        account(user),
        "34" + tail(app),
        HOME_OPERATOR,
        PHONE_HASH,
        null,
        "/2/users/:id",
        false,
        LIMIT,
        Operation.READ,
        ResourceKind.PROFILE,
        account(user),
        200,
        1,
        DataClasses.NONE,
        "",
        ApiCall.UNKNOWN_AGE);
  }

  DmActivity message(long at, int account, int peer, String conversation, String address) {
    return dm(at, DmKind.MESSAGE_SENT, account, peer, conversation, address, true, -1);
  }

  /** An acquaintance of friends is suggested. */
  DmActivity suggestion(long at, int account, int suggested, String address) {
    return dm(at, DmKind.SUGGESTION_SHOWN, account, suggested, null, address, false, 5);
  }

  private DmActivity dm(
      long at,
      DmKind kind,
      int account,
      int peer,
      String conversation,
      String address,
      boolean known,
      int mutual) {
    return new DmActivity(
        eventId(),
        at,
        kind,
        account(account),
        account(peer),
        conversation,
        "app-android",
        address,
        HOME_OPERATOR,
        2,
        true,
        known,
        mutual,
        conversation == null ? Encryption.UNKNOWN : Encryption.END_TO_END,
        DataClasses.NONE,
        ApiCall.UNKNOWN_AGE,
        null,
        false,
        null,
        DmActivity.UNKNOWN);
  }
}
