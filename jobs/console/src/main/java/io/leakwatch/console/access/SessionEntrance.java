package io.leakwatch.console.access;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Optional;

/** By a session that a login began. */
final class SessionEntrance implements Entrance {

  /** Browsers do not tell ports apart; two consoles on one machine would take each other's. */
  private static final String COOKIE = "leakwatch_";

  private final Users users;
  private final Sessions sessions;

  SessionEntrance(Users users, Sessions sessions) {
    this.users = users;
    this.sessions = sessions;
  }

  static String cookie(Context request) {
    return COOKIE + request.req().getLocalPort();
  }

  @Override
  public Optional<Member> member(Context request) {
    String secret = request.cookie(cookie(request));
    if (secret == null) {
      return Optional.empty();
    }
    Sessions.Session session = sessions.use(secret);
    User user = session == null ? null : userOf(session);
    return user == null
        ? Optional.empty()
        : Optional.of(
            new Member(user.name(), user.role(), session.csrf(), () -> isStillThere(secret)));
  }

  private boolean isStillThere(String secret) {
    Sessions.Session session = sessions.look(secret);
    try {
      return session != null && userOf(session) != null;
    } catch (HttpResponseException unreadable) {
      return false; // Nobody is let in while the users cannot be read.
    }
  }

  /** Null where the user was removed, or has another password than when the session began. */
  private User userOf(Sessions.Session session) {
    User user = users.of(session.name());
    return user != null && user.hash().equals(session.hash()) ? user : null;
  }
}
