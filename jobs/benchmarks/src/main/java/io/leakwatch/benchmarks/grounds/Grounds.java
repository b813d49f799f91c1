package io.leakwatch.benchmarks.grounds;

import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.workbench.evaluation.Label;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The topics of a bench: each kind of ground is laid when it is first asked for. */
public final class Grounds {

  private final EmbeddedKafka kafka;
  private final long seed;
  private final long events;
  private final long warmUpEvents;
  private final Map<Ground, Course> measured = new EnumMap<>(Ground.class);
  private final Map<Ground, Course> warmUps = new EnumMap<>(Ground.class);
  private final Map<Ground, List<Label>> labels = new EnumMap<>(Ground.class);

  /**
   * @param seed of what is measured; what is warmed up on has the next one
   */
  public Grounds(EmbeddedKafka kafka, long seed, long events, long warmUpEvents) {
    this.kafka = kafka;
    this.seed = seed;
    this.events = events;
    this.warmUpEvents = warmUpEvents;
  }

  /** What is measured. */
  public Course measured(Ground ground) {
    return measured.computeIfAbsent(
        ground,
        kind -> {
          Traffic traffic = kind.traffic(seed, events);
          labels.put(kind, traffic.labels());
          return traffic.publish(kafka, "measured-" + nameOf(kind));
        });
  }

  /** What is warmed up on before. */
  public Course warmUp(Ground ground) {
    return warmUps.computeIfAbsent(
        ground.toWarmUp(),
        kind -> kind.traffic(seed + 1, warmUpEvents).publish(kafka, "warm-up-" + nameOf(kind)));
  }

  /** What there is to find in what is measured. */
  public List<Label> labels(Ground ground) {
    measured(ground);
    return labels.get(ground);
  }

  private static String nameOf(Ground ground) {
    return ground.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
