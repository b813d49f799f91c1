package io.leakwatch.workbench.importing;

/**
 * The fields of one line of an access log:
 *
 * <pre>{@code host ident user [time] "request" status bytes "referer" "user agent"}</pre>
 *
 * The last two are in the combined form only.
 *
 * @param user null where the request was not authenticated
 * @param status 100 to 599
 * @param userAgent null where none was sent
 */
record AccessLine(
    String host, String user, String time, String request, int status, String userAgent) {

  /**
   * Reads a line. Written out by hand, as a pattern for quoted text with escapes recurses once a
   * character and a caller may send very long ones.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  static AccessLine parse(String line) {
    Cursor cursor = new Cursor(line);
    String host = cursor.word("the address");
    cursor.word("the identity");
    String user = cursor.until(" [", "the user");
    String time = cursor.until("] ", "the time");
    String request = cursor.quoted("the request");
    int status = status(cursor.word("the status"));
    cursor.word("the size");
    String userAgent = null;
    if (cursor.startsQuote()) {
      cursor.quoted("the referrer");
      userAgent = cursor.quoted("the user agent");
    }
    return new AccessLine(host, dashIsNull(user), time, request, status, dashIsNull(userAgent));
  }

  private static int status(String text) {
    if (!text.matches("[1-5]\\d\\d")) {
      throw new IllegalArgumentException("the status is not a number from 100 to 599");
    }
    return Integer.parseInt(text);
  }

  private static String dashIsNull(String text) {
    return text == null || text.isEmpty() || text.equals("-") ? null : text;
  }

  private static final class Cursor {

    private final String line;
    private int at;

    private Cursor(String line) {
      this.line = line;
    }

    /** Up to the next space, or the end of the line. */
    private String word(String what) {
      int end = line.indexOf(' ', at);
      String word = line.substring(at, end < 0 ? line.length() : end);
      if (word.isEmpty()) {
        throw missing(what);
      }
      at = end < 0 ? line.length() : end + 1;
      return word;
    }

    private String until(String mark, String what) {
      int end = line.indexOf(mark, at);
      if (end < 0) {
        throw missing(what);
      }
      String text = line.substring(at, end);
      at = end + mark.length();
      return text;
    }

    private boolean startsQuote() {
      return at < line.length() && line.charAt(at) == '"';
    }

    /** Quoted text; of its escapes those of the quote and the backslash are undone. */
    private String quoted(String what) {
      if (!startsQuote()) {
        throw missing(what);
      }
      StringBuilder text = new StringBuilder();
      for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
        if (line.charAt(at) == '\\' && at + 1 < line.length() && isMark(line.charAt(at + 1))) {
          at++;
        }
        text.append(line.charAt(at));
      }
      if (at >= line.length()) {
        throw new IllegalArgumentException(what + " has no closing quote; the line is cut short");
      }
      at = Math.min(at + 2, line.length());
      return text.toString();
    }

    private static boolean isMark(char c) {
      return c == '"' || c == '\\';
    }

    private static IllegalArgumentException missing(String what) {
      return new IllegalArgumentException(what + " is missing; not an access log, or cut short");
    }
  }
}
