package io.leakwatch.console.access;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch console user}: who may sign in to the console. */
@Command(
    name = "user",
    description = {
      "Keeps the file of those who may sign in to the console. A console that runs takes changes at"
          + " once: who is removed is out."
    },
    subcommands = {UserAddCommand.class, UserListCommand.class, UserRemoveCommand.class})
public final class UserCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give one of add, list and remove");
  }
}
