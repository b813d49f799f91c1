package io.leakwatch.console.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.leakwatch.console.server.Caller;
import io.leakwatch.console.server.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before everything under {@code /api/}: who is asking, whether the request comes from this
 * console's own page, and whether the role is enough. The page's files are for everybody.
 */
final class Guard implements Routes {

  static final String CSRF = "X-Leakwatch-CSRF";
  static final String LOGIN = "/api/login";
  static final String LOGOUT = "/api/logout";

  private static final String MEMBER = "leakwatch.member";
  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
  private static final Set<HandlerType> KNOWN =
      Set.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE);

  private final List<Entrance> entrances;
  private final String whatToDo;

  /**
   * @param whatToDo said to whom no entrance lets in
   */
  Guard(List<Entrance> entrances, String whatToDo) {
    this.entrances = entrances;
    this.whatToDo = whatToDo;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(this::check);
  }

  /** The one whom the guard let pass. */
  static Member member(Context request) {
    return request.attribute(MEMBER);
  }

  private void check(Context request) {
    if (!KNOWN.contains(request.method())) {
      throw new HttpResponseException(405, "no request of this kind is answered");
    }
    String path = path(request);
    if (!isOfApi(path)) {
      return;
    }
    if (!READING.contains(request.method())) {
      requireOwnPage(request);
    }
    if (path.equals(LOGIN)) {
      return;
    }
    Member member =
        entrances.stream()
            .map(entrance -> entrance.member(request))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(() -> new HttpResponseException(401, whatToDo));
    request.attribute(MEMBER, member);
    request.attribute(Caller.USER, member.name());
    request.attribute(Caller.ROLE, member.role().word());
    request.attribute(Caller.STILL_THERE, member.isStillThere());
    if (!READING.contains(request.method()) && !Secrets.same(member.csrf(), request.header(CSRF))) {
      throw new HttpResponseException(
          403, "the request does not come from this console's page; load the page again");
    }
    requireRole(member.role(), needed(request.method(), path));
  }

  /**
   * Without empty parts and letters' case, by which routes might be told apart from what follows.
   */
  private static String path(Context request) {
    String path = request.path().replaceAll("/+", "/").toLowerCase(Locale.ROOT);
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static boolean isOfApi(String path) {
    return path.equals("/api") || path.startsWith("/api/");
  }

  /**
   * Browsers say from where a request comes. Nothing else is asked of the login: who is not let in
   * yet has no token.
   */
  private static void requireOwnPage(Context request) {
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw new HttpResponseException(
          403, "the request comes from another site's page; use the console's own");
    }
  }

  private static Role needed(HandlerType method, String path) {
    if (READING.contains(method) || path.equals(LOGOUT)) {
      return Role.VIEWER;
    }
    return path.equals("/api/control") || path.startsWith("/api/control/")
        ? Role.LEAD
        : Role.ANALYST;
  }

  private static void requireRole(Role has, Role needed) {
    if (!has.includes(needed)) {
      throw new HttpResponseException(
          403,
          "your role is %s; this takes the role %s; ask whoever keeps the users"
              .formatted(has.word(), needed.word()));
    }
  }
}
