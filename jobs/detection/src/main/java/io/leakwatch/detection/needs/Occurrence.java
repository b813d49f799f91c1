package io.leakwatch.detection.needs;

import io.leakwatch.schemas.EventKind;

/** A kind of event that a platform may write or leave out. */
public enum Occurrence implements Trait {
  LOGIN_FAILED(EventKind.LOGIN, "action=LOGIN outcome=FAILURE", "failed logins"),
  LOGIN_SUCCEEDED(EventKind.LOGIN, "action=LOGIN outcome=SUCCESS", "successful logins"),
  LOGOUT(EventKind.LOGIN, "action=LOGOUT", "logouts"),
  TOKEN_REFRESH(EventKind.LOGIN, "action=TOKEN_REFRESH", "token refreshes"),
  CHALLENGE_FAILED(EventKind.LOGIN, "action=MFA_CHALLENGE outcome=FAILURE", "failed challenges"),
  CHALLENGE_PASSED(EventKind.LOGIN, "action=MFA_CHALLENGE outcome=SUCCESS", "passed challenges"),
  MFA_DISABLE(EventKind.LOGIN, "action=MFA_DISABLE", "second factors switched off"),
  RESET_REQUEST(EventKind.LOGIN, "action=PASSWORD_RESET_REQUEST", "requests for a password reset"),
  PASSWORD_CHANGE(EventKind.LOGIN, "action=PASSWORD_CHANGE", "changes of a password"),
  EMAIL_CHANGE(EventKind.LOGIN, "action=EMAIL_CHANGE", "changes of an e-mail address"),
  PHONE_CHANGE(EventKind.LOGIN, "action=PHONE_CHANGE", "changes of a phone number"),

  READ(EventKind.API, "operation=READ", "reads"),
  LIST(EventKind.API, "operation=LIST", "lists"),
  SEARCH(EventKind.API, "operation=SEARCH", "searches"),
  EXPORT(EventKind.API, "operation=EXPORT", "exports"),
  WRITE(EventKind.API, "operation=WRITE", "writes"),
  DELETE(EventKind.API, "operation=DELETE", "deletions"),

  MESSAGE_SENT(EventKind.DM_METADATA, "kind=MESSAGE_SENT", "messages"),
  METADATA_READ(EventKind.DM_METADATA, "kind=METADATA_READ", "reads of metadata"),
  CALL_STARTED(EventKind.DM_METADATA, "kind=CALL_STARTED", "beginnings of calls"),
  CALL_ENDED(EventKind.DM_METADATA, "kind=CALL_ENDED", "ends of calls"),
  SUGGESTION_SHOWN(EventKind.DM_METADATA, "kind=SUGGESTION_SHOWN", "suggestions");

  private final EventKind kind;
  private final String written;
  private final String plural;

  Occurrence(EventKind kind, String written, String plural) {
    this.kind = kind;
    this.written = written;
    this.plural = plural;
  }

  @Override
  public EventKind kind() {
    return kind;
  }

  @Override
  public String path() {
    return kind.topic() + "." + name();
  }

  /** What to write in an event, such as {@code action=LOGIN outcome=FAILURE}. */
  public String written() {
    return written;
  }

  /** Many of them, in words. */
  public String plural() {
    return plural;
  }
}
