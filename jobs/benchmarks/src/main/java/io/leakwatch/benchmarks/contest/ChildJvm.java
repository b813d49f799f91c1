package io.leakwatch.benchmarks.contest;

import io.leakwatch.local.AtExit;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.SameJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM beside this one, for what is to have a heap of its own. */
public final class ChildJvm {

  private static final int PROCESSORS = Course.THREADS;
  private static final int SHOWN_LINES = 30;
  private static final int MOST_MINUTES = 20;

  private static final List<String> TIMED =
      List.of(
          // Memory is there before anybody is timed, in large pages, for all alike.
          "-XX:+AlwaysPreTouch",
          "-XX:+UseTransparentHugePages",
          "-XX:ActiveProcessorCount=" + PROCESSORS);

  private final String heap;
  private final List<String> more;

  /**
   * One in which nothing is timed.
   *
   * @param heap its size, as the JVM's option says it, such as {@code 4g}
   * @param more further options of the JVM
   */
  public ChildJvm(String heap, List<String> more) {
    this.heap = heap;
    this.more = List.copyOf(more);
  }

  /**
   * One for what is timed, set up alike for everybody.
   *
   * @param heap its size, as the JVM's option says it, such as {@code 4g}
   * @param more further options of the JVM, such as those of a profiler
   */
  public static ChildJvm timed(String heap, List<String> more) {
    List<String> options = new ArrayList<>(TIMED);
    options.addAll(more);
    return new ChildJvm(heap, options);
  }

  /** Starts a program with this JVM's own class path. */
  public Process start(Class<?> program, Path folder) throws IOException {
    return start(program, folder, SameJvm.classPath());
  }

  /**
   * Starts a program.
   *
   * @param program has a {@code main}, which is given the folder
   * @param folder what it says goes to a file there
   * @param classPath as the JVM's option says it
   */
  public Process start(Class<?> program, Path folder, String classPath) throws IOException {
    List<String> command = SameJvm.command(heap, heap);
    // What it has no time to remove goes with the folder.
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(more);
    command.addAll(List.of("-cp", classPath, program.getName(), folder.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(folder))
        .start();
  }

  /**
   * Returns when a process has ended, which it does with this JVM, too.
   *
   * @param name what it is, for people
   * @param instead what to try when it takes too long
   * @throws CommandFault if it has not ended within 20 minutes
   */
  public static void await(Process process, String name, String instead) throws Exception {
    AtExit.stop(
        process::destroyForcibly,
        () -> {
          try {
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
              throw new CommandFault(
                  "%s has not ended within %d min; try %s".formatted(name, MOST_MINUTES, instead));
            }
          } finally {
            process.destroyForcibly().waitFor();
          }
        });
  }

  private static File log(Path folder) {
    return folder.resolve("log.txt").toFile();
  }

  /** The last that a program said which was started with the folder. */
  public static String lastWords(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(log(folder).toPath());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }
}
