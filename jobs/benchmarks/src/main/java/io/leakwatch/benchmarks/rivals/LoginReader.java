package io.leakwatch.benchmarks.rivals;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.schemas.EventKind;
import java.util.Set;
import org.apache.avro.generic.GenericData;

/**
 * Login events, slimmed to what the detectors look at. Not for use by several threads at once.
 *
 * <p>Call {@link #read}, then take from it what there is.
 */
public final class LoginReader {

  /** Operators whose addresses say little about where their users are; as the real detector has. */
  private static final Set<Integer> WIDE_NETWORKS =
      Set.of(
          13335, 54113, 20940, 36183, 14593, 22351, 9009, 60068, 212238, 62240, 136787, 147049,
          209103, 39351, 198093, 13213);

  private static final int ASSUMED_ACCURACY_KM = 50;
  private static final int DOUBT_OF_SECOND_FACTOR = 60;
  private static final int DOUBT_OF_SINGLE_SIGN_ON = 30;

  private static final int AT = 0;
  private static final int ACTION = 1;
  private static final int OUTCOME = 2;
  private static final int ACCOUNT = 3;
  private static final int IP = 4;
  private static final int DEVICE = 5;
  private static final int SESSION = 6;
  private static final int METHOD = 7;
  private static final int MFA = 8;
  private static final int GEO = 9;
  private static final int ASN = 10;

  private final SlimReader reader =
      new SlimReader(
          EventKind.LOGIN,
          "occurred_at",
          "action",
          "outcome",
          "account_id",
          "ip",
          "device_id",
          "session_id",
          "method",
          "mfa",
          "geo",
          "asn");

  private GenericData.Record event;
  private boolean login;
  private boolean refresh;
  private boolean success;

  /** Takes the next event, in single-object encoding. */
  public void read(byte[] value) {
    event = reader.read(value);
    String action = event.get(ACTION).toString();
    String outcome = event.get(OUTCOME).toString();
    login = action.equals("LOGIN");
    refresh = action.equals("TOKEN_REFRESH");
    success = outcome.equals("SUCCESS");
  }

  /** What the event says of its address; null for nothing. */
  public Attempt attempt() {
    boolean failed = event.get(OUTCOME).toString().equals("FAILURE");
    if (!(login && (failed || success)) && !(refresh && success)) {
      return null;
    }
    String address = NetworkAddress.entityId((String) event.get(IP));
    return address == null
        ? null
        : new Attempt((Long) event.get(AT), address, (String) event.get(ACCOUNT), failed);
  }

  /** What the event says of where its account is; null for nothing. */
  public Sighting sighting() {
    GenericData.Record geo = (GenericData.Record) event.get(GEO);
    Integer asn = (Integer) event.get(ASN);
    int network = asn == null ? 0 : asn;
    if (!success || !(login || refresh) || geo == null || WIDE_NETWORKS.contains(network)) {
      return null;
    }
    Integer accuracy = (Integer) geo.get("accuracy_km");
    return new Sighting(
        (Long) event.get(AT),
        (String) event.get(ACCOUNT),
        (String) geo.get("country"),
        (Double) geo.get("latitude"),
        (Double) geo.get("longitude"),
        accuracy == null ? ASSUMED_ACCURACY_KM : accuracy,
        network,
        Hashes.of((String) event.get(DEVICE)),
        Hashes.of((String) event.get(SESSION)),
        login,
        doubt());
  }

  private int doubt() {
    String method = event.get(METHOD).toString();
    boolean proof = (Boolean) event.get(MFA) || method.equals("PASSKEY");
    return (proof ? DOUBT_OF_SECOND_FACTOR : 0)
        + (method.equals("SSO") ? DOUBT_OF_SINGLE_SIGN_ON : 0);
  }
}
