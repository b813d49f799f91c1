package io.leakwatch.pipeline.admit;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.detection.words.Cut;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.PossibleTimes;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginEvent;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What is wrong with an event's values: the first fault found, in words. */
public final class Faults {

  private final AccountNames names;
  private String found;

  private Faults(AccountNames names) {
    this.names = names;
  }

  /** The first fault of an event; null if its values are all possible. */
  public static String of(SpecificRecord event) {
    return of(event, AccountNames.USUAL);
  }

  /**
   * The first fault of an event; null if its values are all possible.
   *
   * @param names whose a name is
   */
  public static String of(SpecificRecord event, AccountNames names) {
    Faults faults = new Faults(names);
    if (event instanceof LoginEvent login) {
      faults.check(login);
    } else if (event instanceof ApiEvent call) {
      faults.check(call);
    } else if (event instanceof DmMetadataEvent dm) {
      faults.check(dm);
    }
    return faults.found;
  }

  private void check(LoginEvent login) {
    required("event_id", login.getEventId());
    somebody("account_id", login.getAccountId());
    address(login.getIp());
    optional("device_id", login.getDeviceId());
    optional("session_id", login.getSessionId());
    notNegative("asn", login.getAsn());
    place(login.getGeo());
  }

  private void place(Geo geo) {
    if (geo == null) {
      return;
    }
    within("geo.latitude", geo.getLatitude(), -90, 90);
    within("geo.longitude", geo.getLongitude(), -180, 180);
    notNegative("geo.accuracy_km", geo.getAccuracyKm());
    String country = geo.getCountry();
    if (country != null && country.length() != 2) {
      fault("geo.country", shown(country), "a two-letter code");
    }
  }

  private void check(ApiEvent call) {
    required("event_id", call.getEventId());
    optional("client_id", call.getClientId());
    optional("account_id", call.getAccountId());
    address(call.getIp());
    optional("session_id", call.getSessionId());
    optional("target_id", call.getTargetId());
    required("endpoint", call.getEndpoint());
    required("http_method", call.getHttpMethod());
    within("status", call.getStatus(), 100, 599);
    notNegative("records", call.getRecords());
    notNegative("rate_limit", call.getRateLimit());
    notNegative("asn", call.getAsn());
    listed("data_classes", call.getDataClasses());
    scopes("scopes_required", call.getScopesRequired());
    scopes("scopes_granted", call.getScopesGranted());
    time("oldest_record_at", call.getOldestRecordAt());
  }

  private void check(DmMetadataEvent dm) {
    required("event_id", dm.getEventId());
    somebody("actor_id", dm.getActorId());
    address(dm.getIp());
    optional("peer_id", dm.getPeerId());
    optional("conversation_id", dm.getConversationId());
    optional("client_id", dm.getClientId());
    notNegative("participants", dm.getParticipants());
    notNegative("mutual_contacts", dm.getMutualContacts());
    notNegative("asn", dm.getAsn());
    listed("data_classes", dm.getDataClasses());
    time("record_at", dm.getRecordAt());
    if (dm.getDurationMs() != null && dm.getDurationMs() < 0) {
      fault("duration_ms", dm.getDurationMs().toString(), "0 or more");
    }
  }

  private void required(String field, String value) {
    if (value.isEmpty()) {
      fault(field, "empty", "a text");
    }
    optional(field, value);
  }

  private void somebody(String field, String name) {
    required(field, name);
    if (found == null && names.of(name) == null) {
      fault(
          field + " is " + shown(name) + ", which names nobody (accounts.nobody); expected a name");
    }
  }

  /** An address that cannot be read must not be taken for none. */
  private void address(String ip) {
    if (ip != null && !ip.isEmpty() && NetworkAddress.entityId(ip) == null) {
      fault("ip", shown(ip), "an IPv4 or IPv6 address, or null");
    }
  }

  private void optional(String field, String value) {
    if (value != null && value.length() > Activity.LONGEST_ID) {
      fault(field, value.length() + " characters long", "at most " + Activity.LONGEST_ID);
    }
  }

  private void listed(String field, List<?> values) {
    if (values.size() > Activity.MOST_LISTED) {
      fault(field, values.size() + " entries long", "at most " + Activity.MOST_LISTED);
    }
  }

  private void scopes(String field, List<String> scopes) {
    listed(field, scopes);
    for (int i = 0; i < scopes.size() && found == null; i++) {
      if (scopes.get(i).length() > Activity.LONGEST_ID) {
        optional(field + "[" + i + "]", scopes.get(i));
      }
    }
  }

  private void within(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      fault(field, Figures.of(value), (long) least + " to " + (long) most);
    }
  }

  private void notNegative(String field, Integer value) {
    if (value != null && value < 0) {
      fault(field, value.toString(), "0 or more");
    }
  }

  private void time(String field, Instant time) {
    if (time != null && !PossibleTimes.has(time.toEpochMilli())) {
      fault(PossibleTimes.fault(field, time.toEpochMilli()) + ", or null");
    }
  }

  private void fault(String field, String observed, String wanted) {
    fault(field + " is " + observed + ", expected " + wanted);
  }

  private void fault(String words) {
    if (found == null) {
      found = words;
    }
  }

  private static String shown(String value) {
    return value.length() <= 32 ? "'" + value + "'" : "'" + Cut.to(32, value) + "…'";
  }
}
