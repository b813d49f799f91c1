package io.leakwatch.detection.needs;

import static io.leakwatch.detection.needs.Occurrence.CALL_ENDED;
import static io.leakwatch.detection.needs.Occurrence.CALL_STARTED;
import static io.leakwatch.detection.needs.Occurrence.CHALLENGE_FAILED;
import static io.leakwatch.detection.needs.Occurrence.LOGIN_FAILED;
import static io.leakwatch.detection.needs.Occurrence.MESSAGE_SENT;
import static io.leakwatch.detection.needs.Occurrence.METADATA_READ;
import static io.leakwatch.detection.needs.Occurrence.SUGGESTION_SHOWN;

import io.leakwatch.schemas.EventKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A field of an event that a platform may fill or leave empty. What the schemas demand of every
 * event is not among them, and neither is {@code http_method}, at which no detector looks.
 *
 * <p>Of most fields it matters in how many events they are filled. Some have a default that says
 * the ordinary thing, such as {@code known_contact: true}; they say something only where they say
 * otherwise, which may be rare: see {@link #telling}.
 */
public enum Field implements Trait {
  LOGIN_FAILURE_REASON(
      EventKind.LOGIN, "failure_reason", "a reason", LOGIN_FAILED, CHALLENGE_FAILED),
  LOGIN_IP(EventKind.LOGIN, "ip", "an address"),
  LOGIN_USER_AGENT(EventKind.LOGIN, "user_agent", "a user agent"),
  LOGIN_DEVICE(EventKind.LOGIN, "device_id", "a device"),
  LOGIN_SESSION(EventKind.LOGIN, "session_id", "a session"),
  LOGIN_METHOD(EventKind.LOGIN, "method", "a method"),
  LOGIN_MFA(EventKind.LOGIN, "mfa", true, "true"),
  LOGIN_GEO(EventKind.LOGIN, "geo", "a position"),
  LOGIN_ASN(EventKind.LOGIN, "asn", "a network operator"),

  API_CLIENT(EventKind.API, "client_id", "a client"),
  API_CLIENT_KIND(EventKind.API, "client_kind", "a kind of client"),
  API_ACCOUNT(EventKind.API, "account_id", "an account"),
  API_IP(EventKind.API, "ip", "an address"),
  API_USER_AGENT(EventKind.API, "user_agent", "a user agent"),
  API_SESSION(EventKind.API, "session_id", "a session"),
  API_ASN(EventKind.API, "asn", "a network operator"),
  API_LEGACY(EventKind.API, "legacy", true, "true"),
  API_RATE_LIMIT(EventKind.API, "rate_limit", "a rate limit"),
  API_OPERATION(EventKind.API, "operation", "an operation"),
  API_RESOURCE(EventKind.API, "resource", "a kind of resource"),
  API_TARGET(EventKind.API, "target_id", "a target"),
  API_STATUS(EventKind.API, "status", true, "anything but 200"),
  API_RECORDS(EventKind.API, "records", "a number of records"),
  API_DATA_CLASSES(EventKind.API, "data_classes", "a class of data"),
  API_SCOPES_REQUIRED(EventKind.API, "scopes_required", "a required scope"),
  API_SCOPES_GRANTED(EventKind.API, "scopes_granted", "a granted scope"),
  API_OLDEST_RECORD(EventKind.API, "oldest_record_at", "the age of its oldest record"),

  DM_PEER(EventKind.DM_METADATA, "peer_id", "a peer"),
  DM_CONVERSATION(
      EventKind.DM_METADATA, "conversation_id", "a conversation", MESSAGE_SENT, METADATA_READ),
  DM_CLIENT(EventKind.DM_METADATA, "client_id", "a client"),
  DM_IP(EventKind.DM_METADATA, "ip", "an address"),
  DM_ASN(EventKind.DM_METADATA, "asn", "a network operator"),
  DM_PARTICIPANTS(EventKind.DM_METADATA, "participants", true, "anything but 2", MESSAGE_SENT),
  DM_MEMBER(EventKind.DM_METADATA, "actor_is_member", true, "false", METADATA_READ),
  DM_KNOWN_CONTACT(EventKind.DM_METADATA, "known_contact", true, "false", CALL_STARTED, CALL_ENDED),
  DM_MUTUAL_CONTACTS(
      EventKind.DM_METADATA, "mutual_contacts", "a number of mutual contacts", SUGGESTION_SHOWN),
  DM_ENCRYPTION(EventKind.DM_METADATA, "encryption", "a kind of encryption", MESSAGE_SENT),
  DM_DATA_CLASSES(EventKind.DM_METADATA, "data_classes", "a class of data", METADATA_READ),
  DM_RECORD_AT(EventKind.DM_METADATA, "record_at", "the age of the message", METADATA_READ),
  DM_CALL_ROUTE(EventKind.DM_METADATA, "call_route", "a route", CALL_STARTED, CALL_ENDED),
  DM_RELAY_REQUESTED(
      EventKind.DM_METADATA, "relay_requested", true, "true", CALL_STARTED, CALL_ENDED),
  DM_ANSWERED(
      EventKind.DM_METADATA, "answered", "whether it was answered", CALL_STARTED, CALL_ENDED),
  DM_DURATION(EventKind.DM_METADATA, "duration_ms", "a duration", CALL_STARTED, CALL_ENDED);

  private final EventKind kind;
  private final String avroName;
  private final boolean telling;
  private final String what;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Occurrence> among;

  Field(EventKind kind, String avroName, String what, Occurrence... among) {
    this(kind, avroName, false, what, among);
  }

  Field(EventKind kind, String avroName, boolean telling, String what, Occurrence... among) {
    this.kind = kind;
    this.avroName = avroName;
    this.telling = telling;
    this.what = what;
    this.among = List.of(among);
  }

  @Override
  public EventKind kind() {
    return kind;
  }

  @Override
  public String path() {
    return kind.topic() + "." + avroName;
  }

  /** The field with the given path, if there is one. */
  public static Optional<Field> ofPath(String path) {
    return Arrays.stream(values()).filter(field -> field.path().equals(path)).findFirst();
  }

  /** Its name in the schema. */
  public String avroName() {
    return avroName;
  }

  /**
   * Whether it counts as filled only where it differs from a default that says the ordinary thing:
   * few events need to, but not none.
   */
  public boolean telling() {
    return telling;
  }

  /** What an event carries that has it, in words; of a {@link #telling} one the value it says. */
  public String what() {
    return what;
  }

  /** The events in which it has a meaning; empty for all of its kind. */
  public List<Occurrence> among() {
    return among;
  }
}
