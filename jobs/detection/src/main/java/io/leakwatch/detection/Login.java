package io.leakwatch.detection;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;

/**
 * Something that happened to an account's way in.
 *
 * @param failureReason null for a success or where the reason is not told
 * @param account the account, or the name that was tried where no such account exists
 * @param userAgentHash {@link Hashes#of} the user agent; 0 where none was sent
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
    long userAgentHash,
    String device,
    String session,
    LoginMethod method,
    boolean mfa,
    Place place)
    implements Activity {

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
}
