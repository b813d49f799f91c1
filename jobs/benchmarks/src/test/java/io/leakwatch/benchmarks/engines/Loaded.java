package io.leakwatch.benchmarks.engines;

import io.leakwatch.benchmarks.Course;
import io.leakwatch.pipeline.codec.EventKind;
import io.leakwatch.workbench.EmbeddedKafka;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import io.leakwatch.workbench.live.EventProducer;
import io.leakwatch.workbench.simulation.SimulatedEvent;
import io.leakwatch.workbench.simulation.Simulation;
import io.leakwatch.workbench.simulation.SimulationPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A course that was made for a test, and what ought to be found on it.
 *
 * @param labels those of the three detectors
 */
public record Loaded(Course course, List<Label> labels) {

  private static final Set<String> DETECTORS =
      Set.of("credential-stuffing", "impossible-travel", "mass-scraping");

  /** Fills new topics with simulated events. */
  public static Loaded of(EmbeddedKafka kafka, String name, long seed, long events) {
    Map<EventKind, String> topics =
        Stream.of(EventKind.values())
            .collect(Collectors.toMap(kind -> kind, kind -> name + "-" + kind.topic()));
    topics.values().forEach(topic -> kafka.createTopic(topic, Course.PARTITIONS, Map.of()));
    Simulation simulation = Simulation.of(SimulationPlan.of(seed, events));
    try (EventProducer producer = new EventProducer(kafka.bootstrapServers())) {
      while (simulation.hasNext()) {
        SimulatedEvent event = simulation.next();
        producer.send(topics.get(event.kind()), event.key(), event.at(), event.record());
      }
      producer.flush();
    }
    List<Label> labels =
        simulation.labels().stream()
            .filter(label -> DETECTORS.contains(label.detectorId()))
            .map(Loaded::label)
            .toList();
    return new Loaded(new Course(kafka.bootstrapServers(), name, topics, events), labels);
  }

  private static Label label(io.leakwatch.workbench.simulation.Label label) {
    return new Label(
        label.labelId(),
        new Label.About(label.detectorId(), label.subjectType().name(), label.subjectId()),
        Instant.ofEpochMilli(label.firstAt()),
        Instant.ofEpochMilli(label.lastAt()),
        label.note());
  }

  /** What was raised held against what ought to be. */
  public Evaluation evaluation(List<RaisedAlert> alerts) {
    return Evaluation.of(labels, alerts);
  }
}
