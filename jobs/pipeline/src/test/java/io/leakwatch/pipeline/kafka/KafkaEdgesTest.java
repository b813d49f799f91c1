package io.leakwatch.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.option.Settings;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;

class KafkaEdgesTest {

  private static Properties producer(Map<String, String> properties) {
    return KafkaEdges.producer(new KafkaOptions(Settings.defaults(KafkaOptions.ALL), properties));
  }

  @Test
  void aTransactionTimeoutThatIsGivenIsTheProducers() {
    assertThat(producer(Map.of())).containsEntry("transaction.timeout.ms", "840000");
    assertThat(producer(Map.of("transaction.timeout.ms", "4080000", "acks", "all")))
        .containsEntry("transaction.timeout.ms", "4080000")
        .containsEntry("acks", "all");
  }

  /** What Flink's web pages show of a job: its plan, its settings, the names of its operators. */
  @Test
  void whatFlinkShowsOfTheJobHoldsNoSecrets() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    KafkaOptions kafka =
        new KafkaOptions(
            Settings.defaults(KafkaOptions.ALL).with(KafkaOptions.BOOTSTRAP_SERVERS, "localhost:1"),
            Map.of("ssl.truststore.password", "hunter2", "security.protocol", "SSL"));
    DetectionJob.define(
        env,
        DetectionJob.kafkaSources(kafka, JobOptions.defaults()),
        KafkaEdges.sinks(kafka, Duration.ofMinutes(5)),
        JobOptions.defaults());

    StreamGraph graph = env.getStreamGraph();

    assertThat(graph.getStreamingPlanAsJSON()).contains("decode-login").doesNotContain("hunter2");
    assertThat(graph.getJobConfiguration().toString()).doesNotContain("hunter2");
    assertThat(graph.getExecutionConfig().toConfiguration().toString()).doesNotContain("hunter2");
    assertThat(graph.getStreamNodes().toString()).doesNotContain("hunter2");
  }
}
