package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import io.leakwatch.benchmarks.contest.Stopwatch;
import io.leakwatch.local.Folders;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.local.replay.LocalFlink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One job's way over a course.
 *
 * <p>An event is done with when it has been read, and the last one when all patterns have seen the
 * end of all topics: what they hold back until the watermark has passed it is done with then.
 *
 * @param name the contestant's
 */
record CepRun(String name, CepJob job) {

  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  /** When all is done, Flink saves state a last time before it lets the job end. */
  private static final Duration TO_END = Duration.ofSeconds(30);

  Outcome run(Course course) throws Exception {
    Path folder = Folders.temporary("leakwatch-" + name + "-");
    Configuration configuration = configuration(folder);
    try (Counters counters = Counters.of(configuration);
        Matches matches = Matches.open()) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(Course.THREADS, configuration);
      job.define(env, course, name, matches.sink());
      JobClient running = env.executeAsync(name);
      try {
        long nanos = time(course, running, counters, matches);
        running.getJobExecutionResult().get(TO_END.toSeconds(), TimeUnit.SECONDS);
        return new Outcome(Taken.of(counters), nanos, Stories.of(matches.list()));
      } finally {
        cancel(running);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static Configuration configuration(Path folder) {
    Configuration configuration = LocalFlink.configuration(folder, Course.THREADS);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }

  private static long time(Course course, JobClient job, Counters counters, Matches matches)
      throws Exception {
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    return Stopwatch.time(
        () -> {
          boolean complete = matches.areComplete();
          long taken = Taken.of(counters);
          return complete ? taken : Math.min(taken, course.events() - 1);
        },
        course.events(),
        () -> {
          if (end.isCompletedExceptionally()) {
            end.get();
          }
        });
  }

  /** Does nothing where it has ended by itself. */
  private static void cancel(JobClient job) throws Exception {
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    if (end.isDone()) {
      return;
    }
    try {
      job.cancel().get(TO_END.toSeconds(), TimeUnit.SECONDS);
      end.get(TO_END.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException cancelled) {
      // as it should be
    }
  }
}
