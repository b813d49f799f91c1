package io.leakwatch.workbench.soak;

import io.leakwatch.detection.option.Settings;
import io.leakwatch.local.Folders;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.local.replay.LocalSink;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The real job over the records of a plan, in this process: bytes in, with checkpoints, and never
 * started again. A task that fails ends it.
 */
final class SoakRun {

  private static final int PARALLELISM = 2;
  private static final long LOOK_MILLIS = 100;
  private static final int TENTHS = 10;

  /** There is one partition, which is ahead of none. */
  private static final Duration MAX_DRIFT = Duration.ofDays(1);

  private final SoakPlan plan;
  private final JobOptions options;
  private final Consumer<String> progress;
  private final Map<String, Alert> lastRevisions = new HashMap<>();
  private final AtomicLong deadLetters = new AtomicLong();
  private final List<HeapLevel> levels = new ArrayList<>();

  /**
   * @param megabytes what is remembered of entities may take so much of the heap
   * @param progress is given each tenth of the way, in words
   */
  SoakRun(SoakPlan plan, int megabytes, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
    this.options =
        JobOptions.defaults()
            .with(JobOptions.MAX_DRIFT, MAX_DRIFT)
            .with(JobOptions.MEMORY_LIMIT, megabytes);
  }

  /**
   * Runs it to its end.
   *
   * @throws java.util.concurrent.ExecutionException if the job fails
   */
  SoakOutcome run() throws Exception {
    Path folder = Folders.temporary("leakwatch-soak-");
    Configuration configuration = LocalFlink.configuration(folder, PARALLELISM);
    LocalFlink.keepCheckpoints(configuration, folder);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    String id = UUID.randomUUID().toString();
    long began = System.nanoTime();
    try (Counters counters = Counters.of(configuration);
        LocalSink<Alert> alerts = LocalSink.to(this::take);
        LocalSink<DeadLetter> letters = LocalSink.to(this::take)) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
      new RuntimeOptions(Settings.defaults(RuntimeOptions.ALL)).apply(env);
      env.configure(configuration);
      DetectionJob.define(
          env, new SoakSource(id, plan, options).alone(), new Sinks(alerts, letters), options);
      watch(counters, env.executeAsync("leakwatch-soak").getJobExecutionResult());
      return new SoakOutcome(
          plan,
          SoakOutcome.read(counters),
          SoakSource.takeFates(id),
          deadLetters.get(),
          List.copyOf(lastRevisions.values()),
          levels,
          Duration.ofNanos(System.nanoTime() - began).toSeconds());
    } finally {
      Folders.delete(folder);
    }
  }

  private void take(Alert alert) {
    lastRevisions.merge(
        alert.getAlertId(),
        alert,
        (one, other) -> one.getRevision() > other.getRevision() ? one : other);
  }

  /** Those of the source: steps write some of what they could not remember, too. */
  private void take(DeadLetter letter) {
    if (!letter.getReason().equals("memory-full")) {
      deadLetters.incrementAndGet();
    }
  }

  private void watch(Counters counters, CompletableFuture<JobExecutionResult> end)
      throws Exception {
    // How many records there are is known nearly, and the last look is to be before the end.
    long tenth = plan.records() * 98 / 100 / TENTHS;
    while (levels.size() < TENTHS && !hasEnded(end)) {
      int next = levels.size() + 1;
      if (counters.get("received") >= tenth * next) {
        HeapLevel level = HeapLevel.now(next, counters.gauge("remembered_bytes"));
        levels.add(level);
        progress.accept(
            "%d %%: %,d records, %,d MB on the heap, %,d MB of them remembered"
                .formatted(
                    100 * next / TENTHS,
                    counters.get("received"),
                    level.megabytes(),
                    level.remembered() >> 20));
      }
    }
    end.get();
  }

  private static boolean hasEnded(CompletableFuture<JobExecutionResult> end) throws Exception {
    try {
      end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException goesOn) {
      return false;
    }
  }
}
