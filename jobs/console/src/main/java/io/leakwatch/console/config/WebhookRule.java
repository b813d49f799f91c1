package io.leakwatch.console.config;

import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.decisions.SubjectPattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Which alerts are sent where.
 *
 * @param name lower case letters, digits and dashes: it is part of a consumer group's name
 */
public record WebhookRule(String name, Settings settings) {

  static final String PREFIX = "webhooks.";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final int SHORTEST_SECRET = 24;

  /** Begins a secret that is written in Base64. */
  public static final String ENCODED = "whsec_";

  public <T> T get(Option<T> option) {
    return settings.get(option);
  }

  /** Where alerts are sent. */
  public URI url() {
    return URI.create(get(WebhookOptions.URL));
  }

  /** Without its settings, among which are secrets. */
  @Override
  public String toString() {
    return "webhook " + name;
  }

  /** Adds what is wrong with it. */
  void require(Consumer<String> faults) {
    String prefix = "console." + PREFIX + name + ".";
    if (!NAME.matcher(name).matches()) {
      faults.accept(
          "console.%s%s: no name of a webhook; take 1 to 40 lower case letters, digits and dashes"
              .formatted(PREFIX, name));
    }
    String wrong = faultOfUrl(get(WebhookOptions.URL));
    if (wrong != null) {
      faults.accept(prefix + WebhookOptions.URL + ": " + wrong);
    }
    boolean generic = get(WebhookOptions.FORMAT).equals("generic");
    String secret = get(WebhookOptions.SECRET);
    if (generic && secret.length() < SHORTEST_SECRET) {
      faults.accept(
          "%s%s: %s; give 24 random characters or more, such as 'openssl rand -base64 32' prints"
              .formatted(
                  prefix,
                  WebhookOptions.SECRET,
                  secret.isEmpty() ? "missing" : "has " + secret.length() + " characters"));
    }
    if (secret.startsWith(ENCODED) && !isBase64(secret.substring(ENCODED.length()))) {
      faults.accept(
          "%s%s: what follows %s is not Base64".formatted(prefix, WebhookOptions.SECRET, ENCODED));
    }
    String subject = get(WebhookOptions.SUBJECT);
    if (subject.length() > SubjectPattern.LONGEST) {
      faults.accept(
          "%s%s: longer than %d characters"
              .formatted(prefix, WebhookOptions.SUBJECT, SubjectPattern.LONGEST));
    }
    for (String detector : get(WebhookOptions.DETECTORS)) {
      if (Detectors.ALL.stream().noneMatch(type -> type.id().equals(detector))) {
        faults.accept(
            "%s%s: no detector %s; './leakwatch detectors' lists them"
                .formatted(prefix, WebhookOptions.DETECTORS, detector));
      }
    }
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException other) {
      return false;
    }
  }

  /** Null for none. Without the URL itself, which may be a secret. */
  static String faultOfUrl(String text) {
    if (text.isEmpty()) {
      return "missing; give an http or https URL";
    }
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!web || url.getHost() == null) {
        return "no http or https URL with a host";
      }
      return url.getUserInfo() == null ? null : "holds a user's name; leave out what precedes '@'";
    } catch (URISyntaxException noUrl) {
      return "no URL; check its letters";
    }
  }
}
