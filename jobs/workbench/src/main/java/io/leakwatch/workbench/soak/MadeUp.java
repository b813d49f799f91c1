package io.leakwatch.workbench.soak;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Instant;

/**
 * Events with an account, an address, a device, a session and a conversation that nobody has ever
 * seen, and nobody will see again. They are harmless, so what is found is found elsewhere.
 */
final class MadeUp {

  private final String prefix;
  private final int network;
  private long count;

  /**
   * @param prefix of all ids
   * @param network first sixteen bits of all addresses
   */
  MadeUp(String prefix, int network) {
    TrustedSchemas.trust();
    this.prefix = prefix;
    this.network = network;
  }

  /** An id that is given once. */
  String fresh() {
    count++;
    return prefix + Long.toString(count, Character.MAX_RADIX);
  }

  private String address() {
    return "%x:%x:%x:%x::1"
        .formatted(network, count >>> 32 & 0xFFFF, count >>> 16 & 0xFFFF, count & 0xFFFF);
  }

  LoginEvent.Builder login(long at) {
    String id = fresh();
    return LoginEvent.newBuilder()
        .setEventId(id)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.SUCCESS)
        .setAccountId(id)
        .setIp(address())
        .setUserAgent("Mozilla/5.0")
        .setDeviceId(id)
        .setSessionId(id)
        .setMethod(LoginMethod.PASSWORD)
        .setAsn(400_000 + (int) (count % 1_000));
  }

  ApiEvent.Builder call(long at) {
    String id = fresh();
    return ApiEvent.newBuilder()
        .setEventId(id)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setClientKind(ClientKind.FIRST_PARTY)
        .setAccountId(id)
        .setIp(address())
        .setSessionId(id)
        .setHttpMethod("GET")
        .setEndpoint("/1.1/statuses/home_timeline")
        .setOperation(Operation.READ)
        .setResource(ResourceKind.OTHER)
        .setStatus(200);
  }

  DmMetadataEvent.Builder message(long at) {
    String id = fresh();
    return DmMetadataEvent.newBuilder()
        .setEventId(id)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setKind(DmKind.MESSAGE_SENT)
        .setActorId(id)
        .setPeerId("p" + id)
        .setConversationId(id)
        .setIp(address());
  }
}
