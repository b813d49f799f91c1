package io.leakwatch.traffic.stage;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.EventIds;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Where actors and attackers act: turns what they do into events. All times are epoch milliseconds
 * and may come in any order.
 */
public final class Stage {

  static {
    TrustedSchemas.trust(); // An event's builder copies what it is made from through Avro's reader.
  }

  /** Takes the events. */
  public interface Audience {
    void see(long at, SpecificRecordBase record);
  }

  static {
    TrustedSchemas.trust(); // An event's builder fills in defaults through Avro's own reader.
  }

  private static final long DAY_MS = 86_400_000;
  private static final List<DataClass> READ_METADATA =
      List.of(DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP);

  private final EventIds ids;
  private final Audience audience;

  public Stage(EventIds ids, Audience audience) {
    this.ids = ids;
    this.audience = audience;
  }

  /** The account's owner, or whoever pretends to be, got what was asked for. */
  public void success(long at, Caller caller, LoginAction action, LoginMethod method, boolean mfa) {
    login(at, caller, action, null, method, mfa);
  }

  /** Likewise, but it was refused. */
  public void failure(long at, Caller caller, LoginAction action, FailureReason reason) {
    login(at, caller, action, reason, LoginMethod.PASSWORD, false);
  }

  private void login(
      long at,
      Caller caller,
      LoginAction action,
      FailureReason reason,
      LoginMethod method,
      boolean mfa) {
    audience.see(at, loginEvent(at, caller, action, reason, method, mfa));
  }

  /**
   * A login event with fields that are out of the ordinary.
   *
   * @param reason why it failed; null for a success
   */
  public void login(
      long at,
      Caller caller,
      LoginAction action,
      FailureReason reason,
      UnaryOperator<LoginEvent.Builder> altered) {
    LoginEvent event = loginEvent(at, caller, action, reason, LoginMethod.PASSWORD, false);
    audience.see(at, altered.apply(LoginEvent.newBuilder(event)).build());
  }

  private LoginEvent loginEvent(
      long at,
      Caller caller,
      LoginAction action,
      FailureReason reason,
      LoginMethod method,
      boolean mfa) {
    Connection from = caller.from();
    return new LoginEvent(
        ids.next('l'),
        Instant.ofEpochMilli(at),
        action,
        reason == null ? LoginOutcome.SUCCESS : LoginOutcome.FAILURE,
        reason,
        caller.account(),
        from.ip(),
        caller.client().userAgent(),
        caller.client().deviceId(),
        reason == null ? caller.session() : null,
        method,
        mfa,
        from.geo(),
        from.asn());
  }

  /**
   * An API call.
   *
   * @param target the account or object asked for; null for none
   * @param status HTTP status; anything from 300 returns no records
   */
  public void call(long at, Caller caller, Route route, String target, int status, int records) {
    audience.see(at, apiEvent(at, caller, route, target, status, records));
  }

  /** An API call with fields that are out of the ordinary. */
  public void call(
      long at,
      Caller caller,
      Route route,
      String target,
      int status,
      int records,
      UnaryOperator<ApiEvent.Builder> altered) {
    ApiEvent event = apiEvent(at, caller, route, target, status, records);
    audience.see(at, altered.apply(ApiEvent.newBuilder(event)).build());
  }

  private ApiEvent apiEvent(
      long at, Caller caller, Route route, String target, int status, int records) {
    Client client = caller.client();
    boolean answered = status < 300;
    boolean dated = answered && records > 0 && route.resource == ResourceKind.POSTS;
    return new ApiEvent(
        ids.next('a'),
        Instant.ofEpochMilli(at),
        client.clientId(),
        client.kind(),
        caller.account(),
        caller.from().ip(),
        client.userAgent(),
        caller.session(),
        caller.from().asn(),
        route.method,
        route.path,
        false,
        route.limitFor(client.kind()),
        route.operation,
        route.resource,
        target,
        status,
        answered ? records : 0,
        answered ? route.dataClasses : List.of(),
        route.scopesAskedOf(client.kind()),
        route.scopesGrantedTo(client.kind()),
        dated ? Instant.ofEpochMilli(at - ageOfPosts(at, records)) : null);
  }

  /** The more are loaded the further back they go; now and then somebody looks years back. */
  private static long ageOfPosts(long at, int records) {
    return at % 40 == 0 ? DAY_MS * (200 + at / 40 % 3000) : records * DAY_MS / 8;
  }

  public void message(
      long at, Caller caller, String peer, String conversation, int participants, boolean known) {
    dm(at, caller, DmKind.MESSAGE_SENT, peer, conversation, participants, known, null, null);
  }

  /** A member opens a conversation and its messages' metadata is loaded. */
  public void metadataRead(
      long at, Caller caller, String peer, String conversation, int participants, long ageMs) {
    Instant sent = Instant.ofEpochMilli(at - ageMs);
    dm(at, caller, DmKind.METADATA_READ, peer, conversation, participants, true, null, sent);
  }

  public void suggestion(long at, Caller caller, String suggested, int mutualContacts) {
    dm(at, caller, DmKind.SUGGESTION_SHOWN, suggested, null, 2, false, mutualContacts, null);
  }

  private void dm(
      long at,
      Caller caller,
      DmKind kind,
      String peer,
      String conversation,
      int participants,
      boolean known,
      Integer mutualContacts,
      Instant recordAt) {
    audience.see(
        at,
        dmEvent(
            at, caller, kind, peer, conversation, participants, known, mutualContacts, recordAt));
  }

  /**
   * A message, a read of metadata, a call or a suggestion with fields that are out of the ordinary;
   * without any, between two members who know each other, end-to-end encrypted.
   */
  public void dm(
      long at,
      Caller caller,
      DmKind kind,
      String peer,
      String conversation,
      UnaryOperator<DmMetadataEvent.Builder> altered) {
    DmMetadataEvent event = dmEvent(at, caller, kind, peer, conversation, 2, true, null, null);
    audience.see(at, altered.apply(DmMetadataEvent.newBuilder(event)).build());
  }

  private DmMetadataEvent dmEvent(
      long at,
      Caller caller,
      DmKind kind,
      String peer,
      String conversation,
      int participants,
      boolean known,
      Integer mutualContacts,
      Instant recordAt) {
    return new DmMetadataEvent(
        ids.next('d'),
        Instant.ofEpochMilli(at),
        kind,
        caller.account(),
        peer,
        conversation,
        caller.client().clientId(),
        caller.from().ip(),
        caller.from().asn(),
        participants,
        true,
        known,
        mutualContacts,
        conversation == null ? Encryption.UNKNOWN : Encryption.END_TO_END,
        kind == DmKind.METADATA_READ ? READ_METADATA : List.of(),
        recordAt,
        null,
        false,
        null,
        null);
  }
}
