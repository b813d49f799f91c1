package io.leakwatch.console.access;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file that the commands about users work on. */
final class UsersFileMixin {

  @Option(
      names = "--users-file",
      required = true,
      paramLabel = "FILE",
      description = "The file that console.users-file names.")
  private Path file;

  UsersFile usersFile() {
    return new UsersFile(file);
  }

  Path path() {
    return file;
  }
}
