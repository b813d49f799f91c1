package io.leakwatch.workbench.terminal;

import io.leakwatch.local.CommandFault;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which checkout of the sources a command works on. */
public final class CheckoutMixin {

  /** What only a checkout has. */
  private static final String CATALOGUE =
      "jobs/detectors/src/main/java/io/leakwatch/detectors/Detectors.java";

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Root of the checkout (default: the current folder).")
  private Path root;

  /**
   * Its root.
   *
   * @throws CommandFault if there is none
   */
  public Path root() {
    if (!Files.isRegularFile(root.resolve(CATALOGUE))) {
      throw new CommandFault(
          root.toAbsolutePath().normalize()
              + " is not the root of a checkout: it has no "
              + CATALOGUE
              + "; go there, or give --root");
    }
    return root;
  }
}
