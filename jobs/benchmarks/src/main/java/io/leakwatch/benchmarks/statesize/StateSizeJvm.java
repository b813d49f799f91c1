package io.leakwatch.benchmarks.statesize;

import io.leakwatch.benchmarks.contest.ChildJvm;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a JVM for one weighing: a heap that holds nothing else. */
final class StateSizeJvm {

  /** What is remembered grows old: nearly all of the heap is for it. */
  private static final String YOUNG = "-Xmn512m";

  private final ChildJvm jvm;

  /**
   * @param heap maximum heap as the JVM's option says it, such as {@code 12g}
   */
  StateSizeJvm(String heap) {
    jvm = new ChildJvm(heap, List.of(YOUNG));
  }

  /**
   * Weighs.
   *
   * @return what they weigh after each of the task's days
   * @throws CommandFault if it fails or does not end in time; the message holds the last it said
   */
  List<StateSizeProcess.Weight> run(StateSizeProcess.Task task) throws Exception {
    Path folder = Folders.temporary("leakwatch-state-");
    try {
      StateSizeProcess.JSON.writeValue(folder.resolve(StateSizeProcess.TASK).toFile(), task);
      Process process = jvm.start(StateSizeProcess.class, folder, classPath());
      ChildJvm.await(process, "the measurement", "a smaller --count");
      Path figures = folder.resolve(StateSizeProcess.FIGURES);
      if (!Files.exists(figures)) {
        throw new CommandFault(
            "measuring %s failed; it may need more --heap, or less --count:%n%s"
                .formatted(task, ChildJvm.lastWords(folder)));
      }
      return List.of(
          StateSizeProcess.JSON.readValue(figures.toFile(), StateSizeProcess.Weight[].class));
    } finally {
      Folders.delete(folder);
    }
  }

  /** This JVM's own, and what the launcher leaves to processes of this module. */
  private static String classPath() {
    String own = System.getProperty("java.class.path");
    String more = System.getProperty("leakwatch.rivals");
    return more == null ? own : own + File.pathSeparator + more + File.separator + "*";
  }
}
