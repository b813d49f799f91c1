package io.leakwatch.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import io.leakwatch.benchmarks.grounds.Traffic;
import io.leakwatch.benchmarks.ours.DetectionRun;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.Label;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each contestant does the work it is timed for. */
class ContestantsTest {

  private static final long EVENTS = 60_000;

  private static EmbeddedKafka kafka;
  private static Course course;
  private static List<Label> labels;

  @BeforeAll
  static void publish() {
    kafka = EmbeddedKafka.start();
    Traffic traffic = Traffic.simulated(7, EVENTS);
    course = traffic.publish(kafka, "course");
    labels =
        traffic.labels().stream()
            .filter(label -> DetectionRun.NAMED.contains(label.about().detectorId()))
            .toList();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka-read", "kafka-decode", "flink-decode"})
  void ceilingsTakeEveryEvent(String name) throws Exception {
    Outcome outcome = Contestants.byName(name).run(course.named(name));

    assertThat(outcome.events()).isEqualTo(EVENTS);
    assertThat(outcome.nanos()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leakwatch-3",
        "textbook-cep",
        "cep-tuned",
        "esper",
        "kafka-streams",
        "kafka-streams-exactly-once"
      })
  void detectorsTakeEveryEventAndFindAllAttacks(String name) throws Exception {
    Outcome outcome = Contestants.byName(name).run(course.named(name));

    assertThat(outcome.events()).isEqualTo(EVENTS);
    Evaluation evaluation = Evaluation.of(labels, outcome.alerts());
    assertThat(evaluation.missed()).isEmpty();
    assertThat(evaluation.falseAlerts()).isEmpty();
  }
}
