package io.leakwatch.console.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.leakwatch.console.server.Routes;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where nobody has to sign in, requests must be to this machine by a name that is only its own. A
 * page of another site may have its name point to 127.0.0.1, and would then be let in, too.
 */
final class OwnHosts implements Routes {

  private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern WITH_PORT = Pattern.compile("(.*?)(?::\\d{1,5})?");

  private final String host;

  /**
   * @param host that the server was asked to listen on
   */
  OwnHosts(String host) {
    this.host = host.contains(":") ? "[" + host + "]" : host;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(this::require);
  }

  private void require(Context request) {
    String asked = request.header("Host");
    Matcher parts = WITH_PORT.matcher(asked == null ? "" : asked.toLowerCase(Locale.ROOT));
    if (!parts.matches() || !(OWN.contains(parts.group(1)) || host.equals(parts.group(1)))) {
      throw new HttpResponseException(
          421,
          "without login the console answers only as localhost or 127.0.0.1; call it so, or let"
              + " people sign in: see console.users-file");
    }
  }
}
