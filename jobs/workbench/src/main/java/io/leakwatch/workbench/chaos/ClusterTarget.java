package io.leakwatch.workbench.chaos;

import io.leakwatch.workbench.cluster.ClusterJob;
import io.leakwatch.workbench.cluster.FlinkCluster;
import io.leakwatch.workbench.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The job's jar on a Flink of several processes. */
final class ClusterTarget implements Target {

  private static final Duration TO_RUN = Duration.ofMinutes(3);
  private static final Duration TO_STOP = Duration.ofMinutes(5);
  private static final Duration TO_SAVE = Duration.ofSeconds(60);

  /** Up to 8 s: some are given up meanwhile, and come back. */
  private static final int FROZEN_LONGER = 2;

  private static final int FEW = FlinkCluster.SLOTS / 2;

  private final FlinkCluster cluster;
  private final ClusterJob job;
  private final Path checkpoints;
  private final Path config;
  private final String settings;
  private final List<String> versions;
  private int upgrades;

  /**
   * Starts the cluster, without the job.
   *
   * @param folder takes all data and what the processes say
   * @param jar of the job
   * @param config the job's configuration
   * @param checkpoints where it says that checkpoints are kept
   * @param versions further settings of each version of the job; from each the next is upgraded to,
   *     and from the last one the first
   */
  ClusterTarget(Path folder, Path jar, Path config, Path checkpoints, List<String> versions)
      throws Exception {
    this.checkpoints = checkpoints;
    this.config = config;
    this.settings = Files.readString(config);
    this.versions = List.copyOf(versions);
    this.cluster = new FlinkCluster(folder);
    this.job =
        new ClusterJob(
            cluster, jar, List.of("--config", config.toString()), folder.resolve("savepoints"));
  }

  @Override
  public void start() throws Exception {
    configure();
    job.submit(FEW);
    job.awaitRunning(TO_RUN);
  }

  private void configure() throws IOException {
    Files.writeString(config, settings + versions.get(upgrades % versions.size()));
  }

  @Override
  public void suffer(Schedule.Act act) throws Exception {
    Child jobManager = cluster.jobManager();
    Child taskManager = cluster.taskManagers().get(act.oneOf(cluster.taskManagers().size()));
    switch (act.deed()) {
      case KILL_JOB_MANAGER -> replace(jobManager, act.span());
      case KILL_JOB_MANAGER_AT_COMMIT -> {
        Checkpoints.awaitAnother(checkpoints, TO_SAVE);
        replace(jobManager, act.span());
      }
      case FREEZE_JOB_MANAGER -> jobManager.freeze(act.span().multipliedBy(FROZEN_LONGER));
      case KILL_TASK_MANAGER -> replace(taskManager, act.span());
      case KILL_TASK_MANAGER_AT_COMMIT -> {
        Checkpoints.awaitAnother(checkpoints, TO_SAVE);
        replace(taskManager, act.span());
      }
      case FREEZE_TASK_MANAGER -> taskManager.freeze(act.span().multipliedBy(FROZEN_LONGER));
      case KILL_CLUSTER -> {
        for (Child each : cluster.processes()) {
          each.kill();
        }
        revive();
      }
      case RESCALE -> job.rescale(job.parallelism() == FEW ? FlinkCluster.SLOTS : FEW, TO_STOP);
      case UPGRADE -> {
        String savepoint = job.stop(TO_STOP);
        upgrades++;
        configure();
        job.upgrade(savepoint, job.parallelism());
      }
      case CANCEL -> {
        // One that goes on from a savepoint has none of its own at first.
        Checkpoints.awaitAnother(checkpoints, TO_SAVE);
        job.cancel(TO_STOP);
        job.resume(Checkpoints.last(checkpoints).toUri().toString(), job.parallelism());
      }
      default -> throw new IllegalArgumentException(act.deed() + " is not done to a cluster");
    }
  }

  private static void replace(Child process, Duration after) throws Exception {
    process.kill();
    TimeUnit.MILLISECONDS.sleep(after.toMillis());
    process.start();
  }

  @Override
  public List<String> revive() throws Exception {
    List<String> said = new ArrayList<>();
    for (Child each : cluster.processes()) {
      if (!each.isAlive()) {
        said.add(each.lastLine());
        each.start();
      }
    }
    return said;
  }

  @Override
  public void end() throws Exception {
    job.stop(TO_STOP);
  }

  @Override
  public void close() {
    job.close();
    cluster.close();
  }
}
