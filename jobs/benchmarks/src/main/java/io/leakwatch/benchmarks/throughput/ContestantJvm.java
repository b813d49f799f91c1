package io.leakwatch.benchmarks.throughput;

import io.leakwatch.benchmarks.contest.ChildJvm;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a JVM for one contestant, and waits for what it reports. */
public final class ContestantJvm {

  /** A run of one contestant. */
  public record Measurement(ContestantProcess.Figures figures, Collection<RaisedAlert> alerts) {}

  private final ChildJvm jvm;

  public ContestantJvm(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /**
   * Runs a contestant.
   *
   * @return its figures and alerts
   * @throws CommandFault if it fails or does not end in time; the message holds the last it said
   */
  public Measurement run(ContestantProcess.Task task) throws Exception {
    Path folder = Folders.temporary("leakwatch-bench-");
    try {
      ContestantProcess.JSON.writeValue(folder.resolve(ContestantProcess.TASK).toFile(), task);
      Process process = jvm.start(ContestantProcess.class, folder, classPath(task.contestant()));
      ChildJvm.await(process, task.contestant(), "fewer --events");
      Path figures = folder.resolve(ContestantProcess.FIGURES);
      if (!Files.exists(figures)) {
        throw new CommandFault(
            "%s failed with status %d:%n%s"
                .formatted(task.contestant(), process.exitValue(), ChildJvm.lastWords(folder)));
      }
      return new Measurement(
          ContestantProcess.JSON.readValue(figures.toFile(), ContestantProcess.Figures.class),
          EvaluationFiles.alerts(folder));
    } finally {
      Folders.delete(folder);
    }
  }

  /**
   * This JVM's own, and the rivals' libraries beside it. Flink and Kafka Streams bring different
   * builds of RocksDB with the same classes: each contestant gets its own.
   */
  private static String classPath(String contestant) {
    String foreign = contestant.startsWith("kafka-streams") ? "frocksdbjni" : "rocksdbjni";
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
}
