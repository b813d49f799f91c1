package io.leakwatch.benchmarks.latency;

import io.leakwatch.benchmarks.contest.ChildJvm;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.schemas.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long it takes from the moment that Kafka has an event to the moment that a consumer of
 * committed records has the alert it caused, while the job takes a steady stream of events. Broker,
 * traffic and consumer are in this JVM, so that one clock gives both moments; the job is in a JVM
 * of its own.
 */
public final class LatencyBench {

  /** For the last alerts, beyond the time that they are to be there in. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EmbeddedKafka kafka;
  private final ChildJvm jvm;

  public LatencyBench(EmbeddedKafka kafka, ChildJvm jvm) {
    this.kafka = kafka;
    this.jvm = jvm;
  }

  /** The values of the option {@code state.backend} that it measures with. */
  public static Set<String> stateBackends() {
    return Way.ALL.stream().map(Way::stateBackend).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Measures one way after the other.
   *
   * @param plans under what, for each of the state backends
   * @param warmUp events that lie ready, for the job to get warm on
   * @param announce takes what is about to be measured, in words
   */
  public LatencyFigures run(
      Map<String, LatencyPlan> plans, Course warmUp, Consumer<String> announce) throws Exception {
    List<LatencyFigures.Mode> modes = new ArrayList<>();
    for (Way way : Way.ALL) {
      LatencyPlan plan = plans.get(way.stateBackend());
      announce.accept(
          String.format(
              Locale.ROOT,
              "%s: warming up, then %,d events/s for %d s",
              way.title(),
              plan.rate(),
              plan.measured().toSeconds()));
      modes.add(measure(way, plan, warmUp));
    }
    return new LatencyFigures(modes);
  }

  private LatencyFigures.Mode measure(Way way, LatencyPlan plan, Course warmUp) throws Exception {
    JobProcess.Task task =
        new JobProcess.Task(
            way,
            warmUp.named("warm-up-" + way.slug()),
            course("steady-" + way.slug(), plan.events()));
    kafka.createTopic(task.alertsTopic(), 1, Map.of());
    kafka.createTopic(task.deadLettersTopic(), 1, Map.of());
    Latencies latencies = new Latencies();
    try (EventProducer producer = new EventProducer(kafka.bootstrapServers());
        AlertReceiver receiver =
            new AlertReceiver(kafka.bootstrapServers(), task.alertsTopic(), latencies)) {
      SteadyTraffic traffic = new SteadyTraffic(plan, task.course(), producer, latencies);
      try (JobJvm job = JobJvm.start(jvm, task)) {
        SteadyTraffic.Flow flow = traffic.publish(() -> check(job, receiver));
        awaitAll(latencies, way.target().plus(PATIENCE), job, receiver);
        return new LatencyFigures.Mode(
            way,
            plan,
            latencies.percentiles(),
            latencies.byDetector(),
            latencies.missing(),
            flow,
            job.stop());
      }
    }
  }

  private static void check(JobJvm job, AlertReceiver receiver) throws Exception {
    job.checkAlive();
    receiver.checkAlive();
  }

  private static void awaitAll(
      Latencies latencies, Duration atMost, JobJvm job, AlertReceiver receiver) throws Exception {
    long until = System.nanoTime() + atMost.toNanos();
    while (latencies.missing() > 0 && System.nanoTime() < until) {
      check(job, receiver);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Topics that note when each event came. */
  private Course course(String name, long events) {
    Map<EventKind, String> topics = new EnumMap<>(EventKind.class);
    for (EventKind kind : EventKind.values()) {
      topics.put(kind, name + "-" + kind.topic());
      kafka.createTopic(
          topics.get(kind),
          Course.PARTITIONS,
          Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }
    return new Course(kafka.bootstrapServers(), name, topics, events);
  }
}
