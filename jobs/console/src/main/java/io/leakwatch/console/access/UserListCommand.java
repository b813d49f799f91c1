package io.leakwatch.console.access;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch console user list}. */
@Command(name = "list", description = "Lists who may sign in, a line each: role and name.")
final class UserListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private UsersFileMixin users;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    users
        .usersFile()
        .read()
        .values()
        .forEach(user -> out.println("%-8s %s".formatted(user.role().word(), user.name())));
    out.flush();
    return 0;
  }
}
