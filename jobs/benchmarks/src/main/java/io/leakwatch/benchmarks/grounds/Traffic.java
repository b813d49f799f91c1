package io.leakwatch.benchmarks.grounds;

import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.workbench.evaluation.Label;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Events that are laid into topics before anybody is timed.
 *
 * @param events in order of time
 * @param labels what there is to find in them; empty where nothing was put in
 */
public record Traffic(Iterator<SimulatedEvent> events, List<Label> labels) {

  /** People, and attacks of every kind among them, over the simulator's four days. */
  public static Traffic simulated(long seed, long events) {
    Simulation simulation = Simulation.of(SimulationPlan.of(seed, events));
    return new Traffic(simulation, simulation.labels().stream().map(Traffic::label).toList());
  }

  private static Label label(io.leakwatch.traffic.Label truth) {
    return new Label(
        truth.labelId(),
        new Label.About(truth.detectorId(), truth.subjectType().name(), truth.subjectId()),
        Instant.ofEpochMilli(truth.firstAt()),
        Instant.ofEpochMilli(truth.lastAt()),
        truth.note());
  }

  /**
   * Makes the topics and publishes all of it.
   *
   * @param name lower-case word, which the topics' names begin with
   */
  public Course publish(EmbeddedKafka kafka, String name) {
    Map<EventKind, String> topics = new EnumMap<>(EventKind.class);
    for (EventKind kind : EventKind.values()) {
      topics.put(kind, name + "-" + kind.topic());
      kafka.createTopic(topics.get(kind), Course.PARTITIONS, Map.of());
    }
    try (EventProducer producer = new EventProducer(kafka.bootstrapServers())) {
      while (events.hasNext()) {
        SimulatedEvent event = events.next();
        producer.send(topics.get(event.kind()), event.key(), event.at(), event.record());
      }
      producer.flush();
      return new Course(
          kafka.bootstrapServers(), name.toLowerCase(Locale.ROOT), topics, producer.published());
    }
  }
}
