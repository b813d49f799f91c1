package io.leakwatch.benchmarks.cep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.benchmarks.Contestant;
import io.leakwatch.benchmarks.Outcome;
import io.leakwatch.benchmarks.Preload;
import io.leakwatch.workbench.EmbeddedKafka;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.Score;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CepContestantsTest {

  private static final Set<String> DETECTORS =
      Set.of("credential-stuffing", "impossible-travel", "mass-scraping");
  private static final long EVENTS = 60_000;

  private static EmbeddedKafka kafka;
  private static Preload preload;

  @BeforeAll
  static void fillTopics() {
    kafka = EmbeddedKafka.start();
    preload = Preload.into(kafka, "course", 7, EVENTS);
  }

  @AfterAll
  static void stop() throws Exception {
    kafka.close();
  }

  static Stream<Contestant> contestants() {
    return Stream.of(new TextbookCep(), new TunedCep());
  }

  @ParameterizedTest
  @MethodSource("contestants")
  void itTakesAllEventsAndFindsAllThatItLooksForEachTime(Contestant contestant) throws Exception {
    Outcome once = contestant.run(preload.course());
    Outcome again = contestant.run(preload.course());

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

  private static List<Label> labels(Preload preload) {
    return preload.labels().stream()
        .filter(label -> DETECTORS.contains(label.about().detectorId()))
        .toList();
  }
}
