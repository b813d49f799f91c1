package io.leakwatch.detection.needs;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * How many events there were, and how many of them had each {@link Trait}. Exact, and of constant
 * size: an event costs an addition for each trait that it has.
 *
 * <p>Not for use by several threads at once; one thread may read while another counts.
 */
@SuppressWarnings("EnumOrdinal") // places in arrays that are never stored
public final class Tallies {

  private static final int OK = 200;

  private final long[] kinds = new long[EventKind.values().length];
  private final long[] fields = new long[Field.values().length];
  private final long[] occurrences = new long[Occurrence.values().length];

  /** Those of a run whose counts were put down by {@link #byPath}; what is unknown is ignored. */
  public static Tallies of(Map<String, Long> byPath) {
    Tallies tallies = new Tallies();
    for (EventKind kind : EventKind.values()) {
      tallies.kinds[kind.ordinal()] = byPath.getOrDefault(kind.topic(), 0L);
    }
    for (Field field : Field.values()) {
      tallies.fields[field.ordinal()] = byPath.getOrDefault(field.path(), 0L);
    }
    for (Occurrence occurrence : Occurrence.values()) {
      tallies.occurrences[occurrence.ordinal()] = byPath.getOrDefault(occurrence.path(), 0L);
    }
    return tallies;
  }

  /** All counts, by topic and by {@link Trait#path}. */
  public Map<String, Long> byPath() {
    Map<String, Long> counts = new TreeMap<>();
    for (EventKind kind : EventKind.values()) {
      counts.put(kind.topic(), events(kind));
    }
    for (Field field : Field.values()) {
      counts.put(field.path(), count(field));
    }
    for (Occurrence occurrence : Occurrence.values()) {
      counts.put(occurrence.path(), count(occurrence));
    }
    return counts;
  }

  /** How many events of a kind there were. */
  public long events(EventKind kind) {
    return kinds[kind.ordinal()];
  }

  /** How many events had it. */
  public long count(Trait trait) {
    if (trait instanceof Field field) {
      return fields[field.ordinal()];
    }
    return occurrences[((Occurrence) trait).ordinal()];
  }

  /** How many events there were that could have had it. */
  public long among(Trait trait) {
    if (trait instanceof Field field && !field.among().isEmpty()) {
      return field.among().stream().mapToLong(this::count).sum();
    }
    return events(trait.kind());
  }

  /** Counts an activity whose event is at hand, which alone says what scopes there were. */
  public void add(Activity activity, SpecificRecord event) {
    add(activity);
    if (event instanceof ApiEvent call) {
      boolean isCounted = !((ApiCall) activity).missingScopes().isEmpty();
      see(Field.API_SCOPES_REQUIRED, !isCounted && !call.getScopesRequired().isEmpty());
      see(Field.API_SCOPES_GRANTED, !call.getScopesGranted().isEmpty());
    }
  }

  /**
   * Counts an activity. Which scopes a call had is not known of it, only whether one was missing.
   */
  public void add(Activity activity) {
    if (activity instanceof ApiCall call) {
      addCall(call);
    } else if (activity instanceof Login login) {
      addLogin(login);
    } else {
      addDm((DmActivity) activity);
    }
  }

  private void see(Field field, boolean isThere) {
    if (isThere) {
      fields[field.ordinal()]++;
    }
  }

  private void see(Occurrence occurrence) {
    occurrences[occurrence.ordinal()]++;
  }

  private void addLogin(Login login) {
    kinds[EventKind.LOGIN.ordinal()]++;
    switch (login.action()) {
      case LOGIN -> {
        if (login.succeeded()) {
          see(Occurrence.LOGIN_SUCCEEDED);
        } else if (login.failed()) {
          see(Occurrence.LOGIN_FAILED);
          see(Field.LOGIN_FAILURE_REASON, login.failureReason() != null);
        }
      }
      case MFA_CHALLENGE -> {
        if (login.succeeded()) {
          see(Occurrence.CHALLENGE_PASSED);
        } else if (login.failed()) {
          see(Occurrence.CHALLENGE_FAILED);
          see(Field.LOGIN_FAILURE_REASON, login.failureReason() != null);
        }
      }
      case LOGOUT -> see(Occurrence.LOGOUT);
      case TOKEN_REFRESH -> see(Occurrence.TOKEN_REFRESH);
      case MFA_DISABLE -> see(Occurrence.MFA_DISABLE);
      case PASSWORD_RESET_REQUEST -> see(Occurrence.RESET_REQUEST);
      case PASSWORD_CHANGE -> see(Occurrence.PASSWORD_CHANGE);
      case EMAIL_CHANGE -> see(Occurrence.EMAIL_CHANGE);
      case PHONE_CHANGE -> see(Occurrence.PHONE_CHANGE);
      case OTHER -> {}
    }
    see(Field.LOGIN_IP, login.address() != null);
    see(Field.LOGIN_USER_AGENT, login.userAgent() != null);
    see(Field.LOGIN_DEVICE, login.device() != null);
    see(Field.LOGIN_SESSION, login.session() != null);
    see(Field.LOGIN_METHOD, login.method() != LoginMethod.UNKNOWN);
    see(Field.LOGIN_MFA, login.mfa());
    see(Field.LOGIN_GEO, login.place() != null);
    see(Field.LOGIN_ASN, login.network() != 0);
  }

