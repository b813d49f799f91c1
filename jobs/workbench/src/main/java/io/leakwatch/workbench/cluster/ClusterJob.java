package io.leakwatch.workbench.cluster;

import io.leakwatch.local.CommandFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;

/** A jar's job on a cluster, submitted by Flink's own command line and stopped by its client. */
public final class ClusterJob implements AutoCloseable {

  private static final Duration TO_ANSWER = Duration.ofSeconds(60);
  private static final Duration TO_SUBMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final FlinkCluster cluster;
  private final Path jar;
  private final List<String> arguments;
  private final Path savepoints;
  private final RestClusterClient<StandaloneClusterId> client;
  private JobID id;
  private int parallelism;

  /**
   * Does not submit it yet.
   *
   * @param jar names its main class
   * @param arguments the main class's
   * @param savepoints takes what the job is stopped with
   */
  public ClusterJob(FlinkCluster cluster, Path jar, List<String> arguments, Path savepoints)
      throws Exception {
    this.cluster = cluster;
    this.jar = jar;
    this.arguments = arguments;
    this.savepoints = savepoints;
    this.client = new RestClusterClient<>(cluster.settings(), StandaloneClusterId.getInstance());
  }

  /**
   * Begins anew.
   *
   * @param parallelism subtasks of each operator
   */
  public void submit(int parallelism) throws Exception {
    submit(parallelism, List.of());
  }

  private void submit(int parallelism, List<String> more) throws Exception {
    id = new JobID();
    this.parallelism = parallelism;
    List<String> command =
        new ArrayList<>(List.of("run", "--detached", "--target", RemoteExecutor.NAME));
    command.add("-D" + PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID.key() + "=" + id);
    command.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    command.addAll(more);
    command.add(jar.toString());
    command.addAll(arguments);
    cluster.client(command, TO_SUBMIT);
  }

  /** Subtasks of each operator. */
  public int parallelism() {
    return parallelism;
  }

  /**
   * Stops it with a savepoint, and goes on from there with another number of subtasks.
   *
   * @throws CommandFault if it cannot be stopped in time, or has failed
   */
  public void rescale(int parallelism, Duration atMost) throws Exception {
    resume(stop(atMost), parallelism);
  }

  /**
   * Begins anew with what an earlier one has left.
   *
   * @param state a savepoint, or a checkpoint that was kept
   * @param parallelism subtasks of each operator
   */
  public void resume(String state, int parallelism) throws Exception {
    submit(parallelism, List.of("--fromSavepoint", state));
  }

  /**
   * Likewise, of a version that may have fewer detectors: state of those that are gone is left out.
   *
   * @param state a savepoint, or a checkpoint that was kept
   * @param parallelism subtasks of each operator
   */
  public void upgrade(String state, int parallelism) throws Exception {
    submit(parallelism, List.of("--fromSavepoint", state, "--allowNonRestoredState"));
  }

  /**
   * Cancels it; its last checkpoint stays. Whoever resumes it goes on from there.
   *
   * @throws CommandFault if it does not end in time
   */
  public void cancel(Duration atMost) throws Exception {
    client.cancel(id).get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
    long until = System.nanoTime() + atMost.toNanos();
    while (status() != JobStatus.CANCELED) {
      if (System.nanoTime() > until) {
        throw new CommandFault(
            "the job is not cancelled on the cluster after " + atMost.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  /**
   * Stops it with a savepoint. Where a part of it is starting again, that is waited for.
   *
   * @return the savepoint
   * @throws CommandFault if it cannot be stopped in time, or has failed
   */
  public String stop(Duration atMost) throws Exception {
    long until = System.nanoTime() + atMost.toNanos();
    while (true) {
      try {
        return client
            .stopWithSavepoint(
                id, false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException fault) {
        if (status() == JobStatus.FINISHED) {
          // It has stopped, and only the answer was lost.
          return newestSavepoint();
        }
        if (status().isGloballyTerminalState() || System.nanoTime() > until) {
          throw new CommandFault("the job did not stop with a savepoint", fault);
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private String newestSavepoint() throws Exception {
    try (Stream<Path> all = Files.list(savepoints)) {
      return all.filter(each -> Files.exists(each.resolve("_metadata")))
          .max((one, other) -> Long.compare(modified(one), modified(other)))
          .orElseThrow(() -> new CommandFault("the job has stopped without a savepoint"))
          .toUri()
          .toString();
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }

  /** How the job is; one that is being taken over by another job manager is waited for. */
  public JobStatus status() throws Exception {
    return client.getJobStatus(id).get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Waits until every task runs.
   *
   * @throws CommandFault if the job ends, or does not come so far in time
   */
  public void awaitRunning(Duration atMost) throws Exception {
    long until = System.nanoTime() + atMost.toNanos();
    while (!isRunning()) {
      if (System.nanoTime() > until) {
        throw new CommandFault(
            "the job does not run on the cluster after " + atMost.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private boolean isRunning() throws Exception {
    JobStatus status = status();
    if (status.isGloballyTerminalState()) {
      throw new CommandFault("the job has ended on the cluster: " + status);
    }
    return status == JobStatus.RUNNING
        && client
            .getJobDetails(id)
            .get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS)
            .getJobVerticesPerState()
            .entrySet()
            .stream()
            .allMatch(each -> each.getValue() == 0 || each.getKey() == ExecutionState.RUNNING);
  }

  /** The job of the detectors, as {@code mvn package} makes it in a checkout. */
  public static Optional<Path> detection(Path root) {
    return Optional.of(root.resolve("jobs/pipeline/target/leakwatch-job.jar"))
        .filter(Files::isRegularFile);
  }

  /** Lets go of the client; the job goes on. */
  @Override
  public void close() {
    client.close();
  }
}
