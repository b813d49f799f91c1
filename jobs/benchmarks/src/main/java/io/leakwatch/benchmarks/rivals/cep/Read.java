package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.SubjectType;

/**
 * An answered read of somebody's data.
 *
 * @param reader type and id of who reads: an app of somebody else's; behind a first-party client
 *     the account; where there is neither, the address
 * @param target hash of whose data it was
 * @param behind hash of who is behind the reader: an app's account, an address's user agent
 * @param at epoch milliseconds
 */
public record Read(String reader, long target, long behind, long at) {

  static boolean isIn(ApiEvent call) {
    boolean reads =
        switch (call.getOperation()) {
          case READ, LIST, SEARCH -> true;
          default -> false;
        };
    boolean people =
        switch (call.getResource()) {
          case PROFILE, FOLLOWERS, DM_METADATA, CONTACTS -> true;
          default -> false;
        };
    boolean answered = call.getStatus() >= 200 && call.getStatus() < 300;
    return reads && people && answered && call.getTargetId() != null && hasReader(call);
  }

  private static boolean hasReader(ApiEvent call) {
    return call.getIp() != null || call.getAccountId() != null || call.getClientId() != null;
  }

  static Read of(ApiEvent call) {
    SubjectType type = readerType(call);
    String id =
        switch (type) {
          case CLIENT -> call.getClientId();
          case ACCOUNT -> call.getAccountId();
          default -> NetworkAddress.entityId(call.getIp());
        };
    long behind =
        switch (type) {
          case CLIENT -> Hashes.of(call.getAccountId());
          case ACCOUNT -> 0;
          default -> Hashes.of(call.getUserAgent());
        };
    return new Read(
        type + ":" + id,
        Hashes.of(call.getTargetId()),
        behind,
        call.getOccurredAt().toEpochMilli());
  }

  SubjectType readerType() {
    return type(reader);
  }

  /** Of a {@link #reader}. */
  static SubjectType type(String reader) {
    return SubjectType.valueOf(reader.substring(0, reader.indexOf(':')));
  }

  private static SubjectType readerType(ApiEvent call) {
    if (call.getClientId() != null && call.getClientKind() != ClientKind.FIRST_PARTY) {
      return SubjectType.CLIENT;
    }
    return call.getAccountId() != null ? SubjectType.ACCOUNT : SubjectType.ADDRESS;
  }
}
