package io.leakwatch.pipeline.types;

import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One byte for each symbol of an enum. The byte is the symbol's place in a list that is written out
 * here and only ever grows at its end, so that reordering an enum cannot change stored bytes. 0 is
 * null.
 */
final class Codes<E extends Enum<E>> {

  static final Codes<SubjectType> SUBJECTS =
      new Codes<>(
          SubjectType.class,
          List.of(
              SubjectType.ACCOUNT,
              SubjectType.ADDRESS,
              SubjectType.CLIENT,
              SubjectType.SESSION,
              SubjectType.ENDPOINT,
              SubjectType.CONVERSATION,
              SubjectType.RESOURCE,
              SubjectType.FINGERPRINT,
              SubjectType.SERVICE));

  static final Codes<LoginAction> ACTIONS =
      new Codes<>(
          LoginAction.class,
          List.of(
              LoginAction.LOGIN,
              LoginAction.LOGOUT,
              LoginAction.TOKEN_REFRESH,
              LoginAction.MFA_CHALLENGE,
              LoginAction.MFA_DISABLE,
              LoginAction.PASSWORD_RESET_REQUEST,
              LoginAction.PASSWORD_CHANGE,
              LoginAction.EMAIL_CHANGE,
              LoginAction.PHONE_CHANGE,
              LoginAction.OTHER));

  static final Codes<LoginOutcome> OUTCOMES =
      new Codes<>(
          LoginOutcome.class,
          List.of(LoginOutcome.SUCCESS, LoginOutcome.FAILURE, LoginOutcome.UNKNOWN));

  static final Codes<FailureReason> REASONS =
      new Codes<>(
          FailureReason.class,
          List.of(
              FailureReason.UNKNOWN_ACCOUNT,
              FailureReason.BAD_CREDENTIAL,
              FailureReason.MFA_DENIED,
              FailureReason.MFA_TIMEOUT,
              FailureReason.LOCKED,
              FailureReason.BLOCKED,
              FailureReason.OTHER));

  static final Codes<LoginMethod> METHODS =
      new Codes<>(
          LoginMethod.class,
          List.of(
              LoginMethod.PASSWORD,
              LoginMethod.PASSKEY,
              LoginMethod.SSO,
              LoginMethod.OAUTH,
              LoginMethod.TOKEN,
              LoginMethod.UNKNOWN));

  static final Codes<ClientKind> CLIENTS =
      new Codes<>(
          ClientKind.class,
          List.of(ClientKind.FIRST_PARTY, ClientKind.THIRD_PARTY, ClientKind.ANONYMOUS));

  static final Codes<Operation> OPERATIONS =
      new Codes<>(
          Operation.class,
          List.of(
              Operation.READ,
              Operation.LIST,
              Operation.SEARCH,
              Operation.EXPORT,
              Operation.WRITE,
              Operation.DELETE,
              Operation.OTHER));

  static final Codes<ResourceKind> RESOURCES =
      new Codes<>(
          ResourceKind.class,
          List.of(
              ResourceKind.PROFILE,
              ResourceKind.FOLLOWERS,
              ResourceKind.POSTS,
              ResourceKind.DM_METADATA,
              ResourceKind.CONTACTS,
              ResourceKind.SUGGESTIONS,
              ResourceKind.STORAGE_OBJECT,
              ResourceKind.OTHER));

  static final Codes<DmKind> DM_KINDS =
      new Codes<>(
          DmKind.class,
          List.of(
              DmKind.MESSAGE_SENT,
              DmKind.METADATA_READ,
              DmKind.CALL_STARTED,
              DmKind.CALL_ENDED,
              DmKind.SUGGESTION_SHOWN,
              DmKind.OTHER));

  static final Codes<Encryption> ENCRYPTIONS =
      new Codes<>(
          Encryption.class,
          List.of(
              Encryption.END_TO_END, Encryption.TRANSPORT, Encryption.NONE, Encryption.UNKNOWN));

  static final Codes<CallRoute> CALL_ROUTES =
      new Codes<>(
          CallRoute.class, List.of(CallRoute.PEER_TO_PEER, CallRoute.RELAYED, CallRoute.UNKNOWN));

  private final List<E> symbols;
  private final Map<E, Integer> codes;

  private Codes(Class<E> type, List<E> symbols) {
    if (symbols.size() != type.getEnumConstants().length) {
      throw new IllegalStateException(
          "every symbol of %s needs a code; listed are %s, there are %s"
              .formatted(type.getSimpleName(), symbols, Arrays.toString(type.getEnumConstants())));
    }
    this.symbols = symbols;
    this.codes = new EnumMap<>(type);
    for (int i = 0; i < symbols.size(); i++) {
      codes.put(symbols.get(i), i + 1);
    }
  }

  void write(E symbol, DataOutput out) throws IOException {
    out.writeByte(symbol == null ? 0 : codes.get(symbol));
  }

  /** Of a code that was read before, and so is known. */
  E symbol(byte code) {
    return symbols.get(code - 1);
  }

  E read(DataInput in) throws IOException {
    int code = in.readUnsignedByte();
    if (code > symbols.size()) {
      throw new IOException("code " + code + " is unknown; known are " + symbols);
    }
    return code == 0 ? null : symbols.get(code - 1);
  }
}
