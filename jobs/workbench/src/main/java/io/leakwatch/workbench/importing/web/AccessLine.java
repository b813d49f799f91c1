package io.leakwatch.workbench.importing.web;

import io.leakwatch.workbench.importing.lines.Sources;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of one line of an access log:
 *
 * <pre>{@code host ident user [time] "request" status bytes "referer" "user agent"}</pre>
 *
 * The last two are in the combined form only. Before the host there may be the name of a virtual
 * host, an id, or what syslog and containers put before lines; instead of the host a list of
 * addresses; behind the user agent anything.
 *
 * @param sources address or name of a host, or several where proxies forwarded the request, the
 *     nearest last; empty where the log names none
 * @param user null where the request was not authenticated
 * @param time as written
 * @param status 100 to 599
 * @param userAgent null where none was sent
 * @param appended addresses in the first field behind the user agent that holds only such, as
 *     {@code X-Forwarded-For} is often appended; empty where there is none
 */
record AccessLine(
    List<String> sources,
    String user,
    String time,
    String request,
    int status,
    String userAgent,
    List<String> appended) {

  /**
   * Callers cannot write this into the fields before it, as servers escape quotes there: brackets,
   * and a quote behind them.
   */
  private static final Pattern TIME = Pattern.compile("\\[([^\\[\\]\"]{1,40})\\] (?=\")");

  /**
   * Reads a line. Quoted text is read by hand, as a pattern with escapes recurses once a character
   * and a caller may send very long ones.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  static AccessLine parse(String line) {
    Matcher time = TIME.matcher(line);
    if (!time.find()) {
      throw missing("the time");
    }
    AccessCaller caller = AccessCaller.parse(line.substring(0, time.start()));
    Cursor cursor = new Cursor(line, time.end());
    String request = cursor.quoted("the request");
    int status = status(cursor.word("the status"));
    cursor.word("the size");
    String userAgent = null;
    if (cursor.startsQuote()) {
      cursor.quoted("the referrer");
      userAgent = cursor.quoted("the user agent");
    }
    return new AccessLine(
        caller.sources(),
        dashIsNull(caller.user()),
        time.group(1),
        request,
        status,
        dashIsNull(userAgent),
        appended(cursor));
  }

  private static List<String> appended(Cursor cursor) {
    while (cursor.hasMore()) {
      if (cursor.startsQuote()) {
        List<String> listed = AccessCaller.listed(cursor.quotedOrRest());
        if (listed.stream().anyMatch(Sources::isAddress)) {
          return listed;
        }
      } else {
        cursor.skipWord();
      }
    }
    return List.of();
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

  static IllegalArgumentException missing(String what) {
    return new IllegalArgumentException(what + " is missing; not an access log, or cut short");
  }

  private static final class Cursor {

    private final String line;
    private int at;
    private boolean closed;

    private Cursor(String line, int at) {
      this.line = line;
      this.at = at;
    }

    private boolean hasMore() {
      return at < line.length();
    }

    /** Up to the next space, or the end of the line. */
    private String word(String what) {
      int from = at;
      skipWord();
      String word = line.substring(from, at).strip();
      if (word.isEmpty()) {
        throw missing(what);
      }
      return word;
    }

    private void skipWord() {
      int end = line.indexOf(' ', at);
      at = end < 0 ? line.length() : end + 1;
    }

    private boolean startsQuote() {
      return at < line.length() && line.charAt(at) == '"';
    }

    private String quoted(String what) {
      if (!startsQuote()) {
        throw missing(what);
      }
      String text = quotedOrRest();
      if (!closed) {
        throw new IllegalArgumentException(what + " has no closing quote; the line is cut short");
      }
      return text;
    }

    /** Quoted text; of its escapes those of the quote and the backslash are undone. */
    private String quotedOrRest() {
      StringBuilder text = new StringBuilder();
      for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
        if (line.charAt(at) == '\\' && at + 1 < line.length() && isMark(line.charAt(at + 1))) {
          at++;
        }
        text.append(line.charAt(at));
      }
      closed = at < line.length();
      at = Math.min(at + 2, line.length());
      return text.toString();
    }

    private static boolean isMark(char c) {
      return c == '"' || c == '\\';
    }
  }
}
