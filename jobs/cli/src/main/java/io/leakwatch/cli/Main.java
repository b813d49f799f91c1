package io.leakwatch.cli;

import io.leakwatch.benchmarks.BenchCommand;
import io.leakwatch.benchmarks.statesize.StateSizeCommand;
import io.leakwatch.console.ConsoleCommand;
import io.leakwatch.console.ConsoleOfDemo;
import io.leakwatch.workbench.Leakwatch;

/** The command line, with the commands of all modules that have some. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    StandardOutput output = StandardOutput.install();
    int status =
        Leakwatch.commandLine(
                new ConsoleOfDemo(),
                new ConsoleCommand(),
                new BenchCommand(),
                new StateSizeCommand())
            .execute(args);
    System.out.flush();
    if (output.fault() != null) {
      System.err.println(
          "leakwatch: cannot write to standard output: " + output.fault() + "; see what it is");
      status = Math.max(1, status);
    }
    System.exit(status);
  }
}
