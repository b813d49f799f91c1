package io.leakwatch.benchmarks.rivals;

import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.SubjectType;
import java.util.Set;
import org.apache.avro.generic.GenericData;

/** API events, slimmed to what mass scraping looks at. Not for use by several threads at once. */
public final class CallReader {

  private static final Set<String> READING = Set.of("READ", "LIST", "SEARCH");
  private static final Set<String> PEOPLE =
      Set.of("PROFILE", "FOLLOWERS", "DM_METADATA", "CONTACTS");

  private static final int AT = 0;
  private static final int CLIENT = 1;
  private static final int CLIENT_KIND = 2;
  private static final int ACCOUNT = 3;
  private static final int IP = 4;
  private static final int USER_AGENT = 5;
  private static final int OPERATION = 6;
  private static final int RESOURCE = 7;
  private static final int TARGET = 8;
  private static final int STATUS = 9;

  private final SlimReader reader =
      new SlimReader(
          EventKind.API,
          "occurred_at",
          "client_id",
          "client_kind",
          "account_id",
          "ip",
          "user_agent",
          "operation",
          "resource",
          "target_id",
          "status");

  /** What an event, in single-object encoding, says of who reads whom; null for nothing. */
  public Read read(byte[] value) {
    GenericData.Record event = reader.read(value);
    int status = (Integer) event.get(STATUS);
    String target = (String) event.get(TARGET);
    if (target == null
        || status < 200
        || status > 299
        || !READING.contains(event.get(OPERATION).toString())
        || !PEOPLE.contains(event.get(RESOURCE).toString())) {
      return null;
    }
    return by(event, target);
  }

  private static Read by(GenericData.Record event, String target) {
    long at = (Long) event.get(AT);
    String client = (String) event.get(CLIENT);
    String account = (String) event.get(ACCOUNT);
    if (client != null && !event.get(CLIENT_KIND).toString().equals("FIRST_PARTY")) {
      return new Read(at, new Reader(SubjectType.CLIENT, client), target, account);
    }
    if (account != null) {
      return new Read(at, new Reader(SubjectType.ACCOUNT, account), target, null);
    }
    String address = NetworkAddress.entityId((String) event.get(IP));
    return address == null
        ? null
        : new Read(
            at, new Reader(SubjectType.ADDRESS, address), target, (String) event.get(USER_AGENT));
  }
}
