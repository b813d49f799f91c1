package io.leakwatch.workbench.demo;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.local.replay.ReplayFiles;
import io.leakwatch.workbench.generate.LabelFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a demo leaves its alerts: in the form of a replay's, with the labels beside them. */
public final class DemoFolder {

  /** Short, so that the commands that name it fit on a line. */
  private static final String NAME = "leakwatch-demo-";

  private static final int MOST = 1_000;

  private final Path wanted;

  private DemoFolder(Path wanted) {
    this.wanted = wanted;
  }

  /** A new folder in the system's temporary one, made once there is something to write. */
  public static DemoFolder temporary() {
    return new DemoFolder(null);
  }

  /**
   * A folder that was asked for; it is made now if it is missing.
   *
   * @throws CommandFault if it cannot be made, or not written to
   */
  public static DemoFolder of(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException fault) {
      throw cannotWrite(folder, fault);
    }
    if (!Files.isWritable(folder)) {
      throw new CommandFault(
          "cannot write to " + folder + "; give --output a folder in which you may write");
    }
    return new DemoFolder(folder);
  }

  private static CommandFault cannotWrite(Path folder, IOException fault) {
    return new CommandFault(
        "cannot write to %s (%s); give --output a folder in which you may write"
            .formatted(folder, Reason.of(fault)),
        fault);
  }

  /**
   * Writes {@code alerts.jsonl}, {@code labels.jsonl} and {@code summary.json}.
   *
   * @return where they are
   * @throws CommandFault if they cannot be written
   */
  Path write(DemoOutcome outcome) {
    Path folder = wanted;
    try {
      if (folder == null) {
        folder = next();
      }
      ReplayFiles.write(folder, outcome.alerts(), outcome.summary());
      LabelFile.write(folder, outcome.played());
      return folder;
    } catch (IOException fault) {
      throw cannotWrite(folder, fault);
    }
  }

  private static Path next() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    for (int number = 1; number <= MOST; number++) {
      try {
        return Files.createDirectory(temporary.resolve(NAME + number));
      } catch (FileAlreadyExistsException taken) {
        // the next one, then
      }
    }
    return Files.createTempDirectory(NAME);
  }
}
