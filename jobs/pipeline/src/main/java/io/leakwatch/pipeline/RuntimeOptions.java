package io.leakwatch.pipeline;

import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How Flink runs the job. What is not set here is the cluster's to decide. */
public record RuntimeOptions(Settings settings) {

  public static final Option<Integer> PARALLELISM =
      Option.whole("job.parallelism", 0, "subtasks")
          .between(0, DetectionJob.MAX_PARALLELISM)
          .because(
              "Subtasks of each operator; 0 leaves it to the cluster. Operators behind `watch` have"
                  + " at most 60.");
  public static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.duration("checkpoints.interval", Duration.ofSeconds(10))
          .between(Duration.ofMillis(100), Duration.ofHours(1))
          .because(
              "How often state is saved. With exactly-once delivery an alert can be read one"
                  + " interval after it was raised. The section on Kafka says how long the interval"
                  + " may then be.");
  public static final Option<Duration> CHECKPOINT_TIMEOUT =
      Option.duration("checkpoints.timeout", Duration.ofMinutes(5))
          .between(Duration.ofSeconds(10), Duration.ofHours(1))
          .because(
              "A checkpoint that takes longer is aborted. The job goes on detecting without, and tries"
                  + " again after the interval. With exactly-once delivery alerts wait for a"
                  + " checkpoint: before Kafka would give them up, the job begins again at its last"
                  + " one. The default is half of Flink's own, so that twice as long fits into"
                  + " Kafka's transactions.");
  public static final Option<String> CHECKPOINT_FOLDER =
      Option.text("checkpoints.folder", "")
          .because(
              "Where a cluster's job keeps its checkpoints, as a URI; empty leaves it to the cluster."
                  + " If the cluster has no place for them either, it keeps them in memory and fails"
                  + " above 5 MB for each task. `./leakwatch run` keeps them in its own folder"
                  + " (`--state`) instead.");
  public static final Option<String> STATE_BACKEND =
      Option.oneOf("state.backend", "heap", List.of("heap", "rocksdb"))
          .because(
              "heap keeps state in memory and is one and a half times as fast as rocksdb. rocksdb"
                  + " is for state that does not fit into memory. Give rocksdb 512 MB of managed"
                  + " memory or more for each slot. With a quarter of that it was half as fast.");

  public static final List<Option<?>> ALL =
      List.of(
          PARALLELISM, CHECKPOINT_INTERVAL, CHECKPOINT_TIMEOUT, CHECKPOINT_FOLDER, STATE_BACKEND);

  /** Flink's own are of 4 KB, each of which is a system call. */
  private static final int CHECKPOINT_BUFFER_BYTES = 128 * 1024;

  /** How long a checkpoint may take. */
  public Duration checkpointTimeout() {
    return settings.get(CHECKPOINT_TIMEOUT);
  }

  /** Sets an environment up accordingly. */
  public void apply(StreamExecutionEnvironment env) {
    Configuration chosen = new Configuration();
    chosen.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.get(CHECKPOINT_INTERVAL));
    chosen.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    chosen.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, settings.get(CHECKPOINT_TIMEOUT));
    // Detection goes on though nothing can be saved; SealedInTime sees to what waits for that.
    chosen.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    // Whoever cancels a job, or sees it fail, can go on from its last checkpoint.
    chosen.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    chosen.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ZERO);
    chosen.set(
        StateBackendOptions.STATE_BACKEND,
        settings.get(STATE_BACKEND).equals("heap") ? "hashmap" : "rocksdb");
    if (settings.get(STATE_BACKEND).equals("rocksdb")) {
      chosen.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    }
    chosen.set(CheckpointingOptions.FS_WRITE_BUFFER_SIZE, CHECKPOINT_BUFFER_BYTES);
    if (!settings.get(CHECKPOINT_FOLDER).isEmpty()) {
      chosen.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      chosen.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.get(CHECKPOINT_FOLDER));
    }
    env.configure(chosen);
    if (settings.get(PARALLELISM) > 0) {
      env.setParallelism(settings.get(PARALLELISM));
    }
  }
}