  private void addCall(ApiCall call) {
    kinds[EventKind.API.ordinal()]++;
    switch (call.operation()) {
      case READ -> see(Occurrence.READ);
      case LIST -> see(Occurrence.LIST);
      case SEARCH -> see(Occurrence.SEARCH);
      case EXPORT -> see(Occurrence.EXPORT);
      case WRITE -> see(Occurrence.WRITE);
      case DELETE -> see(Occurrence.DELETE);
      case OTHER -> {}
    }
    see(Field.API_CLIENT, call.client() != null);
    see(Field.API_CLIENT_KIND, call.clientKind() != ClientKind.ANONYMOUS);
    see(Field.API_ACCOUNT, call.account() != null);
    see(Field.API_IP, call.address() != null);
    see(Field.API_USER_AGENT, call.userAgentHash() != 0);
    see(Field.API_SESSION, call.session() != null);
    see(Field.API_ASN, call.network() != 0);
    see(Field.API_LEGACY, call.legacy());
    see(Field.API_RATE_LIMIT, call.rateLimit() != ApiCall.NO_LIMIT);
    see(Field.API_OPERATION, call.operation() != Operation.OTHER);
    see(Field.API_RESOURCE, call.resource() != ResourceKind.OTHER);
    see(Field.API_TARGET, call.target() != null);
    see(Field.API_STATUS, call.status() != OK);
    see(Field.API_RECORDS, call.records() > 0);
    see(Field.API_DATA_CLASSES, !call.dataClasses().isEmpty());
    see(Field.API_SCOPES_REQUIRED, !call.missingScopes().isEmpty());
    see(Field.API_OLDEST_RECORD, call.oldestRecordAt() != ApiCall.UNKNOWN_AGE);
  }

  private void addDm(DmActivity dm) {
    kinds[EventKind.DM_METADATA.ordinal()]++;
    switch (dm.kind()) {
      case MESSAGE_SENT -> {
        see(Occurrence.MESSAGE_SENT);
        see(Field.DM_CONVERSATION, dm.conversation() != null);
        see(Field.DM_PARTICIPANTS, dm.participants() != 2);
        see(Field.DM_ENCRYPTION, dm.encryption() != Encryption.UNKNOWN);
      }
      case METADATA_READ -> {
        see(Occurrence.METADATA_READ);
        see(Field.DM_CONVERSATION, dm.conversation() != null);
        see(Field.DM_MEMBER, !dm.member());
        see(Field.DM_DATA_CLASSES, !dm.dataClasses().isEmpty());
        see(Field.DM_RECORD_AT, dm.recordAt() != ApiCall.UNKNOWN_AGE);
      }
      case CALL_STARTED -> addPhoneCall(Occurrence.CALL_STARTED, dm);
      case CALL_ENDED -> addPhoneCall(Occurrence.CALL_ENDED, dm);
      case SUGGESTION_SHOWN -> {
        see(Occurrence.SUGGESTION_SHOWN);
        see(Field.DM_MUTUAL_CONTACTS, dm.mutualContacts() != DmActivity.UNKNOWN);
      }
      case OTHER -> {}
    }
    see(Field.DM_PEER, dm.peer() != null);
    see(Field.DM_CLIENT, dm.client() != null);
    see(Field.DM_IP, dm.address() != null);
    see(Field.DM_ASN, dm.network() != 0);
  }

  private void addPhoneCall(Occurrence occurrence, DmActivity dm) {
    see(occurrence);
    see(Field.DM_KNOWN_CONTACT, !dm.knownContact());
    see(Field.DM_CALL_ROUTE, dm.callRoute() != null);
    see(Field.DM_RELAY_REQUESTED, dm.relayRequested());
    see(Field.DM_ANSWERED, dm.answered() != null);
    see(Field.DM_DURATION, dm.durationMillis() != DmActivity.UNKNOWN);
  }
}
