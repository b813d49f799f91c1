package io.leakwatch.pipeline.decode;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.pipeline.types.KnownTexts;
import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import org.apache.avro.SchemaNormalization;

/**
 * The short way from bytes to activities, for nearly all events: those that this version's own
 * schema has written, and in which nothing is out of the ordinary. It makes no objects but the
 * activity and its texts. All others, and everything that may be a dead letter, are left to {@link
 * EventDecoder} and to the checks behind it, which say what is wrong.
 *
 * <p>Not for use by several threads at once.
 */
public final class OrdinaryEvents {

  private static final LoginAction[] ACTIONS = LoginAction.values();
  private static final LoginOutcome[] OUTCOMES = LoginOutcome.values();
  private static final FailureReason[] REASONS = FailureReason.values();
  private static final LoginMethod[] METHODS = LoginMethod.values();
  private static final ClientKind[] CLIENTS = ClientKind.values();
  private static final Operation[] OPERATIONS = Operation.values();
  private static final ResourceKind[] RESOURCES = ResourceKind.values();
  private static final DmKind[] DM_KINDS = DmKind.values();
  private static final Encryption[] ENCRYPTIONS = Encryption.values();
  private static final CallRoute[] CALL_ROUTES = CallRoute.values();

  private final EventKind kind;
  private final long fingerprint;
  private final long maxAheadMillis;
  private final boolean looksUp;
  private final AccountNames names;
  private final AvroBytes in = new AvroBytes();

  /**
   * @param maxAheadMillis an event this much ahead of its record's timestamp is out of the ordinary
   * @param looksUp whether positions and operators are to be added where an event has none, which
   *     is not done here
   * @param names whose a name is
   */
  public OrdinaryEvents(EventKind kind, long maxAheadMillis, boolean looksUp, AccountNames names) {
    this.names = names;
    this.kind = kind;
    this.fingerprint = SchemaNormalization.parsingFingerprint64(kind.schema());
    this.maxAheadMillis = maxAheadMillis;
    this.looksUp = looksUp;
  }

  /**
   * The activity that a record reports.
   *
   * @param value in Avro single-object encoding; may be null, or anything else
   * @param arrivedAt the record's own timestamp, epoch milliseconds
   * @return null if it is to be read the long way
   */
  public Activity read(byte[] value, long arrivedAt) {
    if (value == null
        || !SingleObject.isMarked(value)
        || SingleObject.fingerprint(value) != fingerprint) {
      return null;
    }
    return readBody(value, SingleObject.HEADER_LENGTH, arrivedAt);
  }

  /**
   * The activity that bytes report which this version's own schema has written.
   *
   * @param offset where they begin, behind whatever header
   * @param arrivedAt the record's own timestamp, epoch milliseconds
   * @return null if they are to be read the long way
   */
  public Activity readBody(byte[] value, int offset, long arrivedAt) {
    try {
      in.of(value, offset);
      Activity activity =
          switch (kind) {
            case LOGIN -> readLogin();
            case API -> readApiCall();
            case DM_METADATA -> readDmActivity();
          };
      in.expect(PossibleTimes.has(activity.at()));
      in.expect(activity.at() - Math.max(0, arrivedAt) <= maxAheadMillis);
      return in.isOdd() ? null : activity;
    } catch (IndexOutOfBoundsException notAnEvent) {
      return null;
    }
  }

  private Login readLogin() {
    String eventId = in.readId();
    long at = in.readLong();
    LoginAction action = in.readEnum(ACTIONS);
    LoginOutcome outcome = in.readEnum(OUTCOMES);
    FailureReason reason = in.readEnumOrNull(REASONS);
    String account = readName();
    String address = readAddress();
    String userAgent = textOf(in.readKnownOrNull());
    in.expect(userAgent == null || userAgent.length() <= Login.LONGEST_USER_AGENT);
    String device = in.readIdOrNull();
    String session = in.readIdOrNull();
    LoginMethod method = in.readEnum(METHODS);
    boolean mfa = in.readBoolean();
    Place place = in.isThere() ? readPlace() : null;
    in.expect(place != null || !looksUp);
    int network = readNetwork();
    return new Login(
        eventId, at, action, outcome, reason, account, address, network, userAgent, device, session,
        method, mfa, place);
  }

