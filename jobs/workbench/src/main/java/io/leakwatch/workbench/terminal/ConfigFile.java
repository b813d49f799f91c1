package io.leakwatch.workbench.terminal;

import io.leakwatch.local.CommandFault;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that {@code --config} names. */
public final class ConfigFile {

  private ConfigFile() {}

  /**
   * Makes sure that it can be read. A pipe is refused: without a writer it would be waited for
   * without an end, and without a word.
   *
   * @throws CommandFault when it is not there, is no file, or may not be read
   */
  public static void require(Path config) {
    if (!Files.exists(config)) {
      throw new CommandFault("no configuration file " + config + "; check --config");
    }
    if (!Files.isRegularFile(config)) {
      String what = Files.isDirectory(config) ? "a folder" : "a pipe or a device";
      throw new CommandFault(config + " is " + what + ", expected a YAML file; check --config");
    }
    if (!Files.isReadable(config)) {
      throw new CommandFault("not allowed to read " + config + "; check who owns it, and its mode");
    }
  }
}
