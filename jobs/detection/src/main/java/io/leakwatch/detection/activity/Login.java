package io.leakwatch.detection.activity;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that happened to an account's way in.
 *
 * @param failureReason null for a success or where the reason is not known
 * @param account the account, or the name that was tried where no such account exists
 * @param userAgent as sent; one longer than {@link #LONGEST_USER_AGENT} characters is cut, and its
 *     hash put at the end; null where none was sent
 * @param device stable id of the device; null where the client has none
 * @param mfa a second factor was passed
 * @param place where the address is thought to be; null where not known
 */
public record Login(
    String eventId,
    long at,
    LoginAction action,
    LoginOutcome outcome,
    FailureReason failureReason,
    String account,
    String address,
    int network,
    String userAgent,
    String device,
    String session,
    LoginMethod method,
    boolean mfa,
    Place place)
    implements Activity {

  public static final int LONGEST_USER_AGENT = 160;

  private static final Pattern CUT = Pattern.compile(" #([0-9a-f]{1,16})$");

  @Override
  public String client() {
    return null;
  }

  public boolean succeeded() {
    return outcome == LoginOutcome.SUCCESS;
  }

  public boolean failed() {
    return outcome == LoginOutcome.FAILURE;
  }

  /**
   * Hash of the user agent as it was sent, cut or not: the same as {@link ApiCall#userAgentHash} of
   * a call by the same program. 0 where none was sent.
   */
  public long userAgentHash() {
    if (userAgent != null && userAgent.length() == LONGEST_USER_AGENT) {
      Matcher cut = CUT.matcher(userAgent);
      return cut.find() ? Long.parseUnsignedLong(cut.group(1), 16) : Hashes.of(userAgent);
    }
    return Hashes.of(userAgent);
  }

  /**
   * Somebody tried to log in and did not know the secret, or not even the name. It does not count
   * if the attempt got as far as the second factor, or if it failed because of a fault of the
   * platform. A failure without a reason counts as an attempt.
   */
  public boolean guessed() {
    if (action != LoginAction.LOGIN || succeeded()) {
      return false;
    }
    return failureReason == null
        || switch (failureReason) {
          case UNKNOWN_ACCOUNT, BAD_CREDENTIAL, LOCKED, BLOCKED -> true;
          case MFA_DENIED, MFA_TIMEOUT, OTHER -> false;
        };
  }

  /** Somebody logged in. */
  public boolean loggedIn() {
    return action == LoginAction.LOGIN && succeeded();
  }

  /**
   * Somebody logged in, perhaps with a password, so that a guessed one may have opened the account.
   * Whoever comes with a key, a token, or on another service's word has guessed nothing.
   */
  public boolean openedByPassword() {
    return loggedIn()
        && switch (method) {
          case PASSWORD, UNKNOWN -> true;
          case PASSKEY, SSO, OAUTH, TOKEN -> false;
        };
  }

  /** Somebody logged in, or continued an existing session. */
  public boolean cameIn() {
    return loggedIn() || (action == LoginAction.TOKEN_REFRESH && succeeded());
  }

  /**
   * Whether it changed how the owner logs in to the account or recovers it: its password, e-mail
   * address, phone number, or whether there is a second factor.
   */
  public boolean changesRecovery() {
    return succeeded()
        && switch (action) {
          case PASSWORD_CHANGE, EMAIL_CHANGE, PHONE_CHANGE, MFA_DISABLE -> true;
          default -> false;
        };
  }

  /**
   * What attempts from many addresses share if one program makes them: user agent and network
   * operator. Null where neither is known, because then nothing is shared.
   */
  public String fingerprint() {
    if (userAgent == null && network == 0) {
      return null;
    }
    return (network == 0 ? "unknown network" : "AS" + network)
        + ", "
        + (userAgent == null ? "no user agent" : userAgent);
  }

  /** Whether both the user agent and the network operator of its fingerprint are known. */
  public boolean hasWholeFingerprint() {
    return userAgent != null && network != 0;
  }
}
