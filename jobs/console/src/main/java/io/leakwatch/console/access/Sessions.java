package io.leakwatch.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Who has signed in, since this process was started. What a browser holds is random; what is kept
 * here is its hash.
 */
final class Sessions {

  /** A person has a few browsers. */
  private static final int MOST_OF_ONE = 20;

  private static final int MOST = 2_000;

  /**
   * A session.
   *
   * @param hash of the password with which it began: with another one, it ends
   * @param began epoch milliseconds
   */
  record Session(String name, String hash, String csrf, long began) {}

  private static final class Use {
    private final Session session;
    private long last;

    private Use(Session session) {
      this.session = session;
      this.last = session.began();
    }
  }

  private final Clock clock;
  private final Duration longest;
  private final Duration longestIdle;
  private final Map<String, Use> open = new HashMap<>();

  /**
   * @param longest from the login to the end
   * @param longestIdle from the last request to the end
   */
  Sessions(Clock clock, Duration longest, Duration longestIdle) {
    this.clock = clock;
    this.longest = longest;
    this.longestIdle = longestIdle;
  }

  /** A new one; what the browser is to send back. */
  synchronized String begin(User user) {
    long now = clock.millis();
    open.values().removeIf(use -> hasEnded(use, now));
    makeRoom(user.name());
    String secret = Secrets.random();
    open.put(key(secret), new Use(new Session(user.name(), user.hash(), Secrets.random(), now)));
    return secret;
  }

  private void makeRoom(String name) {
    long own = open.values().stream().filter(use -> use.session.name().equals(name)).count();
    if (own < MOST_OF_ONE && open.size() < MOST) {
      return;
    }
    open.entrySet().stream()
        .filter(entry -> own < MOST_OF_ONE || entry.getValue().session.name().equals(name))
        .min(Comparator.comparingLong(entry -> entry.getValue().last))
        .ifPresent(eldest -> open.remove(eldest.getKey()));
  }

  /** The one of what a browser sent, which goes on for it; null if there is none any more. */
  synchronized Session use(String secret) {
    Use use = find(secret);
    if (use == null) {
      return null;
    }
    use.last = clock.millis();
    return use.session;
  }

  /** Likewise; it does not go on for it. */
  synchronized Session look(String secret) {
    Use use = find(secret);
    return use == null ? null : use.session;
  }

  private Use find(String secret) {
    String key = key(secret);
    Use use = open.get(key);
    if (use != null && hasEnded(use, clock.millis())) {
      open.remove(key);
      return null;
    }
    return use;
  }

  private boolean hasEnded(Use use, long now) {
    return now - use.session.began() >= longest.toMillis()
        || now - use.last >= longestIdle.toMillis();
  }

  synchronized void end(String secret) {
    open.remove(key(secret));
  }

  private static String key(String secret) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
