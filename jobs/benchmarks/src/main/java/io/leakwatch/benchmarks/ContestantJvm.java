package io.leakwatch.benchmarks;

import io.leakwatch.workbench.CommandFault;
import io.leakwatch.workbench.Folders;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a JVM for one contestant, and waits for what it reports. */
final class ContestantJvm {

  /** A run of one contestant. */
  record Measurement(ContestantProcess.Figures figures, Collection<RaisedAlert> alerts) {}

  private static final int PROCESSORS = Course.THREADS;
  private static final int MOST_MINUTES = 20;

  private final String heap;
  private final List<String> more;

  /**
   * @param heap maximum heap as the JVM's option says it, such as {@code 4g}
   * @param more further options of the JVM, such as those of a profiler
   */
  ContestantJvm(String heap, List<String> more) {
    this.heap = heap;
    this.more = more;
  }

  /**
   * Runs a contestant.
   *
   * @return its figures and alerts
   * @throws CommandFault if it fails or does not end in time; the message holds the last it said
   */
  Measurement run(ContestantProcess.Task task) throws IOException, InterruptedException {
    Path folder = Folders.temporary("leakwatch-bench-");
    try {
      ContestantProcess.JSON.writeValue(folder.resolve(ContestantProcess.TASK).toFile(), task);
      Path log = folder.resolve("log.txt");
      Process process =
          new ProcessBuilder(command(task.contestant(), folder))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      await(process, task.contestant());
      Path figures = folder.resolve(ContestantProcess.FIGURES);
      if (!Files.exists(figures)) {
        throw new CommandFault(
            "%s failed with status %d:%n%s"
                .formatted(task.contestant(), process.exitValue(), tail(log)));
      }
      return new Measurement(
          ContestantProcess.JSON.readValue(figures.toFile(), ContestantProcess.Figures.class),
          EvaluationFiles.alerts(folder));
    } finally {
      Folders.delete(folder);
    }
  }

  private static void await(Process process, String contestant) throws InterruptedException {
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        throw new CommandFault(
            "%s has not ended within %d min; try fewer --events"
                .formatted(contestant, MOST_MINUTES));
      }
    } finally {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private List<String> command(String contestant, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms" + heap,
            "-Xmx" + heap,
            "-XX:+UseParallelGC",
            // Memory is there before anybody is timed, in large pages, for all alike.
            "-XX:+AlwaysPreTouch",
            "-XX:+UseTransparentHugePages",
            "-XX:ActiveProcessorCount=" + PROCESSORS));
    // Flink reaches into the JDK; the launcher has opened to this JVM what it needs.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(more);
    command.addAll(
        List.of(
            "-cp", classPath(contestant), ContestantProcess.class.getName(), folder.toString()));
    return command;
  }

  /**
   * This JVM's own, and the rivals' libraries beside it. Flink and Kafka Streams bring different
   * builds of RocksDB with the same classes: each contestant gets its own.
   */
  private static String classPath(String contestant) {
    String foreign = contestant.equals("kafka-streams") ? "frocksdbjni" : "rocksdbjni";
    return Stream.concat(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)),
            rivals())
        .filter(entry -> !new File(entry).getName().startsWith(foreign))
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> rivals() {
    File[] jars = new File(System.getProperty("leakwatch.rivals", "")).listFiles();
    return jars == null ? Stream.of() : Arrays.stream(jars).map(File::getPath).sorted();
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }
}
