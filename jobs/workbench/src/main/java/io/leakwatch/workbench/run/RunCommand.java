package io.leakwatch.workbench.run;

import io.leakwatch.local.AtExit;
import io.leakwatch.local.live.LiveRun;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.workbench.terminal.JobConfigMixin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch run}: the job against a Kafka that exists. */
@Command(
    name = "run",
    description = {
      "Runs the detection job against an existing Kafka, on a Flink inside this process, until"
          + " Ctrl-C. Use it to try the job out; on a cluster, use the jar.",
      "The configuration must set kafka.bootstrap-servers; a topic whose name is empty is not read."
    })
public final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private JobConfigMixin config;

  @Override
  public Integer call() throws Exception {
    JobConfig job = config.readForKafka();
    LiveRun run = new LiveRun(job, spec.commandLine().getOut());
    AtExit.stop(run::stop, run::run);
    return 0;
  }
}
