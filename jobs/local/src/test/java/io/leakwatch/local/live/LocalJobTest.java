package io.leakwatch.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.option.Settings;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalJobTest {

  @Test
  void aJobThatHasJustBeenStartedCanBeDrained() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      List.of("login-events", "api-events", "dm-metadata-events", "alerts", "dead-letters")
          .forEach(topic -> kafka.createTopic(topic, 1, Map.of()));
      JobConfig config =
          new JobConfig(
              JobOptions.defaults(),
              KafkaOptions.of(kafka.bootstrapServers()),
              new RuntimeOptions(Settings.defaults(RuntimeOptions.ALL)));

      try (LocalJob job = LocalJob.start(config, "none")) {
        job.drain(Duration.ofSeconds(60));

        assertThat(job.counters().get("received")).isZero();
      }
    }
  }
}
