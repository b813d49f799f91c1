package io.leakwatch.pipeline;

import io.leakwatch.pipeline.decode.EventTime;
import io.leakwatch.pipeline.decode.Sources;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One Flink in this JVM that runs the whole job over events in memory, again and again. Two threads
 * may use it.
 */
final class LocalFlinkJobs implements AutoCloseable {

  /** What a run put out, in no particular order. */
  record Output(List<Alert> alerts, List<DeadLetter> deadLetters) {}

  /** Two tests may run a job each. */
  private static final int SLOTS = 2;

  private final MiniCluster cluster;
  private final List<URL> classes;

  LocalFlinkJobs() throws Exception {
    this(List.of());
  }

  /**
   * @param classes folders of classes that are not on this JVM's class path
   */
  LocalFlinkJobs(List<URL> classes) throws Exception {
    this.classes = classes;
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    cluster.start();
  }

  /** Runs the job over these events, in their order. */
  Output run(List<CaseEvent> events, JobOptions options) throws Exception {
    List<Alert> alerts = new CopyOnWriteArrayList<>();
    List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    try (InMemory.Input input = InMemory.input(events);
        InMemory.Output<Alert> alertSink = InMemory.output(alerts::add);
        InMemory.Output<DeadLetter> letterSink = InMemory.output(deadLetters::add)) {
      Sources.Named source =
          new Sources.Named("cases", input, EventTime.replayed(options.lateness()), 1);
      DetectionJob.define(
          env, new Sources(List.of(source)), new Sinks(alertSink, letterSink), options);
      JobGraph graph = env.getStreamGraph().getJobGraph();
      graph.setClasspaths(classes);
      cluster.executeJobBlocking(graph);
    }
    return new Output(List.copyOf(alerts), List.copyOf(deadLetters));
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
