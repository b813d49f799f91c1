package io.leakwatch.benchmarks.capacity;

import io.leakwatch.benchmarks.ChildJvm;
import io.leakwatch.workbench.CommandFault;
import io.leakwatch.workbench.Folders;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a JVM for one weighing: a heap that holds nothing else. */
final class StateSizeJvm {

  private static final int LAST_LINES = 20;

  /** What is remembered grows old: nearly all of the heap is for it. */
  private static final String YOUNG = "512m";

  private final String heap;

  /**
   * @param heap maximum heap as the JVM's option says it, such as {@code 12g}
   */
  StateSizeJvm(String heap) {
    this.heap = heap;
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
      Path log = folder.resolve("log.txt");
      Process process =
          new ProcessBuilder(command(folder))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      ChildJvm.await(process, "weighing", "a smaller --count");
      Path figures = folder.resolve(StateSizeProcess.FIGURES);
      if (!Files.exists(figures)) {
        throw new CommandFault(
            "weighing %s failed; it may need more --heap, or less --count:%n%s"
                .formatted(task, tail(log)));
      }
      return List.of(
          StateSizeProcess.JSON.readValue(figures.toFile(), StateSizeProcess.Weight[].class));
    } finally {
      Folders.delete(folder);
    }
  }

  private List<String> command(Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-Xmn" + YOUNG, "-XX:+UseParallelGC"));
    // Flink reaches into the JDK; the launcher has opened to this JVM what it needs.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of("-cp", classPath(), StateSizeProcess.class.getName(), folder.toString()));
    return command;
  }

  /** This JVM's own, and what the launcher leaves to processes of this module. */
  private static String classPath() {
    String own = System.getProperty("java.class.path");
    String more = System.getProperty("leakwatch.rivals");
    return more == null ? own : own + File.pathSeparator + more + File.separator + "*";
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
