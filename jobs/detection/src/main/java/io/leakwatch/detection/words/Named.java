package io.leakwatch.detection.words;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Hashes;
import java.util.Locale;

/** What things are called in the middle of a sentence: short, and the same every time. */
public final class Named {

  /** A user agent up to here is its own best name; a longer one gets a short one. */
  private static final int SHORT_USER_AGENT = 32;

  private static final String BETWEEN = ", ";
  private static final String NO_USER_AGENT = "no user agent";

  private Named() {}

  /**
   * {@code account ada}, {@code client app-7}, {@code 203.0.113.7}, {@code endpoint /users}, {@code
   * the whole service}; a fingerprint as {@link #program}.
   */
  public static String of(Entity entity) {
    return switch (entity.type()) {
      case ADDRESS -> entity.id();
      case FINGERPRINT -> program(entity.id());
      case SERVICE -> "the whole service";
      default -> entity.type().name().toLowerCase(Locale.ROOT) + " " + entity.id();
    };
  }

  /** The same, at the beginning of a sentence. */
  public static String first(Entity entity) {
    return capital(of(entity));
  }

  /** The kind of thing and its id, of an address too: {@code address 203.0.113.7}. */
  public static String withKind(Entity thing) {
    return thing.type().name().toLowerCase(Locale.ROOT) + " " + thing.id();
  }

  /** The same at the beginning of a sentence: {@code Client reader-app}. */
  public static String beginning(Entity thing) {
    return capital(withKind(thing));
  }

  /** The words with their first letter in upper case; they may be empty. */
  public static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /**
   * The program that logins with a fingerprint share: {@code program 'curl/8.9.1' on AS64500};
   * where the user agent is long, {@code program 3f9a2c7d on AS64500}, by its hash.
   *
   * @param fingerprint see {@link io.leakwatch.detection.activity.Login#fingerprint}
   */
  public static String program(String fingerprint) {
    int end = fingerprint.indexOf(BETWEEN);
    String network = end < 0 ? fingerprint : fingerprint.substring(0, end);
    String where = network.startsWith("AS") ? network : "an " + network;
    String userAgent = userAgent(fingerprint);
    if (userAgent.equals(NO_USER_AGENT)) {
      return "a program without user agent on " + where;
    }
    return userAgent.length() <= SHORT_USER_AGENT
        ? "program '%s' on %s".formatted(userAgent, where)
        : "program %s on %s".formatted(shortName(userAgent), where);
  }

  private static String shortName(String userAgent) {
    return "%08x".formatted((int) Hashes.of(userAgent));
  }

  /** The user agent in a fingerprint, whole, after the short name of a long one. */
  public static String described(String fingerprint) {
    String userAgent = userAgent(fingerprint);
    return userAgent.length() <= SHORT_USER_AGENT
        ? userAgent
        : shortName(userAgent) + ": " + userAgent;
  }

  /** The user agent in a fingerprint, whole; {@code no user agent} for none. */
  public static String userAgent(String fingerprint) {
    int end = fingerprint.indexOf(BETWEEN);
    return end < 0 ? NO_USER_AGENT : fingerprint.substring(end + BETWEEN.length());
  }
}
