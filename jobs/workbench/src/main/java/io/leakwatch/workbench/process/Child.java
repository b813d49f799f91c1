package io.leakwatch.workbench.process;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.SameJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, that can be killed, stopped for a while, and started again. It
 * ends at once when this JVM ends, however that ends.
 */
public final class Child implements AutoCloseable {

  private static final int SHOWN_LINES = 20;

  private final String name;
  private final Path log;
  private final List<String> command;
  private final Map<String, String> environment;
  private Process process;

  /**
   * What is run.
   *
   * @param main the name of a class that has a {@code main}
   * @param classPath as the JVM's option says it; {@link Tethered} is added
   * @param options more of the JVM's
   */
  public record Program(
      String main, List<String> arguments, String classPath, List<String> options) {

    /** A class of this JVM's, with all that this JVM has. */
    public static Program of(Class<?> main, List<String> arguments) {
      return new Program(main.getName(), arguments, SameJvm.classPath(), List.of());
    }
  }

  /**
   * Does not start it yet.
   *
   * @param name what it is, for people
   * @param folder takes what it says, and its temporary files
   * @param heap its heap's limit, as the JVM's option says it
   */
  public Child(String name, Path folder, String heap, Program program) {
    this(name, folder, heap, program, Map.of());
  }

  /**
   * Likewise.
   *
   * @param environment variables that it has beside those of this JVM
   */
  public Child(
      String name, Path folder, String heap, Program program, Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.name = name;
    this.log = folder.resolve(name + ".log");
    this.command = SameJvm.command("64m", heap);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder));
    command.addAll(program.options());
    command.addAll(List.of("-cp", program.classPath() + Tethered.pathToAdd(program.classPath())));
    command.addAll(List.of(Tethered.class.getName(), program.main()));
    command.addAll(program.arguments());
  }

  /** Starts it, for the first time or after it has ended. */
  public void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Ends it at once, as a machine's failure would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Asks it to end, and waits.
   *
   * @throws CommandFault if it does not
   */
  public void terminate(Duration atMost) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new CommandFault(
          "%s has not ended within %d s of SIGTERM".formatted(name, atMost.toSeconds()));
    }
  }

  /**
   * Waits until it ends by itself.
   *
   * @return its exit status
   * @throws CommandFault if it does not
   */
  public int await(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new CommandFault("%s has not ended within %d s".formatted(name, atMost.toSeconds()));
    }
    return process.exitValue();
  }

  /** Takes its processors away, and gives them back a while later. */
  public void freeze(Duration span) throws IOException, InterruptedException {
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
  public String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }

  /** The last line that it said, with its name. */
  public String lastLine() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return name + ": " + (lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1));
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
