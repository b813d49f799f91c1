package io.leakwatch.console.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What browsers are asked to forbid. Scripts come from this server alone, and nothing that is typed
 * into an event can become one.
 */
final class SecurityHeaders implements Routes {

  /** Modules are found by the page's import map: an inline script, allowed by what it holds. */
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script\\s+type=\"importmap\"\\s*>(.*?)</script>", Pattern.DOTALL);

  private final String policy;

  /**
   * @param page whose import map is allowed
   */
  SecurityHeaders(String page) {
    policy =
        "default-src 'none'; script-src 'self'"
            + importMap(page)
            + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  private static String importMap(String page) {
    Matcher found = IMPORT_MAP.matcher(page);
    if (!found.find()) {
      return "";
    }
    byte[] hash = StaticFile.sha256(found.group(1).getBytes(StandardCharsets.UTF_8));
    return " 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  /** What stands in Content-Security-Policy. */
  String policy() {
    return policy;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(this::add);
  }

  private void add(Context request) {
    request
        .header("Content-Security-Policy", policy)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Frame-Options", "DENY")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (request.path().startsWith("/api/")) {
      request.header("Cache-Control", "no-store");
    }
  }
}
