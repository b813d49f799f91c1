package io.leakwatch.cli;

import io.leakwatch.benchmarks.BenchCommand;
import io.leakwatch.benchmarks.statesize.StateSizeCommand;
import io.leakwatch.workbench.Leakwatch;

/** The command line, with the commands of all modules that have some. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(Leakwatch.commandLine(new BenchCommand(), new StateSizeCommand()).execute(args));
  }
}
