package io.leakwatch.console.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import java.util.regex.Pattern;

/**
 * Someone who may sign in.
 *
 * @param name as others see it, too: it is the author of what is written
 * @param hash bcrypt's
 */
public record User(String name, Role role, String hash) {

  /** What a name is made of. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  public static final int SHORTEST_PASSWORD = 12;
  public static final int LONGEST_PASSWORD = 1_024;

  /** 2^12 rounds, a third of a second: people do not notice it, and who guesses does. */
  private static final int COST = 12;

  /** Bcrypt reads 72 bytes; of what is longer, these are of its hash. */
  private static final LongPasswordStrategy LONG =
      LongPasswordStrategies.hashSha512(Version.VERSION_2A);

  /** Of no password: checked in vain, so that an unknown name takes as long as a known one. */
  private static final String NOBODY = hash(Secrets.random().toCharArray());

  /** With a new password. */
  public static User of(String name, Role role, char[] password) {
    return new User(name, role, hash(password));
  }

  private static String hash(char[] password) {
    return BCrypt.with(LONG).hashToString(COST, password);
  }

  /**
   * Whether it is the password of a user; takes as long where there is none.
   *
   * @param user null for nobody
   */
  static boolean isPassword(User user, char[] password) {
    String hash = user == null ? NOBODY : user.hash();
    boolean same =
        BCrypt.verifyer(Version.VERSION_2A, LONG).verify(password, hash.toCharArray()).verified;
    return same && user != null;
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return name + " (" + role.word() + ")";
  }
}
