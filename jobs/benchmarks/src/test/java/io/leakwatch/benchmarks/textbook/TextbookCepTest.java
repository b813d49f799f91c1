package io.leakwatch.benchmarks.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.benchmarks.Outcome;
import io.leakwatch.benchmarks.Preload;
import io.leakwatch.workbench.EmbeddedKafka;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.Score;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextbookCepTest {

  private static final Set<String> DETECTORS =
      Set.of("credential-stuffing", "impossible-travel", "mass-scraping");
  private static final long EVENTS = 60_000;

  @Test
  void itTakesAllEventsAndFindsAllThatItLooksForEachTime() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Preload preload = Preload.into(kafka, "course", 7, EVENTS);

      Outcome once = new TextbookCep().run(preload.course());
      Outcome again = new TextbookCep().run(preload.course());

      assertThat(once.events()).isEqualTo(EVENTS);
      Evaluation evaluation = Evaluation.of(labels(preload), once.alerts());
      assertThat(evaluation.detectors())
          .extracting(Score::id, Score::found)
          .containsExactly(
              tuple("credential-stuffing", 4),
              tuple("impossible-travel", 6),
              tuple("mass-scraping", 4));
      assertThat(evaluation.missed()).isEmpty();
      assertThat(evaluation.falseAlerts()).isEmpty();
      assertThat(again.events()).isEqualTo(EVENTS);
      assertThat(again.alerts()).containsExactlyInAnyOrderElementsOf(once.alerts());
    }
  }

  private static List<Label> labels(Preload preload) {
    return preload.labels().stream()
        .filter(label -> DETECTORS.contains(label.about().detectorId()))
        .toList();
  }
}
