package io.leakwatch.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.option.Settings;
import java.util.Map;
import java.util.Properties;
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
}
