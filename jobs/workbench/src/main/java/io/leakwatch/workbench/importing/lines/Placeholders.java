package io.leakwatch.workbench.importing.lines;

import io.leakwatch.detection.words.Cut;
import java.util.Locale;
import java.util.Set;

/** Words that stand where a name is not known, and names as events hold them. */
public final class Placeholders {

  /** Stands for the account of an attempt whose name the log does not hold. */
  public static final String UNKNOWN = "unknown";

  /** Stands for a user name of no characters, since an event's account must have some. */
  public static final String EMPTY_NAME = "(empty)";

  private static final int LONGEST_NAME = 512;

  private static final Set<String> NOBODY =
      Set.of(
          "-",
          "--",
          "?",
          "unknown",
          "<unknown>",
          "(unknown)",
          "unknown user",
          "not available",
          "n/a",
          "none",
          "null",
          "(null)",
          "nouser",
          "<invalid username>",
          "(invalid user)");

  private Placeholders() {}

  /** Whether a text is no name, but a word for not knowing one. */
  public static boolean isNobody(String text) {
    return NOBODY.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * The account of an attempt to log in.
   *
   * @param name as it was tried; null where the log does not hold it
   */
  public static String account(String name, Remarks remarks) {
    if (name == null || isNobody(name)) {
      remarks.count(Remark.NAMELESS);
      return UNKNOWN;
    }
    return name.isBlank() ? EMPTY_NAME : folded(name, remarks);
  }

  /**
   * The account on whose behalf something was asked for; null where the log holds none.
   *
   * @param name may be null
   */
  public static String accountOrNull(String name, Remarks remarks) {
    return name == null || name.isBlank() || isNobody(name) ? null : folded(name, remarks);
  }

  /** Names of mailboxes are the same in upper and lower case. */
  private static String folded(String name, Remarks remarks) {
    String bounded = Cut.to(LONGEST_NAME, name);
    if (bounded.indexOf('@') < 0) {
      return bounded;
    }
    String lower = bounded.toLowerCase(Locale.ROOT);
    if (!lower.equals(bounded)) {
      remarks.count(Remark.FOLDED);
    }
    return lower;
  }
}