  /** The name of an account that has to be somebody's. */
  private String readName() {
    String name = names.of(in.readId());
    in.expect(name != null);
    return name;
  }

  private String readAddress() {
    String ip = in.readIdOrNull();
    String address = NetworkAddress.entityId(ip);
    in.expect(address != null || ip == null || ip.isEmpty());
    return address;
  }

  private static String textOf(KnownTexts.Known known) {
    return known == null ? null : known.text();
  }

  private Place readPlace() {
    String country = textOf(in.readKnownOrNull());
    in.expect(country == null || country.length() == 2);
    double latitude = in.readDouble();
    in.expect(latitude >= -90 && latitude <= 90);
    double longitude = in.readDouble();
    in.expect(longitude >= -180 && longitude <= 180);
    return new Place(country, latitude, longitude, in.readCountOrNone());
  }

  /** 0 where it is not known. */
  private int readNetwork() {
    boolean known = in.isThere();
    in.expect(known || !looksUp);
    return known ? in.readCount() : 0;
  }

  private ApiCall readApiCall() {
    String eventId = in.readId();
    long at = in.readLong();
    String client = textOf(in.readKnownOrNull());
    ClientKind clientKind = in.readEnum(CLIENTS);
    String account = names.of(in.readIdOrNull());
    String address = readAddress();
    KnownTexts.Known userAgent = in.readKnownOrNull();
    String session = in.readIdOrNull();
    int network = readNetwork();
    in.skipId(); // the HTTP method
    String endpoint = in.readKnownId();
    boolean legacy = in.readBoolean();
    int rateLimit = in.readCountOrNone();
    Operation operation = in.readEnum(OPERATIONS);
    ResourceKind resource = in.readEnum(RESOURCES);
    String target = in.readIdOrNull();
    int status = in.readInt();
    in.expect(status >= 100 && status <= 599);
    int records = in.readCount();
    DataClasses dataClasses = in.readDataClasses();
    in.readWithinNext(); // a scope that is required and not granted is out of the ordinary
    return new ApiCall(
        eventId,
        at,
        client,
        clientKind,
        account,
        address,
        network,
        userAgent == null ? 0 : userAgent.hash(),
        session,
        endpoint,
        legacy,
        rateLimit,
        operation,
        resource,
        resource == ResourceKind.STORAGE_OBJECT ? target : names.ofTarget(target),
        status,
        records,
        dataClasses,
        "",
        in.readTimeOr(ApiCall.UNKNOWN_AGE));
  }

  private DmActivity readDmActivity() {
    String eventId = in.readId();
    long at = in.readLong();
    DmKind dmKind = in.readEnum(DM_KINDS);
    String actor = readName();
    String peer = names.of(in.readIdOrNull());
    String conversation = in.readIdOrNull();
    String client = textOf(in.readKnownOrNull());
    String address = readAddress();
    return new DmActivity(
        eventId,
        at,
        dmKind,
        actor,
        peer,
        conversation,
        client,
        address,
        readNetwork(),
        in.readCount(),
        in.readBoolean(),
        in.readBoolean(),
        in.readCountOrNone(),
        in.readEnum(ENCRYPTIONS),
        in.readDataClasses(),
        in.readTimeOr(ApiCall.UNKNOWN_AGE),
        in.readEnumOrNull(CALL_ROUTES),
        in.readBoolean(),
        in.isThere() ? (Boolean) in.readBoolean() : null,
        readDuration());
  }

  private long readDuration() {
    if (!in.isThere()) {
      return DmActivity.UNKNOWN;
    }
    long millis = in.readLong();
    in.expect(millis >= 0);
    return millis;
  }
}
