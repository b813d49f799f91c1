package io.leakwatch.workbench.bare;

import io.leakwatch.local.CommandFault;
import io.leakwatch.workbench.cluster.ClusterJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code docker/run-bare}: the compose file without containers. */
@Command(
    name = "run-bare",
    description = {
      "Starts the services of a compose file without containers: ZooKeeper, Kafka, its topics, and"
          + " the job on Flink, each a process of this machine, with the commands, environment,"
          + " files and health checks that stand in the file. What has no counterpart here"
          + " (Prometheus, Grafana) is left out, and named.",
      "Everything lies in one folder, and goes on from there at the next start; remove it to begin"
          + " anew. Ctrl-C ends all of it."
    })
public final class RunBareCommand implements Callable<Integer> {

  private static final long LOOK_EVERY_MILLIS = 1000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "docker/compose.yaml",
      description = "The compose file (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "target/bare",
      description = "Takes all data and logs (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Also starts the services of this profile. May be repeated.")
  private List<String> profiles = new ArrayList<>();

  @Option(
      names = "--free-ports",
      description =
          "Takes any free ports instead of those that the file publishes, as where one of them is"
              + " taken.")
  private boolean hasFreePortsOnly;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path jar =
        ClusterJob.detection(Path.of("").toAbsolutePath())
            .orElseThrow(
                () ->
                    new CommandFault(
                        "no jar of the job to put into the image; make it: mvn -DskipTests package"));
    try (BareRun run =
        new BareRun(
            file,
            folder,
            jar,
            Set.copyOf(profiles),
            hasFreePortsOnly,
            line -> {
              out.println(line);
              out.flush();
            })) {
      run.start();
      out.printf("All is up. Data and logs: %s. Ctrl-C ends it.%n", folder);
      out.flush();
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        for (String said : run.revive()) {
          out.println("ended by itself, and is started again. " + said);
          out.flush();
        }
      }
    }
  }
}
