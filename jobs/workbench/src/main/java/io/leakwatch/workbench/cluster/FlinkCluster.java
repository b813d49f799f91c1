package io.leakwatch.workbench.cluster;

import io.leakwatch.local.CommandFault;
import io.leakwatch.workbench.process.Child;
import io.leakwatch.workbench.process.Child.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * A Flink of several processes, as it runs in production: ZooKeeper, a job manager, two task
 * managers. A job manager that has ended and is started again goes on with its jobs from their last
 * checkpoints.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS_EACH = 2;

  /** How many subtasks an operator can have. */
  public static final int SLOTS = TASK_MANAGERS * SLOTS_EACH;

  private final Path folder;
  private final Configuration settings;
  private final Child zooKeeper;
  private final Child jobManager;
  private final List<Child> taskManagers = new ArrayList<>();

  /**
   * Starts it; a few seconds pass until it has a job manager that answers.
   *
   * @param folder takes all data and what the processes say
   * @throws CommandFault if a part of Flink is not on this JVM's class path
   */
  public FlinkCluster(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("temporary"));
    int port = freePort();
    settings = ClusterSettings.of(folder, port, SLOTS_EACH);
    ClusterSettings.write(settings, conf());
    List<String> configured = List.of("--configDir", conf().toString());
    zooKeeper =
        child(
            "zookeeper",
            "128m",
            FlinkZooKeeperQuorumPeer.class,
            List.of("--zkConfigFile", zooKeeper(port).toString(), "--peerId", "1"));
    jobManager = child("job-manager", "384m", StandaloneSessionClusterEntrypoint.class, configured);
    for (int i = 1; i <= TASK_MANAGERS; i++) {
      taskManagers.add(child("task-manager-" + i, "640m", TaskManagerRunner.class, configured));
    }
    for (Child each : processes()) {
      each.start();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket port =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return port.getLocalPort();
    }
  }

  private Child child(String name, String heap, Class<?> main, List<String> arguments) {
    return new Child(
        name,
        folder,
        heap,
        new Program(
            main.getName(),
            arguments,
            ClusterPath.ofFlink(),
            List.of("-Dlogback.configurationFile=cluster-log.xml")),
        Map.of(ConfigConstants.ENV_FLINK_CONF_DIR, conf().toString()));
  }

  private Path zooKeeper(int port) throws IOException {
    return Files.writeString(
        folder.resolve("zookeeper.properties"),
        """
        clientPort=%d
        clientPortAddress=127.0.0.1
        dataDir=%s
        tickTime=500
        admin.enableServer=false
        """
            .formatted(port, folder.resolve("zookeeper")));
  }

  private Path conf() {
    return folder.resolve("conf");
  }

  public Child jobManager() {
    return jobManager;
  }

  public List<Child> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** All of them, in the order in which they are best started. */
  public List<Child> processes() {
    List<Child> all = new ArrayList<>(List.of(zooKeeper, jobManager));
    all.addAll(taskManagers);
    return all;
  }

  /**
   * Runs Flink's command line, as {@code flink} does, until it has done what it is asked for.
   *
   * @throws CommandFault if it fails or does not end
   */
  void client(List<String> arguments, Duration atMost) throws IOException, InterruptedException {
    try (Child client = child("client", "256m", CliFrontend.class, arguments)) {
      client.start();
      if (client.await(atMost) != 0) {
        throw new CommandFault("flink failed; its last words:\n" + client.lastWords());
      }
    }
  }

  /** What a client needs to find it. */
  Configuration settings() {
    return new Configuration(settings);
  }

  /** Ends all processes at once. */
  @Override
  public void close() {
    processes().forEach(Child::close);
  }
}
