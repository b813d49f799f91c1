package io.leakwatch.workbench.run;

import io.leakwatch.local.AtExit;
import io.leakwatch.local.live.LiveRun;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.workbench.terminal.JobConfigMixin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch run}: the job against a Kafka that exists. */
@Command(
    name = "run",
    description = {
      "Runs the detection job against an existing Kafka, on a Flink inside this process, until"
          + " Ctrl-C or SIGTERM. On a cluster, use the jar.",
      "The configuration must set kafka.bootstrap-servers; a topic whose name is empty is not read.",
      "What the job remembers is kept in a folder. The next start goes on where the last one ended:"
          + " after Ctrl-C from its savepoint, after a crash from its last checkpoint. With"
          + " alerts.delivery exactly-once no alert is lost, and none is written twice."
    })
public final class RunCommand implements Callable<Integer> {

  /** A savepoint gets 8 s; then the job is cut off, and its servers are closed. */
  private static final Duration TO_END = Duration.ofSeconds(20);

  @Spec private CommandSpec spec;
  @Mixin private JobConfigMixin config;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Keep what the job remembers in DIR, one job a folder; default: a folder beside the"
              + " configuration, named after it: leakwatch.yaml has leakwatch.state.")
  private Path state;

  @Option(
      names = "--fresh",
      description =
          "Forget what the folder holds, and begin where kafka.start-from says. What detectors have"
              + " counted so far is lost.")
  private boolean fresh;

  @Override
  public Integer call() throws Exception {
    JobConfig job = config.readForKafka();
    Path folder = state == null ? beside(config.file()) : state;
    LiveRun run = new LiveRun(job, folder, fresh, spec.commandLine().getOut());
    AtExit.stop(
        run::stop,
        TO_END,
        () -> System.err.println("leakwatch: not everything was closed in time; nothing is lost"),
        run::run);
    return 0;
  }

  private static Path beside(Path config) {
    String name = config.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return config.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".state");
  }
}
