package io.leakwatch.pipeline.admit;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.detection.words.Cut;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.geo.GeoDatabases;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/** Slims events to activities; position and operator are added where the event has none. */
public final class Activities {

  private static final int UNKNOWN = -1;

  private final GeoDatabases databases;
  private final AccountNames names;

  /**
   * @param databases null to take events as they are
   */
  public Activities(GeoDatabases databases) {
    this(databases, AccountNames.USUAL);
  }

  /**
   * @param databases null to take events as they are
   * @param names whose a name is
   */
  public Activities(GeoDatabases databases, AccountNames names) {
    this.databases = databases;
    this.names = names;
  }

  /**
   * The activity that an event reports; values are taken as they are, so they must have been
   * checked.
   */
  public Activity of(SpecificRecord event) {
    if (event instanceof LoginEvent login) {
      return of(login);
    }
    return event instanceof ApiEvent call ? of(call) : of((DmMetadataEvent) event);
  }

  /**
   * The activity of an arrival that is one or reports one.
   *
   * @throws IllegalArgumentException for any other
   */
  Activity of(Arrival arrival) {
    if (arrival instanceof Arrival.Checked checked) {
      return checked.activity();
    }
    if (arrival instanceof Arrival.Unchecked unchecked) {
      return of(unchecked.event());
    }
    throw new IllegalArgumentException("no event: " + arrival);
  }

  private Login of(LoginEvent login) {
    return new Login(
        login.getEventId(),
        login.getOccurredAt().toEpochMilli(),
        login.getAction(),
        login.getOutcome(),
        login.getFailureReason(),
        names.of(login.getAccountId()),
        NetworkAddress.entityId(login.getIp()),
        network(login.getAsn(), login.getIp()),
        userAgent(login.getUserAgent()),
        login.getDeviceId(),
        login.getSessionId(),
        login.getMethod(),
        login.getMfa(),
        place(login));
  }

  private static String userAgent(String sent) {
    if (sent == null || sent.length() <= Login.LONGEST_USER_AGENT) {
      return sent;
    }
    String hash = " #" + Long.toHexString(Hashes.of(sent));
    return Cut.to(Login.LONGEST_USER_AGENT - hash.length(), sent) + hash;
  }

  private Place place(LoginEvent login) {
    Geo geo = login.getGeo();
    if (geo == null && databases != null && login.getIp() != null) {
      Optional<Geo> found = databases.locate(login.getIp());
      geo = found.orElse(null);
    }
    if (geo == null) {
      return null;
    }
    return new Place(
        geo.getCountry(),
        geo.getLatitude(),
        geo.getLongitude(),
        geo.getAccuracyKm() == null ? UNKNOWN : geo.getAccuracyKm());
  }

  private int network(Integer asn, String ip) {
    if (asn != null) {
      return asn;
    }
    return databases == null || ip == null ? 0 : databases.operator(ip).orElse(0);
  }

  private ApiCall of(ApiEvent call) {
    return new ApiCall(
        call.getEventId(),
        call.getOccurredAt().toEpochMilli(),
        call.getClientId(),
        call.getClientKind(),
        names.of(call.getAccountId()),
        NetworkAddress.entityId(call.getIp()),
        network(call.getAsn(), call.getIp()),
        Hashes.of(call.getUserAgent()),
        call.getSessionId(),
        call.getEndpoint(),
        call.getLegacy(),
        call.getRateLimit() == null ? ApiCall.NO_LIMIT : call.getRateLimit(),
        call.getOperation(),
        call.getResource(),
        target(call),
        call.getStatus(),
        call.getRecords(),
        DataClasses.of(call.getDataClasses()),
        missing(call.getScopesRequired(), call.getScopesGranted()),
        millis(call.getOldestRecordAt()));
  }

  private String target(ApiEvent call) {
    return call.getResource() == ResourceKind.STORAGE_OBJECT
        ? call.getTargetId()
        : names.ofTarget(call.getTargetId());
  }

  /** The required scopes that were not granted, in a text of bounded length. */
  private static String missing(List<String> required, List<String> granted) {
    if (required.isEmpty()) {
      return "";
    }
    TreeSet<String> missing = new TreeSet<>(required);
    granted.forEach(missing::remove);
    return Cut.to(ApiCall.LONGEST_SCOPES, String.join(" ", missing));
  }

  private static long millis(Instant time) {
    return time == null ? ApiCall.UNKNOWN_AGE : time.toEpochMilli();
  }

  private DmActivity of(DmMetadataEvent dm) {
    return new DmActivity(
        dm.getEventId(),
        dm.getOccurredAt().toEpochMilli(),
        dm.getKind(),
        names.of(dm.getActorId()),
        names.of(dm.getPeerId()),
        dm.getConversationId(),
        dm.getClientId(),
        NetworkAddress.entityId(dm.getIp()),
        network(dm.getAsn(), dm.getIp()),
        dm.getParticipants(),
        dm.getActorIsMember(),
        dm.getKnownContact(),
        dm.getMutualContacts() == null ? DmActivity.UNKNOWN : dm.getMutualContacts(),
        dm.getEncryption(),
        DataClasses.of(dm.getDataClasses()),
        millis(dm.getRecordAt()),
        dm.getCallRoute(),
        dm.getRelayRequested(),
        dm.getAnswered(),
        dm.getDurationMs() == null ? DmActivity.UNKNOWN : dm.getDurationMs());
  }
}
