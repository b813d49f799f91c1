package io.leakwatch.workbench.terminal;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What becomes of results that are there already. */
public final class OutputMixin {

  @Option(
      names = "--overwrite",
      description = "Replace results of an earlier run. Without it they are never touched.")
  private boolean overwrite;

  /**
   * Makes the folder that results are to be written to.
   *
   * @param names of the files that will be written
   * @throws CommandFault when one of them is there already, or nothing can be written there
   */
  public void prepare(Path folder, List<String> names) {
    for (String name : names) {
      require(folder.resolve(name), "folder");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw unwritable(folder, "it is a file", null);
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException fault) {
      throw unwritable(folder, Reason.of(fault), fault);
    }
    if (!Files.isWritable(folder)) {
      throw unwritable(folder, "not allowed", null);
    }
  }

  /**
   * Makes sure that nothing is lost when a file is written.
   *
   * @throws CommandFault when it is there already
   */
  public void prepare(Path file) {
    require(file, "file");
  }

  private void require(Path file, String what) {
    if (!overwrite && Files.exists(file)) {
      throw new CommandFault(
          "%s is there already, from an earlier run; give another %s with --output, or replace it"
                  .formatted(file, what)
              + " with --overwrite");
    }
  }

  private static CommandFault unwritable(Path folder, String why, IOException fault) {
    return new CommandFault(
        "cannot write to %s (%s); give --output a folder in which you may write"
            .formatted(folder, why),
        fault);
  }
}
