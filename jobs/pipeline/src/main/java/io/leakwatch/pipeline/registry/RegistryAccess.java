package io.leakwatch.pipeline.registry;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a schema registry is, and how to sign in to it.
 *
 * @param url of Confluent's API or one like it; empty for none
 * @param user empty for none
 * @param password empty for none
 * @param token a bearer token; empty for none
 */
public record RegistryAccess(String url, String user, String password, String token)
    implements Serializable {

  /** No registry. */
  public static final RegistryAccess NONE = new RegistryAccess("", "", "", "");

  /** Without what is secret. */
  @Override
  public String toString() {
    return "registry at " + url;
  }

  /** What is wrong with it, without any secret; empty for nothing. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (url.isEmpty()) {
      faults.add("url: missing; give the registry's address, such as https://registry.example.org");
    } else if (!isHttp()) {
      // It may hold a password, which is not shown.
      faults.add(
          "url: is no address of a registry; write https://HOST/PATH, and what signs in under user"
              + " and password");
    }
    if (!token.isEmpty() && !(user.isEmpty() && password.isEmpty())) {
      faults.add("token: give a token, or a user with its password, not both");
    } else if (user.isEmpty() != password.isEmpty()) {
      faults.add(user.isEmpty() ? "user: missing, but a password is given" : "password: missing");
    }
    return faults;
  }

  private boolean isHttp() {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException fault) {
      return false;
    }
  }

  /** The header of a request; empty if it does not sign in. */
  Optional<String> authorization() {
    if (!token.isEmpty()) {
      return Optional.of("Bearer " + token);
    }
    if (user.isEmpty()) {
      return Optional.empty();
    }
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** A page of it. */
  URI page(String path) {
    return URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + path);
  }
}
