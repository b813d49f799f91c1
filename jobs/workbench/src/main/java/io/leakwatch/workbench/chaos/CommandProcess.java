package io.leakwatch.workbench.chaos;

import io.leakwatch.workbench.Leakwatch;

/** A command in a process of its own. */
final class CommandProcess {

  private CommandProcess() {}

  /** The command and its options. */
  public static void main(String[] args) {
    System.exit(Leakwatch.commandLine().execute(args));
  }
}
