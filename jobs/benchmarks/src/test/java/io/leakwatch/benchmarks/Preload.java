package io.leakwatch.benchmarks;

import io.leakwatch.pipeline.codec.EventKind;
import io.leakwatch.workbench.EmbeddedKafka;
import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.live.EventProducer;
import io.leakwatch.workbench.simulation.Simulation;
import io.leakwatch.workbench.simulation.SimulationPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Simulated events in the topics of a broker, and the truth about them. */
public record Preload(Course course, List<Label> labels) {

  public static Preload into(EmbeddedKafka kafka, String name, long seed, long events) {
    Map<EventKind, String> topics =
        Stream.of(EventKind.values())
            .collect(Collectors.toMap(Function.identity(), kind -> name + "-" + kind.topic()));
    topics.values().forEach(topic -> kafka.createTopic(topic, Course.PARTITIONS, Map.of()));
    Simulation simulation = Simulation.of(SimulationPlan.of(seed, events));
    try (EventProducer producer = new EventProducer(kafka.bootstrapServers())) {
      simulation.forEachRemaining(
          event ->
              producer.send(topics.get(event.kind()), event.key(), event.at(), event.record()));
      producer.flush();
    }
    return new Preload(
        new Course(kafka.bootstrapServers(), name, topics, events),
        simulation.labels().stream().map(Preload::label).toList());
  }

  private static Label label(io.leakwatch.workbench.simulation.Label label) {
    return new Label(
        label.labelId(),
        new Label.About(label.detectorId(), label.subjectType().name(), label.subjectId()),
        Instant.ofEpochMilli(label.firstAt()),
        Instant.ofEpochMilli(label.lastAt()),
        label.note());
  }
}
