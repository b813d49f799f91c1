package io.leakwatch.workbench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** One command line, run in this JVM, and what came of it. */
public record CommandRun(int status, String out, String err) {

  public static CommandRun of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Leakwatch.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(Stream.of(args).map(Object::toString).toArray(String[]::new));
    return new CommandRun(status, out.toString(), err.toString());
  }
}
