package io.leakwatch.workbench.terminal;

import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What the output is read on.
 *
 * @param width columns of a line, {@link #NARROWEST} or more
 * @param coloured whether words may be coloured, as terminals understand it
 */
public record Screen(int width, boolean coloured) {

  /** No table is laid out for less. */
  public static final int NARROWEST = 80;

  private static final int NO_TERMINAL = 120;

  /**
   * Finds out from the environment: {@code COLUMNS}, where it is set, then the terminal; 120 where
   * there is none. {@code NO_COLOR} takes the colour away, see no-color.org.
   *
   * @param terminalWidth asked only if there is a terminal and no {@code COLUMNS}
   */
  static Screen of(Map<String, String> environment, boolean isTerminal, IntSupplier terminalWidth) {
    String columns = environment.getOrDefault("COLUMNS", "");
    int width;
    if (columns.matches("[1-9][0-9]{0,4}")) {
      width = Integer.parseInt(columns);
    } else {
      width = isTerminal ? terminalWidth.getAsInt() : NO_TERMINAL;
    }
    boolean isPlain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Screen(Math.max(width, NARROWEST), isTerminal && !isPlain);
  }
}
