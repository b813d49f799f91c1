package io.leakwatch.detection.activity;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;

/**
 * One API call, after it was answered.
 *
 * @param account the account on whose behalf the call was made; null for none
 * @param userAgentHash {@link Hashes#of} the user agent; 0 where none was sent
 * @param endpoint the route template, such as {@code /1.1/followers/list}
 * @param legacy the endpoint is past its retirement date
 * @param rateLimit the limit in force, calls per 15 minutes; {@link #NO_LIMIT} for none
 * @param target the account or object whose data was asked for; null where the call names none
 * @param status HTTP status, 100 to 599
 * @param records records returned, 0 or more
 * @param dataClasses what personal data the answer held
 * @param missingScopes scopes that the endpoint requires and the caller was not granted, sorted and
 *     joined by blanks, cut to {@link #LONGEST_SCOPES} characters; empty where none is missing
 * @param oldestRecordAt when the oldest record returned was made, epoch milliseconds; {@link
 *     #UNKNOWN_AGE} where not known
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
    String endpoint,
    boolean legacy,
    int rateLimit,
    Operation operation,
    ResourceKind resource,
    String target,
    int status,
    int records,
    DataClasses dataClasses,
    String missingScopes,
    long oldestRecordAt)
    implements Activity {

  public static final int NO_LIMIT = -1;
  public static final int LONGEST_SCOPES = 120;
  public static final long UNKNOWN_AGE = Long.MIN_VALUE;

  /** The call was answered with what it asked for: status 200 to 299. */
  public boolean answered() {
    return status >= 200 && status < 300;
  }

  /** Nobody stands behind it: no account, no client, and no session, as a shared link has one. */
  public boolean isAnonymous() {
    return clientKind == ClientKind.ANONYMOUS
        && account == null
        && client == null
        && session == null;
  }

  /**
   * What kind of entity made the call: somebody else's app; behind a first-party client, which is
   * everybody's, the account; where there is neither, the address.
   */
  public SubjectType reader() {
    if (client != null && clientKind != ClientKind.FIRST_PARTY) {
      return SubjectType.CLIENT;
    }
    return account != null ? SubjectType.ACCOUNT : SubjectType.ADDRESS;
  }

  /**
   * The account whose data was asked for; null where the target is a conversation, an object, or
   * what was searched for, such as a phone number.
   */
  public String person() {
    return switch (resource) {
      case PROFILE, FOLLOWERS, CONTACTS, SUGGESTIONS ->
          operation == Operation.SEARCH ? null : target;
      default -> null;
    };
  }

  /**
   * What the call read from, where that has a name: for a stored object its bucket, however the
   * object is named ({@link ObjectName}); for anything else the kind of resource.
   */
  public String resourceName() {
    return resource == ResourceKind.STORAGE_OBJECT && target != null
        ? ObjectName.bucketOf(target)
        : resource.name();
  }
}
