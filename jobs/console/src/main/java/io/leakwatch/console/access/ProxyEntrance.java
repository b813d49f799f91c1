package io.leakwatch.console.access;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.detection.words.Shown;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By a trusted proxy that says who is asking. From anybody else, its header means nothing. */
final class ProxyEntrance implements Entrance {

  private static final int LONGEST_NAME = 100;
  private static final String HMAC = "HmacSHA256";

  private final TrustedProxies proxies;
  private final String userHeader;
  private final String roleHeader;
  private final Role usual;
  private final byte[] key = Secrets.random().getBytes(StandardCharsets.US_ASCII);

  ProxyEntrance(TrustedProxies proxies, ConsoleSettings settings) {
    this.proxies = proxies;
    this.userHeader = settings.get(ConsoleOptions.USER_HEADER);
    this.roleHeader = settings.get(ConsoleOptions.ROLE_HEADER);
    this.usual = Role.of(settings.get(ConsoleOptions.DEFAULT_ROLE)).orElseThrow();
  }

  @Override
  public Optional<Member> member(Context request) {
    if (!proxies.sent(request)) {
      return Optional.empty();
    }
    String name = only(request, userHeader);
    if (name == null || name.isBlank()) {
      return Optional.empty();
    }
    if (name.length() > LONGEST_NAME || !Shown.text(name).equals(name)) {
      throw new HttpResponseException(
          403,
          "the proxy's %s is no name of at most 100 letters; check the proxy"
              .formatted(userHeader));
    }
    return Optional.of(new Member(name, role(request), token(name), () -> true));
  }

  /** A second one would be what the browser sent, beside the proxy's own. */
  private static String only(Context request, String header) {
    List<String> values = Collections.list(request.req().getHeaders(header));
    if (values.size() > 1) {
      throw new HttpResponseException(
          403,
          "there is more than one %s; have the proxy remove what browsers send".formatted(header));
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private Role role(Context request) {
    String given = roleHeader.isEmpty() ? null : only(request, roleHeader);
    if (given == null || given.isBlank()) {
      return usual;
    }
    return Role.of(given.strip())
        .orElseThrow(
            () ->
                new HttpResponseException(
                    403,
                    "the proxy's %s is none of viewer, analyst and lead; check the proxy"
                        .formatted(roleHeader)));
  }

  /** There is no session to keep one in, so that it is made from the name. */
  private String token(String name) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
