package io.leakwatch.workbench.demo;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.ProgressLine;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.local.live.Recently;
import io.leakwatch.local.outcome.Pace;
import io.leakwatch.local.outcome.Summary;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.Simulation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Kafka broker, simulated traffic with attacks in it, and the detection job, all in this JVM.
 * Alerts are printed as they come; at the end, or when it is stopped, what came of it.
 */
public final class Demo {

  private static final int PARTITIONS = 4;
  private static final String ALERTS = KafkaOptions.ALERTS_TOPIC.defaultValue();
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TO_DRAIN = Duration.ofSeconds(60);
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

  private final DemoPlan plan;
  private final JobConfig config;
  private final PrintWriter out;
  private final AlertLine alertLine;
  private final ProgressLine progress = new ProgressLine();
  private final Findings findings = new Findings();
  private final Pace pace = new Pace();
  private final Recently recently = new Recently();
  private volatile boolean stopped;
  private volatile List<Path> folders = List.of();

  /**
   * @param config the job's and its runtime's options; Kafka's are the demo's own
   * @param out takes the alerts and the summary
   */
  public Demo(DemoPlan plan, JobConfig config, PrintWriter out, AlertLine alertLine) {
    this.plan = plan;
    this.config = config;
    this.out = out;
    this.alertLine = alertLine;
  }

  /** Asks it to end soon, from any thread: {@link #run} prints what there is, and returns. */
  public void stop() {
    stopped = true;
  }

  /** Where its files lie until it has ended; none before it has started. */
  public List<Path> folders() {
    return folders;
  }

  /**
   * Runs to the end, or until it is stopped.
   *
   * @throws CommandFault when the broker or the job fails
   */
  public void run() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.startForOwner()) {
      if (stopped) {
        return;
      }
      createTopics(kafka);
      Simulation simulation = Simulation.of(plan.simulation());
      if (stopped) {
        return;
      }
      try (LocalJob job = LocalJob.start(configOf(kafka), "none");
          AlertFeed feed = new AlertFeed(kafka.bootstrapServers(), ALERTS)) {
        folders = List.of(kafka.folder(), job.folder());
        job.awaitRunning();
        if (!stopped) {
          play(kafka, simulation, job, feed);
        }
      }
    } finally {
      progress.clear();
    }
  }

  private static void createTopics(EmbeddedKafka kafka) {
    for (EventKind kind : EventKind.values()) {
      kafka.createTopic(kind.topic(), PARTITIONS, Map.of());
    }
    kafka.createTopic(ALERTS, 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic(KafkaOptions.DEAD_LETTERS_TOPIC.defaultValue(), 1, Map.of());
  }

  private JobConfig configOf(EmbeddedKafka kafka) {
    KafkaOptions ours =
        KafkaOptions.of(kafka.bootstrapServers())
            // Alerts are to be seen at once, not at the next checkpoint.
            .with(KafkaOptions.DELIVERY, "at-least-once");
    // Here two minutes of event time, the default, go by in half a second. All partitions are
    // written by one hand in order of time, so that none runs ahead, and none has to be held back.
    JobOptions options = config.job().with(JobOptions.MAX_DRIFT, Duration.ofDays(1));
    return new JobConfig(options, ours, config.runtime());
  }

  private void play(EmbeddedKafka kafka, Simulation simulation, LocalJob job, AlertFeed feed)
      throws Exception {
    say(
        "%,d events a second for %s on %s; event time runs %,d times as fast as the clock",
        plan.eventsPerSecond(),
        Figures.of(plan.duration()),
        kafka.bootstrapServers(),
        plan.acceleration());
    try (Publisher publisher =
        new Publisher(plan, simulation, new EventProducer(kafka.bootstrapServers()))) {
      publisher.start();
      while (!publisher.isDone() && !stopped) {
        watch(publisher, job, feed);
      }
      long lag = publisher.published() - received(job);
      catchUp(publisher, job, feed);
      end(publisher, job, feed);
      progress.clear();
      summary(publisher, simulation, job, lag);
    }
  }

  private void watch(Publisher publisher, LocalJob job, AlertFeed feed) throws Exception {
    job.checkAlive();
    print(feed.poll(POLL));
    long received = received(job);
    pace.sample(System.nanoTime(), received);
    recently.sample(System.nanoTime(), received);
    progress.show(
        String.format(
            Locale.ROOT,
            "%,d events received, %,d/s, lag %,d, %s",
            received,
            recently.perSecond(),
            Math.max(0, publisher.published() - received),
            Figures.counted(findings.alerts(), "alert")));
  }

  private static long received(LocalJob job) {
    return job.counters().get("received");
  }

  private void catchUp(Publisher publisher, LocalJob job, AlertFeed feed) throws Exception {
    long best = -1;
    long since = System.nanoTime();
    while (received(job) < publisher.published() && !stopped) {
      watch(publisher, job, feed);
      if (received(job) > best) {
        best = received(job);
        since = System.nanoTime();
      } else if (System.nanoTime() - since > LONGEST_STANDSTILL.toNanos()) {
        throw new CommandFault(
            "the job has received %,d of %,d events, and no more for %d s; run again with --verbose"
                .formatted(best, publisher.published(), LONGEST_STANDSTILL.toSeconds()));
      }
    }
  }

  /** Nothing may wait in the job any more; but who stops the demo does not want to wait either. */
  private void end(Publisher publisher, LocalJob job, AlertFeed feed) throws Exception {
    if (stopped) {
      publisher.close();
      job.cancel();
    } else {
      job.drain(TO_DRAIN);
    }
    do {
      print(feed.poll(POLL));
    } while (!feed.isAtEnd());
  }

  /** Of several revisions that come at once the last is shown; that an alert is over is not. */
  private void print(List<Alert> alerts) {
    Map<String, Alert> shown = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      findings.add(alert);
      if (alert.getActivity() != AlertActivity.CLOSE) {
        shown.put(alert.getAlertId(), alert);
      }
    }
    if (!shown.isEmpty()) {
      progress.clear();
      shown.values().forEach(alert -> out.println(alertLine.of(alert)));
      out.flush();
    }
  }

  private void summary(Publisher publisher, Simulation simulation, LocalJob job, long lag) {
    Summary summary = Summary.of(job.counters(), findings.alertsByDetector(), pace);
    long published = publisher.published();
    say("");
    say(
        "published %,d events in %.1f s, %,.0f a second%s",
        published,
        publisher.took().toMillis() / 1e3,
        published / Math.max(0.001, publisher.took().toMillis() / 1e3),
        shortfall(published));
    say("%s%s", summary.balance(), missing(published - summary.received()));
    if (lag > plan.eventsPerSecond()) {
      say("the job was %,d events behind when publishing ended: the rate is too high", lag);
    }
    say(
        "%s, %,d of them over by now:",
        Figures.counted(findings.alerts(), "alert"), findings.alertsOver());
    findings.lines(simulation.labels(), publisher.latestAt()).forEach(line -> say("%s", line));
  }

  private String shortfall(long published) {
    if (stopped) {
      return ", then it was stopped";
    }
    return published < plan.events()
        ? String.format(
            Locale.ROOT,
            "; %,d were planned, but this machine cannot publish %,d a second",
            plan.events(),
            plan.eventsPerSecond())
        : "";
  }

  private static String missing(long events) {
    return events == 0
        ? ": all that was published"
        : String.format(Locale.ROOT, ": %,d fewer than were published", events);
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
