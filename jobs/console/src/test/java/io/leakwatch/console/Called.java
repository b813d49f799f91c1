package io.leakwatch.console;

import io.leakwatch.workbench.Leakwatch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * A command that was called.
 *
 * @param status what it ended with
 */
public record Called(int status, String out, String err) {

  /** Calls one. */
  public static Called of(Object... args) {
    return withInput("", args);
  }

  /** Calls one with something on standard input. */
  public static Called withInput(String input, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      CommandLine line =
          Leakwatch.commandLine(null, new ConsoleCommand())
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true));
      int status = line.execute(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
      return new Called(status, out.toString(), err.toString());
    } finally {
      System.setIn(before);
    }
  }
}
