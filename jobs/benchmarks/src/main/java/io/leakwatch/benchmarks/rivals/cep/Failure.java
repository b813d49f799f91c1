package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;

/**
 * A login that failed.
 *
 * @param address the address, or the /64 of an IPv6 one
 * @param account hash of the name that was tried
 * @param at epoch milliseconds
 */
public record Failure(String address, long account, long at) {

  static boolean isIn(LoginEvent login) {
    return login.getOutcome() == LoginOutcome.FAILURE
        && login.getAction() == LoginAction.LOGIN
        && login.getIp() != null;
  }

  static Failure of(LoginEvent login) {
    return new Failure(
        NetworkAddress.entityId(login.getIp()),
        Hashes.of(login.getAccountId()),
        login.getOccurredAt().toEpochMilli());
  }
}
