package io.leakwatch.workbench.chaos;

import io.leakwatch.local.CommandFault;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A job's complete checkpoints in a folder. */
final class Checkpoints {

  private static final int DEPTH = 3;

  private Checkpoints() {}

  /** Returns as soon as another one is complete, or after so long. */
  static void awaitAnother(Path folder, Duration atMost) throws InterruptedException {
    Set<Path> before = complete(folder);
    long until = System.nanoTime() + atMost.toNanos();
    while (before.containsAll(complete(folder)) && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(3);
    }
  }

  /**
   * The last one that is complete.
   *
   * @throws CommandFault if there is none
   */
  static Path last(Path folder) {
    return complete(folder).stream()
        .map(Path::getParent)
        .max(Comparator.comparingLong(each -> each.toFile().lastModified()))
        .orElseThrow(() -> new CommandFault("the job has left no checkpoint in " + folder));
  }

  private static Set<Path> complete(Path folder) {
    var complete = FileSystems.getDefault().getPathMatcher("glob:**/chk-*/_metadata");
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files.filter(complete::matches).collect(Collectors.toSet());
    } catch (IOException | RuntimeException gone) {
      return Set.of(); // it is removed while it is looked at
    }
  }
}
