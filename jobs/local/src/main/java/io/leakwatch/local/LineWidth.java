package io.leakwatch.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many columns the lines on standard output may have. */
public final class LineWidth {

  /** Of a file or a pipe, in which nothing wraps: that of our own pages. */
  public static final int OF_FILES = 120;

  /** Of a terminal that does not know its own width. */
  private static final int OF_TERMINALS = 80;

  /** Into less than this no line of ours can be put; on such a terminal lines do wrap. */
  public static final int LEAST = 40;

  private static final long MILLIS_TO_ANSWER = 1_000;
  private static final Pattern SIZE = Pattern.compile("\\s*\\d+ (\\d+)\\s*");

  private LineWidth() {}

  /** The width of the terminal that standard output goes to; else COLUMNS; else 120. */
  public static int find() {
    return of(terminalSize(), System.getenv());
  }

  /**
   * The same from what is known.
   *
   * @param size as {@code stty size} states it, rows and columns; anything else if it is no
   *     terminal
   */
  static int of(String size, Map<String, String> environment) {
    Matcher terminal = SIZE.matcher(size);
    boolean isTerminal = terminal.matches();
    int width = isTerminal ? number(terminal.group(1)) : 0;
    if (width == 0) {
      width = number(environment.getOrDefault("COLUMNS", ""));
    }
    if (width == 0) {
      width = isTerminal ? OF_TERMINALS : OF_FILES;
    }
    return Math.max(LEAST, width);
  }

  private static int number(String text) {
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
  }

  /** Asks the terminal itself: shells know its width as COLUMNS, but seldom export that. */
  private static String terminalSize() {
    ProcessBuilder stty = new ProcessBuilder("sh", "-c", "exec stty size <&1 >&2");
    stty.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = stty.start();
      if (!process.waitFor(MILLIS_TO_ANSWER, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return "";
      }
      return new String(process.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException noSuchProgram) {
      return "";
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
