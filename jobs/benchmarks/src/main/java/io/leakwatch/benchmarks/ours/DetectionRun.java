package io.leakwatch.benchmarks.ours;

import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import io.leakwatch.benchmarks.contest.Stopwatch;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The real job: from Kafka to Kafka, alerts delivered exactly once, a checkpoint every ten seconds.
 */
public final class DetectionRun implements Contestant {

  /** What rivals are asked to find as well. */
  public static final Set<String> NAMED =
      Set.of("credential-stuffing", "impossible-travel", "mass-scraping");

  private static final Duration TO_DRAIN = Duration.ofMinutes(2);

  /**
   * Four days of events go by in seconds here, and alignment lets through at most this much event
   * time in each of its intervals.
   */
  private static final Duration MAX_DRIFT = Duration.ofHours(3);

  private final List<DetectorType> detectors;
  private final String stateBackend;

  private DetectionRun(List<DetectorType> detectors, String stateBackend) {
    this.detectors = detectors;
    this.stateBackend = stateBackend;
  }

  /**
   * All detectors of the catalogue.
   *
   * @param stateBackend as in the option {@code state.backend}
   */
  public static DetectionRun ofAll(String stateBackend) {
    return new DetectionRun(Detectors.ALL, stateBackend);
  }

  /** Only those that rivals have as well; state on the heap. */
  public static DetectionRun ofNamed() {
    return new DetectionRun(
        Detectors.ALL.stream().filter(type -> NAMED.contains(type.id())).toList(), "heap");
  }

  @Override
  public Outcome run(Course course) throws Exception {
    JobConfig config = config(course);
    createTopics(course, config.kafka());
    try (LocalJob job = LocalJob.start(config, "none")) {
      Counters counters = job.counters();
      long receiving = Stopwatch.time(() -> read(counters), course.events(), job::checkAlive);
      long finishing = drain(job);
      return new Outcome(counters.get("received"), receiving + finishing, alerts(config.kafka()));
    }
  }

  /** Events whose time is in doubt are received only once others bear it out. */
  private static long read(Counters counters) {
    return counters.get("received") + counters.get("held");
  }

  /**
   * Ends the input: the last events wait for later ones that never come.
   *
   * @return nanoseconds until all that was received had been shown to the sensors
   */
  private static long drain(LocalJob job) throws Exception {
    Counters counters = job.counters();
    long start = System.nanoTime();
    ExecutorService drainer = Executors.newSingleThreadExecutor();
    try {
      Future<?> end =
          drainer.submit(
              () -> {
                job.drain(TO_DRAIN);
                return null;
              });
      while ((counters.get("held") > 0 || counters.get("watched") < counters.get("routed"))
          && !end.isDone()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      long nanos = System.nanoTime() - start;
      end.get();
      return nanos;
    } finally {
      drainer.shutdown();
    }
  }

  private JobConfig config(Course course) {
    KafkaOptions kafka =
        KafkaOptions.of(course.bootstrapServers())
            .withoutDecisions()
            .with(KafkaOptions.GROUP_ID, topic(course, "group"))
            .with(KafkaOptions.LOGIN_TOPIC, course.topics().get(EventKind.LOGIN))
            .with(KafkaOptions.API_TOPIC, course.topics().get(EventKind.API))
            .with(KafkaOptions.DM_TOPIC, course.topics().get(EventKind.DM_METADATA))
            .with(KafkaOptions.ALERTS_TOPIC, topic(course, "alerts"))
            .with(KafkaOptions.DEAD_LETTERS_TOPIC, topic(course, "dead-letters"));
    JobOptions job =
        new JobOptions(
                Settings.defaults(JobOptions.ALL),
                detectors.stream().map(type -> type.armed()).toList())
            .with(JobOptions.MAX_DRIFT, MAX_DRIFT);
    RuntimeOptions runtime =
        new RuntimeOptions(
            Settings.defaults(RuntimeOptions.ALL).with(RuntimeOptions.STATE_BACKEND, stateBackend));
    return new JobConfig(job, kafka, runtime);
  }

  private static String topic(Course course, String what) {
    return course.name() + "-" + what;
  }

  private static void createTopics(Course course, KafkaOptions kafka) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    topics.add(new NewTopic(kafka.get(KafkaOptions.ALERTS_TOPIC), 1, (short) 1));
    topics.add(new NewTopic(kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC), 1, (short) 1));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", course.bootstrapServers()))) {
      admin.createTopics(topics).all().get();
    }
  }

  /** All alerts that a consumer of committed records reads, each in its last revision. */
  private static List<RaisedAlert> alerts(KafkaOptions kafka) {
    Map<String, Alert> latest = new LinkedHashMap<>();
    try (AlertFeed feed =
        new AlertFeed(
            kafka.get(KafkaOptions.BOOTSTRAP_SERVERS), kafka.get(KafkaOptions.ALERTS_TOPIC))) {
      do {
        feed.poll(Duration.ofMillis(200)).forEach(alert -> latest.put(alert.getAlertId(), alert));
      } while (!feed.isAtEnd());
    }
    return latest.values().stream().map(RaisedAlert::of).toList();
  }
}
