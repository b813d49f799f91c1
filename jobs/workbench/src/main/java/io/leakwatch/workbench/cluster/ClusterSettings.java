package io.leakwatch.workbench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * Flink's settings for a small cluster that soon notices who is gone. All ports are free ones of
 * the loopback address: who is where is known to ZooKeeper.
 */
public final class ClusterSettings {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Flink waits 50 s and ZooKeeper 60 s. Shorter than some of what stands still in {@code chaos},
   * so that somebody who was given up comes back; long enough for two busy processors.
   */
  private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(6);

  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
  private static final MemorySize TASKS = MemorySize.ofMebiBytes(384);

  private ClusterSettings() {}

  /**
   * All of them.
   *
   * @param folder takes what high availability keeps, and temporary files
   * @param zooKeeperPort of the loopback address
   * @param slots of each task manager
   */
  static Configuration of(Path folder, int zooKeeperPort, int slots) {
    Configuration settings = new Configuration();
    settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
    settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(RestOptions.ADDRESS, LOOPBACK);
    settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(RestOptions.RETRY_DELAY, Duration.ofMillis(200));
    settings.set(RestOptions.RETRY_MAX_ATTEMPTS, 300);
    settings.set(BlobServerOptions.PORT, "0");
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    String temporary = folder.resolve("temporary").toString();
    settings.set(CoreOptions.TMP_DIRS, temporary);
    settings.set(WebOptions.TMP_DIR, temporary);
    settings.set(BlobServerOptions.STORAGE_DIRECTORY, temporary);
    settings.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, temporary);
    settings.set(TaskManagerOptions.HOST, LOOPBACK);
    settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(TaskManagerOptions.RPC_PORT, "0");
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    // The job is on all of them, so that each one's end matters.
    settings.set(
        TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
        TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
    setMemory(settings);
    setAvailability(settings, folder, zooKeeperPort);
    return settings;
  }

  /** Flink's scripts work these out from one figure; whoever starts it without sets them all. */
  private static void setMemory(Configuration settings) {
    settings.set(TaskManagerOptions.CPU_CORES, 2.0);
    settings.set(TaskManagerOptions.TASK_HEAP_MEMORY, TASKS);
    settings.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ZERO);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
    MemorySize overhead = TaskManagerOptions.JVM_OVERHEAD_MAX.defaultValue();
    settings.set(TaskManagerOptions.JVM_OVERHEAD_MIN, overhead);
    settings.set(TaskManagerOptions.JVM_OVERHEAD_MAX, overhead);
    for (ConfigOption<MemorySize> other :
        List.of(
            TaskManagerOptions.FRAMEWORK_HEAP_MEMORY,
            TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY,
            TaskManagerOptions.JVM_METASPACE)) {
      settings.set(other, other.defaultValue());
    }
  }

  private static void setAvailability(Configuration settings, Path folder, int zooKeeperPort) {
    settings.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
    settings.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, LOOPBACK + ":" + zooKeeperPort);
    settings.set(
        HighAvailabilityOptions.HA_STORAGE_PATH,
        folder.resolve("high-availability").toUri().toString());
    settings.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, GIVEN_UP_AFTER);
    settings.set(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, GIVEN_UP_AFTER);
    settings.set(HighAvailabilityOptions.ZOOKEEPER_RETRY_WAIT, Duration.ofMillis(500));
    // All processes start at once, and ZooKeeper may be the last.
    settings.set(HighAvailabilityOptions.ZOOKEEPER_MAX_RETRY_ATTEMPTS, 60);
    settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
    settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, GIVEN_UP_AFTER);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(200));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(2));
  }

  /**
   * Writes them where Flink's programs look for them: {@code config.yaml} in the folder, which is
   * made.
   */
  public static void write(Configuration settings, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.yaml"),
        settings.toMap().entrySet().stream()
            .map(each -> "%s: '%s'\n".formatted(each.getKey(), each.getValue()))
            .sorted()
            .collect(Collectors.joining()));
  }
}
