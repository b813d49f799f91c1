package io.leakwatch.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.formats.SourceFormat;
import io.leakwatch.schemas.EventKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Test;

class StallWatchTest {

  private static final Duration TO_END = Duration.ofSeconds(30);

  @Test
  void ofATaskThatHasBegunAnewOnlyTheLastAttemptIsWatched() {
    Thread first = opened("login", 0);
    Thread firstOfAnotherSource = opened("api", 0);

    Thread second = opened("login", 1);
    Thread secondOfAnotherTask = opened("login", 1);

    await().atMost(TO_END).until(() -> !first.isAlive());
    assertThat(List.of(firstOfAnotherSource, second, secondOfAnotherTask))
        .allMatch(Thread::isAlive);
  }

  /** Opens what reads a topic in a task; returns the thread that watches its progress. */
  private static Thread opened(String source, int attempt) {
    Set<Thread> before = watching();
    new KafkaEvents(
            SourceFormat.of(EventKind.LOGIN, SourceFormat.Encoding.AVRO, List.of()),
            1000,
            false,
            AccountNames.USUAL,
            new Properties())
        .open(new Context(source, attempt));
    Set<Thread> after = watching();
    after.removeAll(before);
    assertThat(after).hasSize(1);
    return after.iterator().next();
  }

  private static Set<Thread> watching() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("leakwatch-stalled-partitions"))
        .collect(Collectors.toSet());
  }

  /** Of a task whose class loader stays, as on a cluster where a job begins anew. */
  private record Context(String source, int attempt) implements InitializationContext {

    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup() {
        @Override
        public Map<String, String> getAllVariables() {
          return Map.of(
              "<job_id>",
              "stall-watch-test",
              "<operator_id>",
              source,
              "<task_attempt_num>",
              Integer.toString(attempt));
        }
      };
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(StallWatchTest.class.getClassLoader());
    }
  }
}
