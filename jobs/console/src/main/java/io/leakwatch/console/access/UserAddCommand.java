package io.leakwatch.console.access;

import io.leakwatch.local.CommandFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch console user add}. */
@Command(
    name = "add",
    description = {
      "Adds someone. The password, 12 characters or more, is asked for on the terminal, or is the"
          + " first line of standard input; the file holds its bcrypt hash."
    })
final class UserAddCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private UsersFileMixin users;

  @Parameters(
      paramLabel = "NAME",
      description = "1 to 64 of letters, digits, dot, dash, underscore and @.")
  private String name;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "viewer|analyst|lead",
      description =
          "viewer reads; analyst works on alerts and suppresses; lead also decides how detectors"
              + " alert.")
  private Role role;

  @Option(
      names = "--replace",
      description = "Give someone who is there already this role and a new password.")
  private boolean replace;

  @Override
  public Integer call() {
    if (!User.NAME.matcher(name).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is no name of a user; take 1 to 64 of letters, digits and . - _ @".formatted(name));
    }
    UsersFile file = users.usersFile();
    Map<String, User> all = file.exists() ? file.read() : new LinkedHashMap<>();
    boolean isThere = all.containsKey(name);
    if (isThere && !replace) {
      throw new CommandFault(
          "%s is in %s already; give --replace for a new password and role"
              .formatted(name, users.path()));
    }
    all.put(name, User.of(name, role, Passwords.read(name)));
    file.write(all.values());
    spec.commandLine()
        .getOut()
        .println(
            "%s %s, %s, in %s"
                .formatted(isThere ? "replaced:" : "added:", name, role.word(), users.path()));
    return 0;
  }
}
