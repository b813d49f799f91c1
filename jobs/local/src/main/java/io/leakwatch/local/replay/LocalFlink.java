package io.leakwatch.local.replay;

import java.nio.file.Path;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** Settings of a Flink inside this JVM. */
public final class LocalFlink {

  private LocalFlink() {}

  /**
   * A fresh configuration: servers on free ports of the loopback address, room for buffers.
   *
   * @param folder takes Flink's temporary files; to be removed when the job has ended, for Flink
   *     leaves some of them lying
   * @param parallelism subtasks of each operator
   */
  public static Configuration configuration(Path folder, int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.TMP_DIRS, folder.toString());
    configuration.set(WebOptions.TMP_DIR, folder.toString());
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, buffers(parallelism));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, buffers(parallelism));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, managed(parallelism));
    return configuration;
  }

  /**
   * Keeps checkpoints in a folder; by default they lie in memory, and one of more than 5 MB a task
   * ends the job. Each writes no more than what has changed since the one before, and most of that
   * before it begins: with exactly-once delivery alerts wait for it.
   */
  public static void keepCheckpoints(Configuration configuration, Path folder) {
    keepCheckpoints(configuration, folder.resolve("checkpoints"), folder.resolve("changes"));
  }

  /**
   * Likewise.
   *
   * @param checkpoints takes the checkpoints
   * @param changes takes what has changed since
   */
  public static void keepCheckpoints(Configuration configuration, Path checkpoints, Path changes) {
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, true);
    // With changes alone, a job restored in any other mode fails at its first checkpoint
    // (FLINK-40476).
    configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    configuration.set(StateChangelogOptions.STATE_CHANGE_LOG_STORAGE, "filesystem");
    configuration.set(FsStateChangelogOptions.BASE_PATH, changes.toUri().toString());
  }

  /**
   * RocksDB's caches and buffers, which take it only as they need it: for each slot what the slot
   * of a task manager of Flink's default size has.
   */
  private static MemorySize managed(int parallelism) {
    return MemorySize.ofMebiBytes(512L * parallelism);
  }

  /** Each subtask of a shuffle has buffers for each subtask of the next operator. */
  private static MemorySize buffers(int parallelism) {
    return MemorySize.ofMebiBytes(Math.max(128, 2L * parallelism * parallelism));
  }
}
