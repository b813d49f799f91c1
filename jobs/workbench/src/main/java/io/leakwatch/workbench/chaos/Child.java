package io.leakwatch.workbench.chaos;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.SameJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own, that can be killed, stopped for a while, and started again. */
final class Child implements AutoCloseable {

  private static final int SHOWN_LINES = 20;

  private final String name;
  private final Path log;
  private final List<String> command;
  private Process process;

  /**
   * @param name what it is, for people
   * @param folder takes what it says, and its temporary files
   * @param heap its heap's limit, as the JVM's option says it
   * @param program has a {@code main}
   */
  Child(String name, Path folder, String heap, Class<?> program, List<String> arguments) {
    this.name = name;
    this.log = folder.resolve(name + ".log");
    this.command = SameJvm.command("64m", heap);
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            SameJvm.classPath(),
            program.getName()));
    command.addAll(arguments);
  }

  /** Starts it, for the first time or after it has ended. */
  void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Ends it at once, as a machine's failure would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Asks it to end, and waits.
   *
   * @throws CommandFault if it does not
   */
  void terminate(Duration atMost) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new CommandFault(
          "%s has not ended within %d s of SIGTERM".formatted(name, atMost.toSeconds()));
    }
  }

  /** Takes its processors away, and gives them back a while later. */
  void freeze(Duration span) throws IOException, InterruptedException {
    signal("STOP");
    try {
      TimeUnit.MILLISECONDS.sleep(span.toMillis());
    } finally {
      signal("CONT");
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
  }

  /** The last that it said. */
  String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
