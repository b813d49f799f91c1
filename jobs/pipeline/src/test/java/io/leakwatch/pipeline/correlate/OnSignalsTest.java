package io.leakwatch.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.InMemory;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.EventTime;
import io.leakwatch.pipeline.decode.Sources;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class OnSignalsTest {

  private static final int WIDE = 200;

  @Test
  void aWideJobIsNarrowBehindWatch() throws Exception {
    StreamGraph graph = wideJob();

    Map<String, StreamNode> keyed =
        graph.getStreamNodes().stream()
            .filter(node -> node.getStateKeySerializer() != null)
            .collect(Collectors.toMap(StreamNode::getOperatorName, node -> node));

    assertThat(keyed).hasSizeGreaterThan(10).containsKeys("watch", "raise");
    keyed.forEach(
        (name, node) -> {
          boolean isWatch = name.equals("watch");
          assertThat(node.getParallelism())
              .as(name)
              .isEqualTo(isWatch ? WIDE : OnSignals.MAX_PARALLELISM);
          assertThat(node.getMaxParallelism())
              .as(name)
              .isEqualTo(isWatch ? DetectionJob.MAX_PARALLELISM : OnSignals.MAX_PARALLELISM);
        });
  }

  /** What the sequences stand on: they take over how signals were dealt out before. */
  @Test
  void sequencesAndAnswersAreInTheTaskThatSignalsAreDealtOutTo() throws Exception {
    List<String> tasks = new ArrayList<>();
    for (JobVertex task : wideJob().getJobGraph().getVertices()) {
      tasks.add(task.getName());
    }

    assertThat(tasks)
        .filteredOn(name -> name.contains("correlate-impossible-travel"))
        .singleElement()
        .asString()
        .startsWith("heard");
    assertThat(tasks).anySatisfy(name -> assertThat(name).startsWith("vet-1 -> answered"));
  }

  private static StreamGraph wideJob() throws Exception {
    JobOptions options = JobOptions.defaults();
    Configuration ofTheCluster = new Configuration();
    ofTheCluster.set(CoreOptions.DEFAULT_PARALLELISM, WIDE);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(ofTheCluster);
    try (InMemory.Input input = InMemory.input(List.of());
        InMemory.Output<Alert> alerts = InMemory.output(alert -> {});
        InMemory.Output<DeadLetter> letters = InMemory.output(letter -> {})) {
      Sources.Named source =
          new Sources.Named("cases", input, EventTime.replayed(options.lateness()), 1);
      DetectionJob.define(env, new Sources(List.of(source)), new Sinks(alerts, letters), options);
    }
    return env.getStreamGraph();
  }
}
