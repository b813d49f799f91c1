package io.leakwatch.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import io.leakwatch.console.server.Routes;
import io.leakwatch.detection.activity.NetworkAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/login} and {@code POST /api/logout}. */
final class LoginRoutes implements Routes {

  private static final Logger LOG = LoggerFactory.getLogger(LoginRoutes.class);

  /** Checking a password takes a processor a third of a second: not all of them at once. */
  private static final int AT_ONCE = 2;

  /** Each takes one of the server's threads. */
  private static final int MOST_WAITING = 8;

  /** Bytes: the longest password with each letter escaped, and a name. */
  private static final int LARGEST_BODY = 16 * 1024;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  /** Whoever mistypes is not kept waiting; nobody is locked out for longer than this. */
  private static final int FREE_OF_A_NAME = 5;

  private static final Duration LONGEST_OF_A_NAME = Duration.ofMinutes(5);

  /** An office may have one address. */
  private static final int FREE_OF_AN_ADDRESS = 20;

  private static final Duration LONGEST_OF_AN_ADDRESS = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final Users users;
  private final Sessions sessions;
  private final TrustedProxies proxies;
  private final LoginLimit strangers;
  private final LoginLimit names;
  private final LoginLimit addresses;
  private final Semaphore checks = new Semaphore(AT_ONCE);
  private final Semaphore waiting = new Semaphore(AT_ONCE + MOST_WAITING);

  LoginRoutes(Users users, Sessions sessions, TrustedProxies proxies, Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.proxies = proxies;
    this.names = new LoginLimit(clock, FREE_OF_A_NAME, LONGEST_OF_A_NAME, FORGOTTEN);
    this.strangers = new LoginLimit(clock, FREE_OF_A_NAME, LONGEST_OF_A_NAME, FORGOTTEN);
    this.addresses = new LoginLimit(clock, FREE_OF_AN_ADDRESS, LONGEST_OF_AN_ADDRESS, FORGOTTEN);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(Guard.LOGIN, this::signIn);
    routes.post(Guard.LOGOUT, this::signOut);
  }

  private void signIn(Context request) {
    if (!request.isJson() || request.req().getContentLengthLong() > LARGEST_BODY) {
      throw new HttpResponseException(415, "a login is JSON with name and password");
    }
    // Before anything is read: whoever sends slowly holds up others who sign in, and no more.
    if (!waiting.tryAcquire()) {
      throw busy();
    }
    try {
      signInNow(request);
    } finally {
      waiting.release();
    }
  }

  private void signInNow(Context request) {
    JsonNode body = request.bodyAsClass(JsonNode.class);
    String name = body.path("name").asText();
    String password = body.path("password").asText();
    if (name.length() > 64 || password.length() > User.LONGEST_PASSWORD) {
      throw refused();
    }
    User user = users.of(name);
    // Those of users are never put out by made-up ones.
    LoginLimit limit = user == null ? strangers : names;
    String address = addressOf(request);
    requirePatience(limit.waits(name), addresses.waits(address));
    // Before it is known how it ends: many at once are many, too.
    limit.failed(name);
    addresses.failed(address);
    if (!isPassword(user, password, limit, name, address)) {
      LOG.warn("A login failed, from {}", address);
      throw refused();
    }
    limit.succeeded(name);
    addresses.takenBack(address);
    String old = request.cookie(SessionEntrance.cookie(request));
    if (old != null) {
      sessions.end(old);
    }
    setCookie(request, sessions.begin(user));
    request.status(204);
  }

  private boolean isPassword(
      User user, String password, LoginLimit limit, String name, String address) {
    try {
      if (checks.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          return User.isPassword(user, password.toCharArray());
        } finally {
          checks.release();
        }
      }
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
    }
    // It was no attempt then.
    limit.takenBack(name);
    addresses.takenBack(address);
    throw busy();
  }

  private static HttpResponseException busy() {
    return new HttpResponseException(
        429, "too many people sign in at this moment; try again in a second");
  }

  /** The same words for both: who guesses learns no names. */
  private static HttpResponseException refused() {
    return new HttpResponseException(401, "name or password is wrong; try again");
  }

  private static void requirePatience(Duration ofName, Duration ofAddress) {
    Duration waits = ofName.compareTo(ofAddress) > 0 ? ofName : ofAddress;
    if (!waits.isZero()) {
      throw new HttpResponseException(
          429,
          "too many logins failed; try again in %d s".formatted(waits.plusMillis(999).toSeconds()));
    }
  }

  /** Of IPv6 the /64: one subscriber has all of it. */
  private String addressOf(Context request) {
    String caller = proxies.caller(request);
    String id = NetworkAddress.entityId(caller);
    return id == null ? request.req().getRemoteAddr() : id;
  }

  private void signOut(Context request) {
    String secret = request.cookie(SessionEntrance.cookie(request));
    if (secret != null) {
      sessions.end(secret);
    }
    Cookie cookie = cookie(request, "");
    cookie.setMaxAge(0);
    request.cookie(cookie);
    request.status(204);
  }

  private void setCookie(Context request, String secret) {
    request.cookie(cookie(request, secret));
  }

  /** It ends with the browser, and here at the latest. */
  private Cookie cookie(Context request, String value) {
    Cookie cookie = new Cookie(SessionEntrance.cookie(request), value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(proxies.isSecure(request));
    return cookie;
  }
}
