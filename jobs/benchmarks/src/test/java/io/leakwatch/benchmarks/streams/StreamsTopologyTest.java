package io.leakwatch.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.benchmarks.Outcome;
import io.leakwatch.benchmarks.engines.Loaded;
import io.leakwatch.workbench.EmbeddedKafka;
import io.leakwatch.workbench.evaluation.Evaluation;
import org.junit.jupiter.api.Test;

class StreamsTopologyTest {

  @Test
  void takesAllEventsAndFindsAllAttacks() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Loaded loaded = Loaded.of(kafka, "streams", 7, 60_000);

      Outcome outcome = new StreamsTopology().run(loaded.course());

      assertThat(outcome.events()).isEqualTo(loaded.course().events());
      Evaluation evaluation = loaded.evaluation(outcome.alerts());
      assertThat(evaluation.missed()).isEmpty();
      assertThat(evaluation.falseAlerts()).isEmpty();
    }
  }
}
