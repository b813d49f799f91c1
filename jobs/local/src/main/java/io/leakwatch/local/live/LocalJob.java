package io.leakwatch.local.live;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import io.leakwatch.local.kafka.Refusal;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.local.state.Snapshot;
import io.leakwatch.local.state.StateFolder;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaEdges;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** The detection job between the topics of a Kafka, on a Flink in this JVM. */
public final class LocalJob implements AutoCloseable {

  private static final int PARALLELISM = 2;
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);
  private static final Duration TO_CANCEL = Duration.ofSeconds(3);

  private final Path folder;
  private final Counters counters;
  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> end;

  private LocalJob(Path folder, Counters counters, JobClient client) {
    this.folder = folder;
    this.counters = counters;
    this.client = client;
    this.end = client.getJobExecutionResult();
  }

  /**
   * Submits the job.
   *
   * @param restart what Flink does when a task fails: {@code none}, or the name of another of its
   *     restart strategies
   * @throws CommandFault when it is refused, say because the configuration names a file that is not
   *     there
   */
  public static LocalJob start(JobConfig config, String restart) throws Exception {
    return start(config, restart, folder -> {});
  }

  /**
   * Likewise, for an owner who may have to go before it has started.
   *
   * @param made is given the folder as soon as there is one, to be removed by such an owner
   */
  public static LocalJob start(JobConfig config, String restart, Consumer<Path> made)
      throws Exception {
    Path folder = Folders.temporary("leakwatch-flink-");
    made.accept(folder);
    Configuration storage = new Configuration();
    LocalFlink.keepCheckpoints(storage, folder);
    return start(config, restart, folder, storage);
  }

  /**
   * Submits a job that keeps what it remembers in a folder, and goes on from there: from where it
   * was stopped, or from its last checkpoint. It ends with the first task that fails.
   *
   * @param from what to go on from; null begins anew
   * @throws CommandFault when it is refused
   */
  public static LocalJob resume(JobConfig config, StateFolder state, Snapshot from)
      throws Exception {
    Configuration storage = new Configuration();
    LocalFlink.keepCheckpoints(storage, state.checkpoints(), state.changes());
    storage.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1);
    if (from != null) {
      storage.set(StateRecoveryOptions.SAVEPOINT_PATH, from.uri());
      storage.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, !state.hasSameDetectors());
    }
    return start(config, "none", Folders.temporary("leakwatch-flink-"), storage);
  }

  /**
   * Likewise, with settings of Flink.
   *
   * @param storage where checkpoints go, and whatever else is to be set
   */
  static LocalJob start(JobConfig config, String restart, Path folder, Configuration storage)
      throws Exception {
    Configuration configuration = LocalFlink.configuration(folder, PARALLELISM);
    configuration.addAll(storage);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, restart);
    Counters counters = Counters.of(configuration);
    try {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
      config.runtime().apply(env);
      // A folder that is configured is a cluster's: this job has its own.
      env.configure(storage);
      DetectionJob.define(
          env,
          DetectionJob.kafkaSources(config.kafka(), config.job()),
          KafkaEdges.commands(config.kafka()),
          KafkaEdges.sinks(config.kafka(), config.runtime().checkpointTimeout()),
          config.job());
      return new LocalJob(folder, counters, env.executeAsync("leakwatch"));
    } catch (Exception fault) {
      counters.close();
      Folders.delete(folder);
      throw new CommandFault("the job did not start: " + rootMessage(fault), fault);
    }
  }

  /** Where Flink keeps its temporary files, until this is closed. */
  public Path folder() {
    return folder;
  }

  /** The job's counters, also after its end. */
  public Counters counters() {
    return counters;
  }

  /**
   * Waits until its tasks are being started, a second or two; before that it cannot be stopped.
   *
   * @throws CommandFault if the job has failed
   */
  public void awaitRunning() throws Exception {
    while (client.getJobStatus().get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS)
        != JobStatus.RUNNING) {
      checkAlive();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /**
   * Does nothing while the job is alive.
   *
   * @throws CommandFault if it has ended
   */
  public void checkAlive() throws Exception {
    if (end.isDone()) {
      try {
        end.get();
        throw new CommandFault("the job has ended, because somebody else stopped it");
      } catch (ExecutionException fault) {
        throw new CommandFault("the job failed: " + rootMessage(fault), fault);
      }
    }
  }

  /**
   * Lets time come to its end, so that nothing waits in the job any more, and stops it: all alerts
   * are committed then. A job that is still starting is waited for.
   *
   * @throws CommandFault if it has failed, or does not end in time
   */
  public void drain(Duration atMost) throws Exception {
    if (!stop(atMost, true, folder.resolve("end"))) {
      throw new CommandFault(
          "the job did not stop within " + atMost.toSeconds() + " s; run again with --verbose");
    }
  }

  /**
   * Stops it where it stands, with a savepoint from which it can go on. What waits in it goes on
   * waiting; what it has put out is committed.
   *
   * @return false if it has not stopped in time; it is still running then
   * @throws CommandFault if it has failed
   */
  public boolean stop(Duration atMost, StateFolder state) throws Exception {
    return stop(atMost, false, state.ends());
  }

  private boolean stop(Duration atMost, boolean drained, Path savepoints) throws Exception {
    long until = System.nanoTime() + atMost.toNanos();
    try {
      awaitRunning();
      stopWithSavepoint(until, drained, savepoints.toUri().toString());
      end.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException fault) {
      throw new CommandFault("the job failed while it was stopped: " + rootMessage(fault), fault);
    } catch (TimeoutException fault) {
      return false;
    }
  }

  /** A running job may have tasks that are not: Flink refuses to stop it then. */
  private void stopWithSavepoint(long until, boolean drained, String savepoints) throws Exception {
    while (true) {
      try {
        client
            .stopWithSavepoint(drained, savepoints, SavepointFormatType.NATIVE)
            .get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        return;
      } catch (ExecutionException fault) {
        if (!isTooEarly(fault) || System.nanoTime() > until) {
          throw fault;
        }
        checkAlive();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static boolean isTooEarly(ExecutionException fault) {
    return ExceptionUtils.findThrowable(fault, CheckpointException.class)
        .filter(
            refused ->
                refused.getCheckpointFailureReason()
                    == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
        .isPresent();
  }

  /** Stops it as it stands, if it still runs; what its tasks hold is lost. */
  public void cancel() {
    if (end.isDone()) {
      return;
    }
    try {
      client.cancel().get(TO_CANCEL.toSeconds(), TimeUnit.SECONDS);
      end.get(TO_CANCEL.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException cancelled) {
      // as it should be
    } catch (TimeoutException hangs) {
      // Its threads are daemons: they go with the JVM.
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cancels it, if it still runs, and removes its folder. */
  @Override
  public void close() {
    cancel();
    counters.close();
    Folders.delete(folder);
  }

  private static String rootMessage(Throwable fault) {
    return Refusal.ofRights(fault).orElseGet(() -> message(fault));
  }

  private static String message(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Shown.text(root.getMessage() == null ? root.toString() : root.getMessage());
  }
}
