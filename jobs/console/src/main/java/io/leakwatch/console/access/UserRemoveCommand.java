package io.leakwatch.console.access;

import io.leakwatch.local.CommandFault;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch console user remove}. */
@Command(
    name = "remove",
    description = "Removes someone, who is out of a console that runs at once.")
final class UserRemoveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private UsersFileMixin users;

  @Parameters(paramLabel = "NAME")
  private String name;

  @Override
  public Integer call() {
    UsersFile file = users.usersFile();
    Map<String, User> all = file.read();
    if (all.remove(name) == null) {
      throw new CommandFault(
          "there is no %s in %s; 'leakwatch console user list' lists them"
              .formatted(name, users.path()));
    }
    file.write(all.values());
    spec.commandLine().getOut().println("removed: %s, from %s".formatted(name, users.path()));
    return 0;
  }
}
