package io.leakwatch.detection;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;

/**
 * One API call, after it was answered.
 *
 * @param account the account on whose behalf the call was made; null for none
 * @param userAgentHash {@link Hashes#of} the user agent; 0 where none was sent
 * @param target the account or object whose data was asked for; null where the call names none
 * @param status HTTP status, 100 to 599
 * @param records records returned, 0 or more
 */
public record ApiCall(
    String eventId,
    long at,
    String client,
    ClientKind clientKind,
    String account,
    String address,
    int network,
    long userAgentHash,
    String session,
    Operation operation,
    ResourceKind resource,
    String target,
    int status,
    int records)
    implements Activity {

  /** The call was answered with what it asked for: status 200 to 299. */
  public boolean answered() {
    return status >= 200 && status < 300;
  }
}
