package io.leakwatch.pipeline.decode;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of accounts as events have them, and whose they are. Some words name nobody: a converter
 * writes them where it knows no name. A name with an {@code @} is the same in any case, because no
 * mail provider tells them apart.
 */
public final class AccountNames implements Serializable {

  /** Words that programs are known to write for no name; names that people try are none of them. */
  public static final List<String> USUAL_NOBODIES =
      List.of(
          "-",
          "--",
          "- -",
          "unknown",
          "(unknown)",
          "<unknown>",
          "[unknown]",
          "Not Available",
          "n/a",
          "(empty)",
          "<empty>",
          "null",
          "(null)",
          "<null>",
          "none",
          "(none)",
          "<none>",
          "undefined");

  /** As names are understood where nothing else is set. */
  public static final AccountNames USUAL = new AccountNames(USUAL_NOBODIES, true);

  private final ArrayList<String> nobodies;
  private final boolean foldsCase;
  private final int longest;

  /**
   * @param nobodies words that name nobody, in any case
   * @param foldsCase whether names with an {@code @} are the same in any case
   */
  public AccountNames(List<String> nobodies, boolean foldsCase) {
    this.nobodies = new ArrayList<>(nobodies);
    this.foldsCase = foldsCase;
    this.longest = nobodies.stream().mapToInt(String::length).max().orElse(0);
  }

  /**
   * The name under which an account is known.
   *
   * @param written may be null, which names nobody
   * @return null for nobody; the text itself for nearly every name
   */
  public String of(String written) {
    if (written == null || isNobody(written)) {
      return null;
    }
    return foldsCase && written.indexOf('@') >= 0 ? folded(written) : written;
  }

  /**
   * The name under which an account is known whose data was asked for.
   *
   * @param written null where the call names none; what names nobody stays as it is, because a
   *     target may be something else than an account
   */
  public String ofTarget(String written) {
    return written != null && foldsCase && written.indexOf('@') >= 0 ? folded(written) : written;
  }

  private boolean isNobody(String written) {
    if (written.isEmpty()) {
      return true;
    }
    boolean hasSpaces = written.charAt(0) <= ' ' || written.charAt(written.length() - 1) <= ' ';
    String name = hasSpaces ? written.strip() : written;
    if (name.length() > longest) {
      return false;
    }
    for (int i = 0; i < nobodies.size(); i++) {
      if (nobodies.get(i).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return name.isEmpty();
  }

  /** Letter by letter, so that no name gets longer. */
  private static String folded(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.toLowerCase(name.charAt(i)) != name.charAt(i)) {
        char[] letters = name.toCharArray();
        for (int j = i; j < letters.length; j++) {
          letters[j] = Character.toLowerCase(letters[j]);
        }
        return new String(letters);
      }
    }
    return name;
  }
}
